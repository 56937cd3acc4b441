using System.Text.Json;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
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
    public static Task<MonthSheet?> Read(Db db, SheetAddress address, CancellationToken ct) =>
        db.Read((connection, transaction) => Read(connection, transaction, address, ct), ct);

    public static Task<MonthSheet?> Read(DbWork work, SheetAddress address, CancellationToken ct) =>
        Read(work.Connection, work.Transaction, address, ct);

    private static async Task<MonthSheet?> Read(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        SheetAddress address,
        CancellationToken ct
    )
    {
        var month = address.Month;
        // Read by hand: decoding the arrays is most of the work, and Dapper would box every one of them.
        await using var command = new NpgsqlCommand(Sql.Stamp(SheetSql), connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<long>("idOt", address.OrderId));
        command.Parameters.Add(new NpgsqlParameter<long>("sitio", address.Site));
        command.Parameters.Add(new NpgsqlParameter<int>("indice", month.Index));
        command.Parameters.Add(new NpgsqlParameter<DateOnly>("desde", NpgsqlDbType.Date) { TypedValue = month.First });
        command.Parameters.Add(new NpgsqlParameter<DateOnly>("hasta", NpgsqlDbType.Date) { TypedValue = month.Last });
        command.Parameters.Add(new NpgsqlParameter<string>("tipo", TimeTypes.NameOf(address.Minimum)));
        await using var reader = await command.ExecuteReaderAsync(ct);

        SheetHead? head = null;
        var lines = new List<SheetLine>();
        while (await reader.ReadAsync(ct))
        {
            head ??= HeadOf(reader, address.Site);
            if (!reader.IsDBNull(Column.LineId))
            {
                lines.Add(LineOf(reader));
            }
        }
        if (head is null)
        {
            return null;
        }
        var sheet = new MonthSheet(head, month, address.Site, lines);
        sheet.Recount();
        return sheet;
    }

    // In the order of the statement's columns.
    private static class Column
    {
        public const int Head = 0,
            LineId = 1,
            Annex = 2,
            Code = 3,
            Concept = 4,
            Unit = 5,
            Pool = 6,
            PoolVolume = 7,
            Authorised = 8,
            Counts = 9,
            PriceMxn = 10,
            PriceUsd = 11,
            PriceFrom = 12,
            PricesMxn = 13,
            PricesUsd = 14,
            Evidence = 15,
            CarriedOver = 16,
            Opening = 17,
            OpeningMxn = 18,
            OpeningUsd = 19,
            Keys = 20,
            CellSites = 21,
            Volumes = 22,
            Versions = 23,
            PlannedDays = 24,
            PlannedVolumes = 25,
            ProvedDays = 26;
    }

    private sealed record HeadRow(
        long IdFamilia,
        string OrdenTrabajo,
        bool Activa,
        IReadOnlyList<long> Sitios,
        long? Reporte,
        string Archivo,
        int Cierre,
        DateOnly? Desde,
        DateOnly? Hasta,
        long? Patio,
        DateOnly? PatioDesde,
        DateOnly? PatioHasta,
        IReadOnlyList<int> Cerrados,
        decimal TipoCambio,
        long Version
    );

    private static SheetHead HeadOf(NpgsqlDataReader row, long site)
    {
        var head = JsonSerializer.Deserialize<HeadRow>(row.GetString(Column.Head), Json.Options)!;
        return new SheetHead
        {
            FamilyId = head.IdFamilia,
            OrderNumber = head.OrdenTrabajo,
            Active = head.Activa,
            SiteBelongs = head.Sitios.Contains(site),
            ReportId = head.Reporte,
            Link = head.Archivo,
            ClosureStatus = head.Cierre,
            Validity = head.Patio == site ? new Validity(head.PatioDesde, head.PatioHasta) : new Validity(head.Desde, head.Hasta),
            ClosedDays = head.Cerrados,
            Rate = head.TipoCambio,
            Version = head.Version,
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
            Prices = PricesOf(row),
            NeedsEvidence = row.GetBoolean(Column.Evidence),
            CarriedOver = row.GetBoolean(Column.CarriedOver),
            Opening = row.GetDecimal(Column.Opening),
            OpeningMxn = row.GetDecimal(Column.OpeningMxn),
            OpeningUsd = row.GetDecimal(Column.OpeningUsd),
            Cells = CellsOf(row),
            Planned = PlannedOf(row),
            Proofs = ProofsOf(row),
        };

    // A line whose only price is the governing one does not send it as a list.
    private static PriceList PricesOf(NpgsqlDataReader row) =>
        row.IsDBNull(Column.PriceFrom)
            ? PriceList.Of(row.GetDecimal(Column.PriceMxn), row.GetDecimal(Column.PriceUsd))
            : new PriceList(
                row.GetFieldValue<DateOnly[]>(Column.PriceFrom),
                row.GetFieldValue<decimal[]>(Column.PricesMxn),
                row.GetFieldValue<decimal[]>(Column.PricesUsd)
            );

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
            cells.Add(new SheetCell((keys[i] / 2) + 1, keys[i] % 2 == 1, sites[i], volumes[i], versions[i]));
        }
        return cells;
    }

    private static List<(int, decimal)> PlannedOf(NpgsqlDataReader row) =>
        row.IsDBNull(Column.PlannedDays)
            ? []
            : [.. row.GetFieldValue<int[]>(Column.PlannedDays).Zip(row.GetFieldValue<decimal[]>(Column.PlannedVolumes))];

    // Materialized: right after a large import the planner still believes in few rows, and would group them anew for every line.
    private const string SheetSql = """
        WITH asked AS MATERIALIZED (
          SELECT o.id_familia, f.version FROM contracts.ot o JOIN contracts.family f ON f.id_familia = o.id_familia WHERE o.id = @idOt),
        head AS MATERIALIZED (
          SELECT f.id_familia, o.orden_trabajo, o.estatus = 1 AS activa, w.sitios, r.id AS reporte, coalesce(r.archivo, '') AS archivo,
                 coalesce(r.id_estatus, 1::smallint) AS cierre, coalesce(o.fecha_inicio_real, o.fecha_inicio_programado) AS desde, w.hasta,
                 CASE WHEN o.requiere_patio THEN o.id_patio END AS patio, o.fecha_inicio_patio AS patio_desde, w.patio_hasta, o.tipo_cambio, f.version,
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
          SELECT id_partida_anexo, array_agg((fecha_produccion - @desde) * 2 + (tipo_tiempo = 'CMA')::int) AS claves,
                 array_agg(id_sitio_produccion) AS sitios, array_agg(volumen_produccion) AS volumenes, array_agg(version) AS versiones
          FROM contracts.produccion WHERE id_reporte_mensual = (SELECT reporte FROM head) GROUP BY 1),
        planned AS MATERIALIZED (
          SELECT id_partida_anexo, array_agg(fecha - @desde + 1) AS dias, array_agg(volumen_programado) AS volumenes
          FROM contracts.partida_proyectada WHERE id_importacion_anexo = ANY ((SELECT listas FROM head)::bigint[]) AND fecha BETWEEN @desde AND @hasta
          GROUP BY 1)
        SELECT CASE WHEN row_number() OVER (ORDER BY l.posicion, l.id) = 1 THEN to_json(h) END,
               l.id, l.clave_anexo, l.codigo, l.concepto, l.unidad, l.id_pool, l.volumen_pool, l.volumen_proyectado, l.cuenta_autorizado,
               l.pu_mn, l.pu_usd, CASE WHEN l.precio_mn <> ARRAY[l.pu_mn] OR l.precio_usd <> ARRAY[l.pu_usd] THEN l.precio_desde END,
               l.precio_mn, l.precio_usd, l.requiere_gpu, l.arrastrada,
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
