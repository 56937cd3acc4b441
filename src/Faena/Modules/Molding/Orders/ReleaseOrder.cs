using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders;

/// <summary>Hands a draft to the floor: from now on it takes shift sheets. Saying it twice is saying it once.</summary>
public static class ReleaseOrder
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/{op}/liberar", Handle)
            .Needs("molding.manage_orders")
            .TakesIdempotencyKey()
            .Refuses(404, "ORDER_NOT_FOUND")
            .Refuses(409, "ORDER_CLOSED")
            .Refuses(412, "ORDER_CHANGED")
            .Refuses(422);

    private static async Task<Results<Ok<OrderDocument>, ProblemHttpResult>> Handle(
        string op,
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
        if (await OneOrder.StaleVersion(http.Request, null, work, order, installation) is { } stale)
        {
            return stale;
        }
        switch (order.Estado)
        {
            case OrderState.Released:
                return await OneOrder.Saved(http, work, op, installation);
            case OrderState.Closed:
                return Problem.Conflict("ORDER_CLOSED");
        }
        var errors = new FieldErrors();
        Check(order, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await OrderStep.Take(work, order, OrderState.Released, user, clock, "");
        return await OneOrder.Saved(http, work, op, installation);
    }

    /// <summary>The floor can only make what has a colour and a whole recipe.</summary>
    internal static void Check(Order order, FieldErrors errors)
    {
        errors.Require(order.Lotes.Count > 0, "lotes", "release_needs_a_lot");
        for (var i = 0; i < order.Lotes.Count; i++)
        {
            if (order.Lotes[i].Materiales.Count == 0)
            {
                errors.Add($"lotes[{i}].materiales", "release_needs_a_recipe", new { color = order.Lotes[i].Color });
            }
        }
    }
}
