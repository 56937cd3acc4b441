using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders;

/// <summary>
/// Replaces an order by the whole body. Sheets written before keep the figures of the revision they were written under; a released
/// order stays complete, a closed one stays as it is.
/// </summary>
public static class EditOrder
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/{op}", Handle)
            .Needs("molding.manage_orders")
            .Refuses(404, "ORDER_NOT_FOUND")
            .Refuses(409, "ORDER_CHANGED", "ORDER_CLOSED")
            .Refuses(412, "ORDER_CHANGED")
            .Refuses(422);

    private static async Task<Results<Ok<OrderDocument>, ProblemHttpResult>> Handle(
        string op,
        OrderRequest body,
        HttpContext http,
        Db db,
        Installation installation,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        var weeks = await Plant.Weeks(db, ct);

        await using var work = await db.Begin(ct);
        if (await OrderTable.Hold(work, op) is not { } before)
        {
            return Problem.NotFound(OneOrder.NotFound);
        }
        if (await OneOrder.StaleVersion(http.Request, body.Version, work, before, installation) is { } stale)
        {
            return stale;
        }
        if (!before.IsActive)
        {
            return Problem.Conflict("ORDER_CLOSED");
        }
        var after = await After(work, before, body, weeks, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await Save(work, before, after);
        return await OneOrder.Saved(http, work, op, installation);
    }

    /// <summary>The order as the body would have it. Nothing is written.</summary>
    internal static async Task<Order> After(DbWork work, Order before, OrderRequest body, IReadOnlyList<string> weeks, FieldErrors errors)
    {
        var asked = OrderBody.Read(body, weeks, errors);
        errors.Require(
            asked.NumeroOp.Length == 0 || OrderNumber.Key(asked.NumeroOp) == OrderNumber.Key(before.NumeroOp),
            "numero_op",
            "order_number_is_fixed"
        );
        var after = (await CatalogNames.Resolve(work, asked, before, errors)) with
        {
            Id = before.Id,
            NumeroOp = before.NumeroOp,
            FechaCreacion = before.FechaCreacion,
            Estado = before.Estado,
            Version = before.Version,
        };
        if (before.Estado == OrderState.Released)
        {
            ReleaseOrder.Check(after, errors);
        }
        return after;
    }

    internal static async Task Save(DbWork work, Order before, Order after)
    {
        // A save that changes nothing is no revision.
        if (Json.Of(after) != Json.Of(before))
        {
            await OrderTable.Change(work, after);
        }
    }
}
