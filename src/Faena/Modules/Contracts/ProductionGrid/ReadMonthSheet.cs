using Faena.Kernel.Database;
using Npgsql;
using NpgsqlTypes;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>
/// Reads a month of an order with one statement, one row a line with its days packed in arrays, whatever the history:
/// what came before is the stored balance.
/// </summary>
public static class ReadMonthSheet
{
    /// <returns>The sheet, recounted; null when there is no such order.</returns>
    public static async Task<MonthSheet?> Read(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        long orderId,
        Month month,
        long site,
        bool minimum,
        CancellationToken ct
    )
    {
        // Read by hand: decoding the arrays is most of the work, and Dapper would box every one of them.
        await using var command = new NpgsqlCommand(Sql.Stamp(SheetSql), connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<long>("idOt", orderId));
        command.Parameters.Add(new NpgsqlParameter<long>("sitio", site));
        command.Parameters.Add(new NpgsqlParameter<int>("indice", month.Index));
        command.Parameters.Add(new NpgsqlParameter<DateOnly>("desde", NpgsqlDbType.Date) { TypedValue = month.First });
        command.Parameters.Add(new NpgsqlParameter<DateOnly>("hasta", NpgsqlDbType.Date) { TypedValue = month.Last });
        command.Parameters.Add(new NpgsqlParameter<string>("tipo", TimeTypes.NameOf(minimum)));
        await using var reader = await command.ExecuteReaderAsync(ct);

        SheetHead? head = null;
        var lines = new List<SheetLine>();
        while (await reader.ReadAsync(ct))
        {
            head ??= HeadOf(reader, site);
            if (!reader.IsDBNull(Column.LineId))
            {
                lines.Add(LineOf(reader));
            }
        }
        if (head is null)
        {
            return null;
        }
        var sheet = new MonthSheet(head, month, site, lines);
        sheet.Recount();
        return sheet;
    }

    // In the order of the statement's columns.
    private static class Column
    {
        public const int Family = 0,
            OrderNumber = 1,
            Active = 2,
            Sites = 3,
            Report = 4,
            Link = 5,
            Closure = 6,
            From = 7,
            To = 8,
            Yard = 9,
            YardFrom = 10,
            YardTo = 11,
            ClosedDays = 12,
            Rate = 13,
            LineId = 14,
            Annex = 15,
            Code = 16,
            Concept = 17,
            Unit = 18,
            Pool = 19,
            PoolVolume = 20,
            Authorised = 21,
            Counts = 22,
            PriceMxn = 23,
            PriceUsd = 24,
            PriceFrom = 25,
            PricesMxn = 26,
            PricesUsd = 27,
            Evidence = 28,
            CarriedOver = 29,
            Opening = 30,
            OpeningMxn = 31,
            OpeningUsd = 32,
            Keys = 33,
            CellSites = 34,
            Volumes = 35,
            Versions = 36,
            PlannedDays = 37,
            PlannedVolumes = 38,
            ProvedDays = 39;
    }

    private static SheetHead HeadOf(NpgsqlDataReader row, long site)
    {
        var inYard = !row.IsDBNull(Column.Yard) && row.GetInt64(Column.Yard) == site;
        return new SheetHead
        {
            FamilyId = row.GetInt64(Column.Family),
            OrderNumber = row.GetString(Column.OrderNumber),
            Active = row.GetBoolean(Column.Active),
            SiteBelongs = row.GetFieldValue<long[]>(Column.Sites).Contains(site),
            ReportId = row.IsDBNull(Column.Report) ? null : row.GetInt64(Column.Report),
            Link = row.GetString(Column.Link),
            ClosureStatus = row.GetInt16(Column.Closure),
            Validity = inYard
                ? new Validity(Date(row, Column.YardFrom), Date(row, Column.YardTo))
                : new Validity(Date(row, Column.From), Date(row, Column.To)),
            ClosedDays = [.. row.GetFieldValue<int[]>(Column.ClosedDays)],
            Rate = row.GetDecimal(Column.Rate),
        };
    }

