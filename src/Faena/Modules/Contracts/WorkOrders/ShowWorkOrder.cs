using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>One order with every issue of its family.</summary>
public static class ShowWorkOrder
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/work-orders/{id:long}", Handle).Needs("contracts.read").Of(Scope.Order("id")).Refuses(404, "order_not_found");

    private static async Task<Results<Ok<WorkOrder>, ProblemHttpResult>> Handle(
        long id,
        HttpContext http,
        Db db,
        CurrentUser user,
        CancellationToken ct
    ) => await Find(db, user, id, ct) is { } order ? OneWorkOrder.Ok(http, order) : Problem.NotFound("order_not_found");

    /// <returns>Null when there is no such order for this person.</returns>
    internal static async Task<WorkOrder?> Find(Db db, CurrentUser user, long id, CancellationToken ct)
    {
        var family = (await db.Query<WorkOrder>(FamilySql, new { id }, ct)).Where(o => o.IsVisibleTo(user.SiteLimit)).ToList();
        return family.Find(o => o.Id == id) is { } order ? order with { Familia = family } : null;
    }

    private const string FamilySql = """
        SELECT * FROM contracts.v_work_order
        WHERE id_familia = (SELECT id_familia FROM contracts.ot WHERE id = @id::bigint)
        ORDER BY num_reprogramacion NULLS FIRST
        """;
}
