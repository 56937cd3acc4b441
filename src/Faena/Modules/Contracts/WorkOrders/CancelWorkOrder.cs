using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>Takes an order out of every count, or back in. Nothing is deleted, and saying it twice is saying it once.</summary>
public static class CancelWorkOrder
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/work-orders/{id:long}/cancel", Cancel)
            .Needs("contracts.manage_orders")
            .Of(Scope.Order("id"))
            .Refuses(404, "order_not_found")
            .Refuses(412, "order_changed_meanwhile");
        api.MapPost("/work-orders/{id:long}/restore", Restore)
            .Needs("contracts.manage_orders")
            .Of(Scope.Order("id"))
            .Refuses(404, "order_not_found")
            .Refuses(412, "order_changed_meanwhile");
    }

    private static Task<Results<Ok<WorkOrder>, ProblemHttpResult>> Cancel(
        long id,
        HttpContext http,
        Db db,
        CurrentUser user,
        CancellationToken ct
    ) => Set(id, false, http, db, user, ct);

    private static Task<Results<Ok<WorkOrder>, ProblemHttpResult>> Restore(
        long id,
        HttpContext http,
        Db db,
        CurrentUser user,
        CancellationToken ct
    ) => Set(id, true, http, db, user, ct);

    private static async Task<Results<Ok<WorkOrder>, ProblemHttpResult>> Set(
        long id,
        bool active,
        HttpContext http,
        Db db,
        CurrentUser user,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await HeldOrder.Take(work, id) is not { } order)
        {
            return Problem.NotFound("order_not_found");
        }
        if (order.Tag.Refusal(http.Request, order, OneWorkOrder.Changed) is { } stale)
        {
            return stale;
        }
        if (order.Activa == active)
        {
            return OneWorkOrder.Ok(http, order);
        }
        await work.Execute(SetSql, new { id, estatus = active ? 1 : 0 });
        await Families.Changed(work, order.IdFamilia);
        return await OneWorkOrder.Saved(http, work, id);
    }

    private const string SetSql = "UPDATE contracts.ot SET estatus = @estatus::smallint WHERE id = @id::bigint";
}
