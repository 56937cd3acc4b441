using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders;

/// <summary>Takes a closed order back to the floor. Both steps stay in the log.</summary>
public static class ReopenOrder
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/{op}/reabrir", Handle)
            .Needs("molding.manage_orders")
            .TakesIdempotencyKey()
            .Accepts<Request>("application/json")
            .Refuses(404, "ORDER_NOT_FOUND")
            .Refuses(409, "ORDER_NOT_CLOSED")
            .Refuses(412, "ORDER_CHANGED")
            .Refuses(422);

    public sealed record Request(string Motivo);

    private static async Task<Results<Ok<OrderDocument>, ProblemHttpResult>> Handle(
        string op,
        Request? body,
        HttpContext http,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        Installation installation,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await OrderTable.Hold(work, op) is not { } order)
        {
            return Problem.NotFound(OneOrder.NotFound);
        }
        var errors = new FieldErrors();
        var reason = OrderStep.Reason(body?.Motivo, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        if (await OneOrder.StaleVersion(http.Request, null, work, order, installation) is { } stale)
        {
            return stale;
        }
        if (order.IsActive)
        {
            return Problem.Conflict("ORDER_NOT_CLOSED");
        }
        await OrderStep.Take(work, order, OrderState.Released, user, clock, reason);
        return await OneOrder.Saved(http, work, op, installation);
    }
}
