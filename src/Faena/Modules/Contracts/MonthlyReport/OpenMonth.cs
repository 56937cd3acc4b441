namespace Faena.Modules.Contracts.MonthlyReport;

/// <summary>
/// Opens the monthly folder of a family with the balances of all its lines, carried forward from the folder before. Run with the
/// family's row locked; asking for an open month answers the one there is.
/// </summary>
internal static class OpenMonth
{
    public const string OpenSql = """
        WITH opened AS (
          INSERT INTO contracts.reporte_mensual_header (id_ot, mes, anio) VALUES (@family::bigint, @mes::smallint, @anio::smallint)
          ON CONFLICT ON CONSTRAINT one_folder_per_month DO NOTHING
          RETURNING id, indice_mes),
        carried AS (
          INSERT INTO contracts.line_month (id_reporte_mensual, id_line_item, inicial, inicial_mn, inicial_usd)
          SELECT o.id, l.id, coalesce(m.inicial + m.del_mes, 0), coalesce(m.inicial_mn + m.del_mes_mn, 0), coalesce(m.inicial_usd + m.del_mes_usd, 0)
          FROM opened o
          JOIN contracts.line_item l ON l.id_familia = @family::bigint
          LEFT JOIN LATERAL (SELECT h.id FROM contracts.reporte_mensual_header h
                             WHERE h.id_ot = @family::bigint AND h.indice_mes < o.indice_mes ORDER BY h.indice_mes DESC LIMIT 1) b ON true
          LEFT JOIN contracts.line_month m ON m.id_reporte_mensual = b.id AND m.id_line_item = l.id)
        SELECT id FROM opened
        UNION ALL
        SELECT id FROM contracts.reporte_mensual_header
        WHERE id_ot = @family::bigint AND indice_mes = @anio::int * 12 + @mes::int - 1
        LIMIT 1
        """;
}
