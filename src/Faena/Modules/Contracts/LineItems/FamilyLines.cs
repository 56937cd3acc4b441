using System.Globalization;
using Faena.Kernel.Database;
using Faena.Kernel.Http;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>
/// Keeps what is derived from a family's issues: its lines' governing volumes, prices, pools and order, and the running balances.
/// Called in the transaction of every change of an order or of its lines, with the families' rows locked by the caller.
/// </summary>
public static class FamilyLines
{
    /// <summary>Locks the families' rows, so that two writers of one family queue. In the order of their ids, so that none deadlock.</summary>
    public static Task Lock(DbWork work, IReadOnlyCollection<long> families) =>
        work.Execute(LockSql, new { families = families.ToArray() });

    /// <summary>What listeners of a family's lines are told under.</summary>
    public static string Topic(long family) => string.Create(CultureInfo.InvariantCulture, $"contracts:lines:{family}");

    public static async Task Rebuild(DbWork work, IReadOnlyCollection<long> families)
    {
        var args = new { families = families.ToArray() };
        var issues = (await work.Query<IssueOfFamily>(IssuesSql, args)).ToLookup(i => i.IdFamilia);
        var lines = (await work.Query<LineOfFamily>(LinesSql, args)).ToLookup(l => l.IdFamilia);
        var rows = (await work.Query<RowOfFamily>(RowsSql, args)).ToLookup(r => r.IdFamilia);

        var decided = families.SelectMany(family =>
            Placed(
                GoverningLines.Decide(
                    [.. issues[family].Select(i => new Issue(i.IdOt, i.Numero, i.Activa, i.Inicio))],
                    [.. lines[family].Select(l => new FamilyLine(l.Id, l.ClaveAnexo, l.ClavePartida))],
                    [.. rows[family].Select(r => r.ToIssueRow())]
                )
            )
        );
        await work.Execute(SaveLinesSql, new { lines = Json.Of(decided) });
        await work.Execute(SaveBalancesSql, args);
        await FamilyChange.OfAll(work, families);
    }

    private sealed record IssueOfFamily(long IdFamilia, long IdOt, int Numero, bool Activa, DateOnly? Inicio);

    private sealed record LineOfFamily(long IdFamilia, long Id, string ClaveAnexo, string ClavePartida);

    private sealed record RowOfFamily(
        long IdFamilia,
        long Id,
        long IdLineItem,
        long IdOt,
        bool Compartida,
        bool Arrastrada,
        decimal VolumenProyectado,
        decimal PrecioUnitarioMn,
        decimal PrecioUnitarioUsd,
        string IdPartida,
        string DescripcionConcepto,
        string Anexo,
        string Unidad,
        int OrdenFila
    )
    {
        public IssueRow ToIssueRow() =>
            new(
                Id,
                IdLineItem,
                IdOt,
                Compartida,
                Arrastrada,
                VolumenProyectado,
                PrecioUnitarioMn,
                PrecioUnitarioUsd,
                IdPartida,
                DescripcionConcepto,
                Anexo,
                Unidad,
                OrdenFila
            );
    }

    /// <summary>A line as <see cref="SaveLinesSql"/> reads it; texts are null where the ones shown before stay.</summary>
    private sealed record PlacedLine(
        long Id,
        int Posicion,
        string? Codigo,
        string? Concepto,
        string? Unidad,
        long IdPool,
        decimal VolumenPool,
        decimal VolumenProyectado,
        bool CuentaAutorizado,
        string[]? PrecioDesde,
        decimal[]? PrecioMn,
        decimal[]? PrecioUsd,
        decimal PuMn,
        decimal PuUsd,
        long? IdPartidaVigente,
        bool RequiereGpu,
        bool Arrastrada
    );

    private static IEnumerable<PlacedLine> Placed(IReadOnlyList<GoverningLine> lines) =>
        lines
            .OrderBy(l => l.Line.AnnexKey, Keys.NaturalOrder)
            .ThenBy(l => l.Line.CodeKey, Keys.NaturalOrder)
            .ThenBy(l => l.Line.Id)
            .Select(
                (l, position) =>
                    new PlacedLine(
                        l.Line.Id,
                        position + 1,
                        l.Display?.Code,
                        l.Display?.Concept,
                        l.Display?.Unit,
                        l.PoolId,
                        l.PoolVolume,
                        l.Row is null ? 0 : l.PoolVolume,
                        l.CountsInAuthorised,
                        l.Prices.Count == 0 ? null : [.. l.Prices.Select(p => FromText(p.From))],
                        l.Prices.Count == 0 ? null : [.. l.Prices.Select(p => p.Mxn)],
                        l.Prices.Count == 0 ? null : [.. l.Prices.Select(p => p.Usd)],
                        l.Display?.PriceMxn ?? 0,
                        l.Display?.PriceUsd ?? 0,
                        l.Row?.RowId,
                        EvidenceAnnexes.Contains(l.Line.AnnexKey),
                        l.CarriedOver
                    )
            );

    private static string FromText(DateOnly from) =>
        from == DateOnly.MinValue ? "-infinity" : from.ToString("O", CultureInfo.InvariantCulture);

    private const string LockSql =
        "SELECT 1 FROM contracts.family WHERE id_familia = ANY (@families::bigint[]) ORDER BY id_familia FOR UPDATE";

