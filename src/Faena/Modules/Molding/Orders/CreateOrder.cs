using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Modules.Molding.Orders.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders;

/// <summary>Registers an order as a draft; it may still lack its lots or their recipes.</summary>
public static class CreateOrder
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("", Handle).Needs("molding.manage_orders").TakesIdempotencyKey().Refuses(409, "order_number_taken").Refuses(422);

    private static async Task<Results<Created<OrderDocument>, ProblemHttpResult>> Handle(
        OrderRequest body,
        HttpContext http,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        Installation installation,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        var order = OrderBody.Read(body, await Plant.Weeks(db, ct), errors);
        await using var work = await db.Begin(ct);
        order = await CatalogNames.Resolve(work, order, null, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        var saved = await Add(work, order, user, clock, installation);
        await work.Commit();
        OneOrder.Give(http, saved);
        return TypedResults.Created(OrderLinks.Api(order.NumeroOp), saved);
    }

    /// <summary>Adds the order as a draft, with the first line of its log.</summary>
    internal static async Task<OrderDocument> Add(DbWork work, Order order, CurrentUser user, TimeProvider clock, Installation installation)
    {
        var now = clock.GetUtcNow();
        await OrderTable.Add(work, order, user.Name, now);
        await OrderLog.Write(work, order.NumeroOp, null, OrderState.Draft, user.Name, now, "");
        return await OneOrder.Find(work, order.NumeroOp, installation);
    }
}
