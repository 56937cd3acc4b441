using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Contracts.LineItems;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>A reprogramming is an issue of its initial order: it has that order's folio, and the next number unless one is given.</summary>
internal static class Issue
{
    public static async Task<WorkOrder> Of(DbWork work, CurrentUser user, WorkOrder order, FieldErrors errors)
    {
        // Holding the family first makes two people who reprogram at once get two numbers.
        await FamilyLines.Lock(work, [order.OtPrincipal!.Value]);
        var initial = await WorkOrderTable.Read(work, order.OtPrincipal.Value);
        if (initial is not { IsInitial: true } || !initial.IsVisibleTo(user.SiteLimit))
        {
            errors.Add("ot_principal", "order_principal_not_initial");
            return order;
        }
        var folio = string.IsNullOrEmpty(order.OrdenTrabajo) ? initial.OrdenTrabajo : order.OrdenTrabajo;
        errors.Require(folio == initial.OrdenTrabajo, "orden_trabajo", "order_folio_of_the_initial", new { folio = initial.OrdenTrabajo });
        return order with
        {
            OrdenTrabajo = folio,
            NumReprogramacion = order.NumReprogramacion ?? await work.One<int>(NextNumberSql, new { family = initial.Id }),
        };
    }

    private const string NextNumberSql = """
        SELECT coalesce(max(num_reprogramacion), 0) + 1 FROM contracts.ot WHERE id_familia = @family::bigint
        """;
}
