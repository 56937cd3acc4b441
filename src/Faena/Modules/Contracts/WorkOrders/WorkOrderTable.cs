using Faena.Kernel.Database;
using Faena.Kernel.Http;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>Reads and writes whole orders: one statement for one of them as for hundreds.</summary>
internal static class WorkOrderTable
{
    public static Task<WorkOrder?> Read(DbWork work, long id) => work.One<WorkOrder>(ReadSql, new { id });

    public static Task<WorkOrder?> Read(Db db, long id, CancellationToken ct) => db.One<WorkOrder>(ReadSql, new { id }, ct);

    /// <summary>Adds orders, and the family of each initial one.</summary>
    public static async Task<IReadOnlyList<Added>> Add(DbWork work, IReadOnlyCollection<WorkOrder> orders)
    {
        var added = await work.Query<Added>(AddSql, new { orders = Json.Of(orders.Select(Complete)) });
        await work.Execute(AddFamiliesSql, new { ids = added.Select(a => a.Id).ToArray() });
        return added;
    }

    public static Task<int> Change(DbWork work, IEnumerable<WorkOrder> orders) =>
        work.Execute(ChangeSql, new { orders = Json.Of(orders.Select(Complete)) });

    /// <summary>All issues of a family carry the folio of its initial order.</summary>
    public static Task<int> RenameFamily(DbWork work, long family, string folio) => work.Execute(RenameFamilySql, new { family, folio });

    /// <summary>The order as it is stored: nothing given is the same as blank.</summary>
    public static WorkOrder Complete(WorkOrder order) =>
        order with
        {
            DescripcionTrabajo = order.DescripcionTrabajo ?? "",
            ResponsableCliente = order.ResponsableCliente ?? "",
            OficioOt = order.OficioOt ?? "",
            FolioPte = order.FolioPte ?? "",
            Comentario = order.Comentario ?? "",
            RequierePatio = order.RequierePatio ?? false,
            TipoCambio = order.TipoCambio ?? DefaultRate,
            IdEstatusOt = order.IdEstatusOt ?? WorkOrderStatus.Assigned,
            IdFrente = WorkOrderRules.FrontOf(order),
        };

    public sealed record Added(long Id, string OrdenTrabajo, int? NumReprogramacion);

    private const decimal DefaultRate = 19.1648m;

    private const string ReadSql = "SELECT * FROM contracts.v_work_order WHERE id = @id::bigint";

    private const string Columns = """
        id bigint, tipo text, orden_trabajo text, descripcion_trabajo text, id_cliente bigint, id_responsable_proyecto bigint,
        responsable_cliente text, oficio_ot text, folio_pte text, id_estatus_ot smallint, fecha_inicio_programado date,
        fecha_termino_programado date, fecha_inicio_real date, fecha_termino_real date, estatus smallint, num_reprogramacion integer,
        ot_principal bigint, monto_mxn numeric, monto_usd numeric, id_frente bigint, id_embarcacion bigint, id_plataforma bigint,
        id_intercom bigint, id_patio bigint, plazo_dias integer, requiere_patio boolean, fecha_inicio_patio date, fecha_fin_patio date,
        comentario text, tipo_cambio numeric
        """;

    private const string AddSql = $"""
        INSERT INTO contracts.ot (id_tipo, orden_trabajo, descripcion_trabajo, id_cliente, id_responsable_proyecto, responsable_cliente,
          oficio_ot, folio_pte, id_estatus_ot, fecha_inicio_programado, fecha_termino_programado, fecha_inicio_real, fecha_termino_real,
          estatus, num_reprogramacion, ot_principal, monto_mxn, monto_usd, id_frente, id_embarcacion, id_plataforma, id_intercom, id_patio,
          plazo_dias, requiere_patio, fecha_inicio_patio, fecha_fin_patio, comentario, tipo_cambio)
        SELECT CASE tipo WHEN 'INICIAL' THEN 4 ELSE 5 END, orden_trabajo, descripcion_trabajo, id_cliente, id_responsable_proyecto,
          responsable_cliente, oficio_ot, folio_pte, id_estatus_ot, fecha_inicio_programado, fecha_termino_programado, fecha_inicio_real,
          fecha_termino_real, estatus, num_reprogramacion, ot_principal, monto_mxn, monto_usd, id_frente, id_embarcacion, id_plataforma,
          id_intercom, id_patio, plazo_dias, requiere_patio, fecha_inicio_patio, fecha_fin_patio, comentario, tipo_cambio
        FROM jsonb_to_recordset(@orders::jsonb) AS o ({Columns})
        RETURNING id, orden_trabajo, num_reprogramacion
        """;

    private const string AddFamiliesSql = """
        INSERT INTO contracts.family (id_familia) SELECT id FROM contracts.ot WHERE id = ANY(@ids::bigint[]) AND id_tipo = 4
        """;

    private const string ChangeSql = $"""
        UPDATE contracts.ot SET orden_trabajo = o.orden_trabajo, descripcion_trabajo = o.descripcion_trabajo, id_cliente = o.id_cliente,
          id_responsable_proyecto = o.id_responsable_proyecto, responsable_cliente = o.responsable_cliente, oficio_ot = o.oficio_ot,
          folio_pte = o.folio_pte, id_estatus_ot = o.id_estatus_ot, fecha_inicio_programado = o.fecha_inicio_programado,
          fecha_termino_programado = o.fecha_termino_programado, fecha_inicio_real = o.fecha_inicio_real,
          fecha_termino_real = o.fecha_termino_real, estatus = o.estatus, num_reprogramacion = o.num_reprogramacion,
          ot_principal = o.ot_principal, monto_mxn = o.monto_mxn, monto_usd = o.monto_usd, id_frente = o.id_frente,
          id_embarcacion = o.id_embarcacion, id_plataforma = o.id_plataforma, id_intercom = o.id_intercom, id_patio = o.id_patio,
          plazo_dias = o.plazo_dias, requiere_patio = o.requiere_patio, fecha_inicio_patio = o.fecha_inicio_patio,
          fecha_fin_patio = o.fecha_fin_patio, comentario = o.comentario, tipo_cambio = o.tipo_cambio
        FROM jsonb_to_recordset(@orders::jsonb) AS o ({Columns})
        WHERE ot.id = o.id
        """;

    private const string RenameFamilySql = """
        UPDATE contracts.ot SET orden_trabajo = @folio WHERE id_familia = @family::bigint AND orden_trabajo <> @folio
        """;
}