    private static SheetLine LineOf(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetInt64(Column.LineId),
            AnnexKey = row.GetString(Column.Annex),
            Code = row.GetString(Column.Code),
            Concept = row.GetString(Column.Concept),
            Unit = row.GetString(Column.Unit),
            PoolId = row.GetInt64(Column.Pool),
            PoolVolume = row.GetDecimal(Column.PoolVolume),
            Authorised = row.GetDecimal(Column.Authorised),
            CountsInAuthorised = row.GetBoolean(Column.Counts),
            PriceMxn = row.GetDecimal(Column.PriceMxn),
            PriceUsd = row.GetDecimal(Column.PriceUsd),
            Prices = new PriceList(
                row.GetFieldValue<DateOnly[]>(Column.PriceFrom),
                row.GetFieldValue<decimal[]>(Column.PricesMxn),
                row.GetFieldValue<decimal[]>(Column.PricesUsd)
            ),
            NeedsEvidence = row.GetBoolean(Column.Evidence),
            CarriedOver = row.GetBoolean(Column.CarriedOver),
            Opening = row.GetDecimal(Column.Opening),
            OpeningMxn = row.GetDecimal(Column.OpeningMxn),
            OpeningUsd = row.GetDecimal(Column.OpeningUsd),
            Cells = CellsOf(row),
            Planned = PlannedOf(row),
            Proofs = ProofsOf(row),
        };

    private static Dictionary<int, Proof> ProofsOf(NpgsqlDataReader row) =>
        row.IsDBNull(Column.ProvedDays)
            ? NoProofs
            : row.GetFieldValue<int[]>(Column.ProvedDays).ToDictionary(p => p / 2, p => p % 2 == 1 ? Proof.Billed : Proof.Validated);

    private static readonly Dictionary<int, Proof> NoProofs = [];

