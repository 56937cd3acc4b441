using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>What an order points at must exist, and a site must be of the kind its place in the order says.</summary>
internal static class References
{
    public static async Task Check(DbWork work, WorkOrderFields order, FieldErrors errors)
    {
        foreach (var wrong in await work.Query<Wrong>(WrongSql, order))
        {
            errors.Add(wrong.Campo, wrong.Codigo);
        }
    }

    /// <summary>A person limited to some sites gives no order to another site, and makes none that they could not see.</summary>
    public static bool MaySet(CurrentUser user, WorkOrder before, WorkOrder after) =>
        user.SiteLimit is not { } limit || (after.IsVisibleTo(limit) && after.Sites.Except(before.Sites).All(limit.Contains));

    private sealed record Wrong(string Campo, string Codigo);

    private const string WrongSql = """
        SELECT campo, CASE WHEN s.id IS NULL THEN 'order_site_unknown' ELSE 'order_site_of_another_kind' END AS codigo
        FROM (VALUES ('id_embarcacion', @IdEmbarcacion::bigint, 'embarcacion'), ('id_plataforma', @IdPlataforma::bigint, 'plataforma'),
          ('id_patio', @IdPatio::bigint, 'patio'), ('id_intercom', @IdIntercom::bigint, 'intercom')) AS given (campo, id, frente)
        LEFT JOIN catalog.v_sitio s ON s.id = given.id
        WHERE given.id IS NOT NULL AND s.frente IS DISTINCT FROM given.frente
        UNION ALL
        SELECT 'id_cliente', 'order_client_unknown'
        WHERE @IdCliente::bigint IS NOT NULL AND NOT EXISTS (SELECT FROM catalog.v_cliente WHERE id = @IdCliente::bigint)
        UNION ALL
        SELECT 'id_responsable_proyecto', 'order_lead_unknown' WHERE @IdResponsableProyecto::bigint IS NOT NULL
          AND NOT EXISTS (SELECT FROM catalog.v_responsable_proyecto WHERE id = @IdResponsableProyecto::bigint)
        UNION ALL
        SELECT 'id_estatus_ot', 'order_status_unknown' WHERE @IdEstatusOt::int IS NOT NULL
          AND NOT EXISTS (SELECT FROM catalog.v_cat_estatus WHERE nivel_afectacion = 2 AND id = @IdEstatusOt::int)
        """;
}
