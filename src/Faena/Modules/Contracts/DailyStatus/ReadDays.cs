using Faena.Kernel.Database;

namespace Faena.Modules.Contracts.DailyStatus;

/// <summary>One order's days in a month at a site.</summary>
public sealed record OrderDays
{
    public required long IdOt { get; init; }
    public required string Ot { get; init; }
    public required string Desc { get; init; }
    public required DateOnly? InicioV { get; init; }
    public required DateOnly? FinV { get; init; }
    public required bool EnPatio { get; init; }
    public required DateOnly? PatioDesde { get; init; }
    public required DateOnly? PatioHasta { get; init; }
    public required long? Reporte { get; init; }
    public required short Cierre { get; init; }
    public required string Archivo { get; init; }
    public required int[] Dias { get; init; }
    public required short[] Operativos { get; init; }
    public required short[] Firmas { get; init; }
    public required bool[] Firmados { get; init; }

    public Validity Validity => EnPatio ? new Validity(PatioDesde, PatioHasta) : new Validity(InicioV, FinV);

    public bool MonthIsClosed => Cierre is ClosureStatuses.Closed or ClosureStatuses.Invoiced;

    public DayState StateOf(int day) =>
        Array.IndexOf(Dias, day) is >= 0 and var i ? new(IdOrNull(Operativos[i]), IdOrNull(Firmas[i]), Firmados[i]) : default;

    // An array of the database cannot be read with nulls in it, so the statement sends 0 for "none".
    private static short? IdOrNull(short id) => id == 0 ? null : id;
}

/// <summary>Reads the days of every order of a site with one statement.</summary>
internal static class ReadDays
{
    public static object Args(Month month, long site, long[]? orders = null) =>
        new
        {
            site,
            orders,
            desde = month.First,
            hasta = month.Last,
            indice = month.Index,
        };

    public static Task<IReadOnlyList<OrderDays>> Read(Db db, Month month, long site, CancellationToken ct) =>
        db.Query<OrderDays>(DaysSql, Args(month, site), ct);

    // Orders are listed when they are in force in the month or have a state in it; given by id (a save), they are read as they are.
    public const string DaysSql = """
        WITH candidate AS (
          SELECT DISTINCT x.id_familia FROM contracts.ot x
          WHERE x.estatus = 1 AND @site::bigint IN (x.id_embarcacion, x.id_plataforma, x.id_patio, x.id_intercom)
            AND (@orders::bigint[] IS NULL OR x.id_familia = ANY (@orders::bigint[])))
        SELECT o.id AS id_ot, o.orden_trabajo AS ot, o.descripcion_trabajo AS desc, w.inicio_v, w.fin_v,
               o.requiere_patio AND o.id_patio = @site::bigint AS en_patio, o.fecha_inicio_patio AS patio_desde, w.patio_hasta,
               r.id AS reporte, coalesce(r.id_estatus, 1::smallint) AS cierre, coalesce(r.archivo, '') AS archivo,
               coalesce(d.dias, '{}') AS dias, coalesce(d.operativos, '{}') AS operativos, coalesce(d.firmas, '{}') AS firmas,
               coalesce(d.firmados, '{}') AS firmados
        FROM candidate c
        JOIN contracts.ot o ON o.id = c.id_familia AND o.estatus = 1
        CROSS JOIN LATERAL (
          SELECT coalesce(o.fecha_inicio_real, o.fecha_inicio_programado) AS inicio_v,
                 max(coalesce(x.fecha_termino_real, x.fecha_termino_programado)) AS fin_v, max(x.fecha_fin_patio) AS patio_hasta,
                 bool_or(EXISTS (SELECT 1 FROM contracts.importacion_anexo i WHERE i.id_ot = x.id AND i.es_activo)) AS con_lineas
          FROM contracts.ot x WHERE x.id_familia = o.id AND x.estatus = 1) w
        LEFT JOIN contracts.reporte_mensual_header r ON r.id_ot = o.id AND r.indice_mes = @indice::int
        LEFT JOIN LATERAL (
          SELECT array_agg(extract(day FROM t.fecha)::int) AS dias, array_agg(coalesce(t.id_estatus_operativo, 0::smallint)) AS operativos,
                 array_agg(coalesce(t.id_estatus_firma, 0::smallint)) AS firmas, array_agg(t.firmado) AS firmados
          FROM contracts.reporte_diario_detalle t WHERE t.id_reporte_mensual = r.id AND t.id_sitio = @site::bigint) d ON true
        WHERE @orders::bigint[] IS NOT NULL
           OR d.dias IS NOT NULL
           OR w.con_lineas
              AND (coalesce(w.inicio_v, '-infinity') <= @hasta::date AND coalesce(w.fin_v, 'infinity') >= @desde::date
                   OR (o.requiere_patio AND o.id_patio = @site::bigint
                       AND coalesce(o.fecha_inicio_patio, '-infinity') <= @hasta::date AND coalesce(w.patio_hasta, 'infinity') >= @desde::date))
        ORDER BY o.orden_trabajo, o.id
        """;
}