    private static List<SheetCell> CellsOf(NpgsqlDataReader row)
    {
        if (row.IsDBNull(Column.Keys))
        {
            return [];
        }
        var keys = row.GetFieldValue<int[]>(Column.Keys);
        var sites = row.GetFieldValue<long[]>(Column.CellSites);
        var volumes = row.GetFieldValue<decimal[]>(Column.Volumes);
        var versions = row.GetFieldValue<long[]>(Column.Versions);
        var cells = new List<SheetCell>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            cells.Add(new SheetCell(keys[i] / 2, keys[i] % 2 == 1, sites[i], volumes[i], versions[i]));
        }
        return cells;
    }

    private static List<(int, decimal)> PlannedOf(NpgsqlDataReader row) =>
        row.IsDBNull(Column.PlannedDays)
            ? []
            : [.. row.GetFieldValue<int[]>(Column.PlannedDays).Zip(row.GetFieldValue<decimal[]>(Column.PlannedVolumes))];

    private static DateOnly? Date(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    // Materialized: right after a large import the planner still believes in few rows, and would group them anew for every line.
    private const string SheetSql = """
        WITH asked AS MATERIALIZED (SELECT id_familia FROM contracts.ot WHERE id = @idOt),
        head AS MATERIALIZED (
          SELECT f.id_familia, o.orden_trabajo, o.estatus = 1 AS activa, w.sitios, r.id AS reporte, coalesce(r.archivo, '') AS archivo,
                 coalesce(r.id_estatus, 1::smallint) AS cierre, coalesce(o.fecha_inicio_real, o.fecha_inicio_programado) AS desde, w.hasta,
                 CASE WHEN o.requiere_patio THEN o.id_patio END AS patio, o.fecha_inicio_patio AS patio_desde, w.patio_hasta, o.tipo_cambio,
                 ARRAY(SELECT extract(day FROM d.fecha)::int FROM contracts.reporte_diario_detalle d
                       WHERE d.id_reporte_mensual = r.id AND d.id_sitio = @sitio AND d.bloqueado) AS cerrados,
                 b.id AS saldo, b.indice_mes AS saldo_mes,
                 ARRAY(SELECT i.id FROM contracts.ot x JOIN contracts.importacion_anexo i ON i.id_ot = x.id AND i.es_activo
                       WHERE x.id_familia = f.id_familia AND x.estatus = 1) AS listas
          FROM asked f
          JOIN contracts.ot o ON o.id = f.id_familia
          CROSS JOIN LATERAL (
            SELECT max(coalesce(x.fecha_termino_real, x.fecha_termino_programado)) AS hasta,
                   max(x.fecha_fin_patio) AS patio_hasta,
                   array_remove(array_agg(x.id_embarcacion) || array_agg(x.id_plataforma) || array_agg(x.id_patio) || array_agg(x.id_intercom), NULL) AS sitios
            FROM contracts.ot x WHERE x.id_familia = f.id_familia AND (x.estatus = 1 OR x.id = f.id_familia)) w
          LEFT JOIN contracts.reporte_mensual_header r ON r.id_ot = f.id_familia AND r.indice_mes = @indice
          LEFT JOIN LATERAL (SELECT s.id, s.indice_mes FROM contracts.reporte_mensual_header s
                             WHERE s.id_ot = f.id_familia AND s.indice_mes <= @indice ORDER BY s.indice_mes DESC LIMIT 1) b ON true),
        produced AS MATERIALIZED (
          SELECT id_partida_anexo, array_agg(extract(day FROM fecha_produccion)::int * 2 + (tipo_tiempo = 'CMA')::int) AS claves,
                 array_agg(id_sitio_produccion) AS sitios, array_agg(volumen_produccion) AS volumenes, array_agg(version) AS versiones
          FROM contracts.produccion WHERE id_reporte_mensual = (SELECT reporte FROM head) GROUP BY 1),
        planned AS MATERIALIZED (
          SELECT id_partida_anexo, array_agg(extract(day FROM fecha)::int) AS dias, array_agg(volumen_programado) AS volumenes
          FROM contracts.partida_proyectada WHERE id_importacion_anexo = ANY ((SELECT listas FROM head)::bigint[]) AND fecha BETWEEN @desde AND @hasta
          GROUP BY 1)
        SELECT h.id_familia, h.orden_trabajo, h.activa, h.sitios, h.reporte, h.archivo, h.cierre, h.desde, h.hasta, h.patio, h.patio_desde,
               h.patio_hasta, h.cerrados, h.tipo_cambio,
               l.id, l.clave_anexo, l.codigo, l.concepto, l.unidad, l.id_pool, l.volumen_pool, l.volumen_proyectado, l.cuenta_autorizado,
               l.pu_mn, l.pu_usd, l.precio_desde, l.precio_mn, l.precio_usd, l.requiere_gpu, l.arrastrada,
               coalesce(CASE WHEN h.saldo_mes = @indice THEN m.inicial ELSE m.inicial + m.del_mes END, 0),
               coalesce(CASE WHEN h.saldo_mes = @indice THEN m.inicial_mn ELSE m.inicial_mn + m.del_mes_mn END, 0),
               coalesce(CASE WHEN h.saldo_mes = @indice THEN m.inicial_usd ELSE m.inicial_usd + m.del_mes_usd END, 0),
               c.claves, c.sitios, c.volumenes, c.versiones, p.dias, p.volumenes, e.dias
        FROM head h
        LEFT JOIN (contracts.line_item l LEFT JOIN contracts.line_month m ON m.id_line_item = l.id AND m.id_reporte_mensual = (SELECT saldo FROM head))
          ON l.id_familia = h.id_familia AND (l.id_partida_vigente IS NOT NULL OR m.inicial + m.del_mes > 0)
        LEFT JOIN produced c ON c.id_partida_anexo = l.id
        LEFT JOIN planned p ON p.id_partida_anexo = l.id_partida_vigente
        LEFT JOIN (
          SELECT id_partida_anexo, array_agg(extract(day FROM fecha_produccion)::int * 2 + (id_estimacion_detalle IS NOT NULL)::int) AS dias
          FROM contracts.registro_generadores_pu
          WHERE id_reporte_mensual = (SELECT reporte FROM head) AND id_sitio_produccion = @sitio AND tipo_tiempo = @tipo
            AND (id_estatus = 22 OR id_estimacion_detalle IS NOT NULL)
          GROUP BY 1) e ON e.id_partida_anexo = l.id
        ORDER BY l.posicion, l.id
        """;
}