    private const string IssuesSql = """
        SELECT id_familia, id AS id_ot, coalesce(num_reprogramacion, 0) AS numero, estatus = 1 AS activa,
               coalesce(fecha_inicio_real, fecha_inicio_programado) AS inicio
        FROM contracts.ot WHERE id_familia = ANY (@families::bigint[])
        """;

    private const string LinesSql = """
        SELECT id_familia, id, clave_anexo, clave_partida FROM contracts.line_item WHERE id_familia = ANY (@families::bigint[])
        """;

    private const string RowsSql = """
        SELECT o.id_familia, r.id, r.id_line_item, o.id AS id_ot, r.compartida, r.arrastrada, r.volumen_proyectado, r.precio_unitario_mn,
               r.precio_unitario_usd, r.id_partida, r.descripcion_concepto, r.anexo, u.clave AS unidad, r.orden_fila
        FROM contracts.ot o
        JOIN contracts.importacion_anexo i ON i.id_ot = o.id AND i.es_activo
        JOIN contracts.partida_anexo_importada r ON r.id_importacion_anexo = i.id
        JOIN catalog.v_unidad_medida u ON u.id = r.id_unidad_medida
        WHERE o.id_familia = ANY (@families::bigint[])
        """;

    private const string SaveLinesSql = """
        UPDATE contracts.line_item l
        SET posicion = n.posicion, codigo = coalesce(n.codigo, l.codigo), concepto = coalesce(n.concepto, l.concepto),
            unidad = coalesce(n.unidad, l.unidad), id_pool = n.id_pool, volumen_pool = n.volumen_pool,
            volumen_proyectado = n.volumen_proyectado, cuenta_autorizado = n.cuenta_autorizado,
            precio_desde = coalesce(n.precio_desde, l.precio_desde), precio_mn = coalesce(n.precio_mn, l.precio_mn),
            precio_usd = coalesce(n.precio_usd, l.precio_usd), pu_mn = CASE WHEN n.precio_mn IS NULL THEN l.pu_mn ELSE n.pu_mn END,
            pu_usd = CASE WHEN n.precio_usd IS NULL THEN l.pu_usd ELSE n.pu_usd END, id_partida_vigente = n.id_partida_vigente,
            requiere_gpu = n.requiere_gpu, arrastrada = n.arrastrada
        FROM jsonb_to_recordset(@lines::jsonb) AS n (id bigint, posicion int, codigo text, concepto text, unidad text, id_pool bigint,
            volumen_pool numeric, volumen_proyectado numeric, cuenta_autorizado boolean, precio_desde date[], precio_mn numeric[],
            precio_usd numeric[], pu_mn numeric, pu_usd numeric, id_partida_vigente bigint, requiere_gpu boolean, arrastrada boolean)
        WHERE l.id = n.id
        """;

    // Every line has a balance in every opened month of its family, so a month's grid reads one row a line whatever the history.
    private const string SaveBalancesSql = """
        WITH produced AS (
          SELECT p.id_reporte_mensual, p.id_partida_anexo, sum(p.volumen_produccion) AS v,
                 sum(p.volumen_produccion * l.precio_mn[width_bucket(p.fecha_produccion, l.precio_desde)]) AS mn,
                 sum(p.volumen_produccion * l.precio_usd[width_bucket(p.fecha_produccion, l.precio_desde)]) AS usd
          FROM contracts.line_item l
          JOIN contracts.reporte_mensual_header h ON h.id_ot = l.id_familia
          JOIN contracts.produccion p ON p.id_reporte_mensual = h.id AND p.id_partida_anexo = l.id
          WHERE l.id_familia = ANY (@families::bigint[])
          GROUP BY 1, 2),
        balance AS (
          SELECT h.id AS id_reporte_mensual, l.id AS id_line_item, coalesce(p.v, 0) AS v, coalesce(p.mn, 0) AS mn, coalesce(p.usd, 0) AS usd,
                 coalesce(sum(p.v) OVER w, 0) AS v0, coalesce(sum(p.mn) OVER w, 0) AS mn0, coalesce(sum(p.usd) OVER w, 0) AS usd0
          FROM contracts.line_item l
          JOIN contracts.reporte_mensual_header h ON h.id_ot = l.id_familia
          LEFT JOIN produced p ON p.id_reporte_mensual = h.id AND p.id_partida_anexo = l.id
          WHERE l.id_familia = ANY (@families::bigint[])
          WINDOW w AS (PARTITION BY l.id ORDER BY h.indice_mes ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
        INSERT INTO contracts.line_month AS m (id_reporte_mensual, id_line_item, inicial, del_mes, inicial_mn, del_mes_mn, inicial_usd, del_mes_usd)
        SELECT id_reporte_mensual, id_line_item, v0, v, mn0, mn, usd0, usd FROM balance
        ON CONFLICT (id_reporte_mensual, id_line_item) DO UPDATE
        SET inicial = excluded.inicial, del_mes = excluded.del_mes, inicial_mn = excluded.inicial_mn, del_mes_mn = excluded.del_mes_mn,
            inicial_usd = excluded.inicial_usd, del_mes_usd = excluded.del_mes_usd
        WHERE (m.inicial, m.del_mes, m.inicial_mn, m.del_mes_mn, m.inicial_usd, m.del_mes_usd) IS DISTINCT FROM
              (excluded.inicial, excluded.del_mes, excluded.inicial_mn, excluded.del_mes_mn, excluded.inicial_usd, excluded.del_mes_usd)
        """;
}
