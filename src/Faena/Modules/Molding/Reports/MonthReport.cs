using System.Globalization;
using System.Text.Json.Serialization;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Molding.Orders;

namespace Faena.Modules.Molding.Reports;

/// <summary>
/// A month of the molding floor: kilos and scrap by machine, shift, mold and day, and machine by shift by day. A sheet belongs to the
/// date on which its shift started; voided sheets and bales are left out.
/// </summary>
public sealed record MonthReport(
    string Month,
    MonthReport.Row Total,
    IReadOnlyList<MonthReport.Row> ByMachine,
    IReadOnlyList<MonthReport.Row> ByShift,
    IReadOnlyList<MonthReport.Row> ByMold,
    IReadOnlyList<MonthReport.Row> ByDay,
    IReadOnlyList<MonthReport.ScrapOfColor> ByScrapColor,
    [property: JsonPropertyName("cross")] IReadOnlyList<MonthReport.Slot> Slots,
    IReadOnlyList<MonthReport.Warning> Warnings
)
{
    /// <summary>More than a shift has: two sheets of one slot, or hours written twice.</summary>
    public const string ShiftOver12Hours = "SHIFT_OVER_12_HOURS";

    private const decimal MostHours = 12;
    private const decimal GramsPerKilo = 1_000;

    /// <param name="Records">Sheets.</param>
    /// <param name="Hours">Of the sheets' hour rows.</param>
    /// <param name="WeighedKg">Of the bales.</param>
    /// <param name="TheoreticalKg">Counted shots by the weight of their pieces.</param>
    /// <param name="ScrapRatio">Scrap of all that was weighed and scrapped; a fraction.</param>
    /// <param name="Variation">Weighed against theoretical on the sheets that have bales, a fraction; null where none has.</param>
    /// <param name="GramsPerShot">Weighed, on those sheets.</param>
    /// <param name="ShotsPerHour">On the sheets that have hours.</param>
    /// <param name="StandardShotsPerHour">What their orders' cycles promise for the same hours.</param>
    /// <param name="Unweighed">Sheets with shots and no bale.</param>
    public record Row(
        string Key,
        int Records,
        long Shots,
        decimal Hours,
        decimal WeighedKg,
        decimal ScrapKg,
        decimal ScrapRatio,
        decimal KgPerHour,
        int Bales,
        decimal TheoreticalKg,
        decimal? Variation,
        decimal? GramsPerShot,
        decimal? ShotsPerHour,
        decimal? StandardShotsPerHour,
        int Unweighed
    );

    public sealed record Slot(
        string Machine,
        string Shift,
        DateOnly Date,
        int Records,
        long Shots,
        decimal Hours,
        decimal WeighedKg,
        decimal ScrapKg,
        decimal ScrapRatio,
        decimal KgPerHour,
        int Bales
    );

    public sealed record ScrapOfColor(string Key, decimal ScrapKg);

    public sealed record Warning(string Code, string Machine, DateOnly Date, string Shift, decimal Hours);

    /// <summary>Two statements, whatever the month holds.</summary>
    internal static async Task<MonthReport> Read(Db db, DateOnly month, CancellationToken ct)
    {
        var args = new { from = month, to = month.AddMonths(1) };
        var sums = await db.Query<Sums>(SumsSql, args, ct);
        var scrap = await db.Query<ScrapOfColor>(ScrapSql, args, ct);
        var slots = sums.Where(s => s.Level == Level.Slot)
            .Select(s => new Slot(
                s.Maquina!,
                s.Turno!,
                s.Fecha!.Value,
                s.Records,
                s.Shots,
                s.Hours,
                s.WeighedKg.Trimmed(),
                s.ScrapKg.Trimmed(),
                s.ScrapRatio,
                s.KgPerHour,
                s.Bales
            ))
            .ToList();
        return new MonthReport(
            KeyOf(month),
            sums.Single(s => s.Level == Level.Total).As(KeyOf(month)),
            [.. sums.Where(s => s.Level == Level.Machine).Select(s => s.As(s.Maquina!))],
            [.. sums.Where(s => s.Level == Level.Shift).Select(s => s.As(s.Turno!))],
            [.. sums.Where(s => s.Level == Level.Mold).Select(s => s.As(s.Molde!))],
            [.. sums.Where(s => s.Level == Level.Day).Select(s => s.As(s.Fecha!.Value.ToString("O", CultureInfo.InvariantCulture)))],
            [.. scrap.Select(s => s with { ScrapKg = s.ScrapKg.Trimmed() })],
            slots,
            [.. slots.Where(s => s.Hours > MostHours).Select(s => new Warning(ShiftOver12Hours, s.Machine, s.Date, s.Shift, s.Hours))]
        );
    }

    internal static string KeyOf(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    // The columns that a row is not grouped by, a bit each: machine 8, shift 4, mold 2, date 1.
    private enum Level
    {
        Slot = 2,
        Machine = 7,
        Shift = 11,
        Mold = 13,
        Day = 14,
        Total = 15,
    }

    private sealed record Sums
    {
        public Level Level { get; init; }
        public string? Maquina { get; init; }
        public string? Turno { get; init; }
        public string? Molde { get; init; }
        public DateOnly? Fecha { get; init; }
        public int Records { get; init; }
        public long Shots { get; init; }
        public long Minutes { get; init; }
        public decimal WeighedKg { get; init; }
        public decimal ScrapKg { get; init; }
        public int Bales { get; init; }
        public decimal TheoreticalKg { get; init; }
        public decimal TheoreticalOfWeighed { get; init; }
        public long ShotsOfWeighed { get; init; }
        public long ShotsOfTimed { get; init; }
        public decimal StandardShots { get; init; }
        public int Unweighed { get; init; }

        public decimal Hours => Share(Minutes, 60) ?? 0;
        public decimal ScrapRatio => Share(ScrapKg, WeighedKg + ScrapKg) ?? 0;
        public decimal KgPerHour => Share(WeighedKg * 60, Minutes) ?? 0;

        public Row As(string key) =>
            new(
                key,
                Records,
                Shots,
                Hours,
                WeighedKg.Trimmed(),
                ScrapKg.Trimmed(),
                ScrapRatio,
                KgPerHour,
                Bales,
                TheoreticalKg.Trimmed(),
                Share(WeighedKg - TheoreticalOfWeighed, TheoreticalOfWeighed),
                Share(WeighedKg * GramsPerKilo, ShotsOfWeighed),
                Share(ShotsOfTimed * 60m, Minutes),
                Share(StandardShots * 60, Minutes),
                Unweighed
            );

        private static decimal? Share(decimal part, decimal whole) => whole == 0 ? null : Shown.Settled(part / whole).Trimmed();
    }

    /// <summary>What every sheet of a span of dates counted, was weighed and scrapped: the rows that all sums are of.</summary>
    internal const string SheetsSql = """
        SELECT r.id, o.numero_op, r.hoja, r.fecha, r.turno, m.nombre AS maquina, t.codigo AS molde, r.total_coladas AS coladas,
          coalesce(h.minutos, 0) AS minutos, coalesce(b.kg, 0) AS pesado, coalesce(b.bultos, 0) AS bultos, coalesce(h.merma, 0) AS merma,
          r.total_coladas * r.snapshot_peso_neto_tiro_gr / 1000 AS teorico,
          coalesce(h.minutos, 0) * 60 / r.snapshot_tiempo_ciclo AS estandar
        FROM molding.registro_diario_produccion r
        JOIN molding.orden_produccion o ON o.id = r.id_orden
        JOIN molding.maquina m ON m.id = r.id_maquina
        JOIN molding.molde t ON t.id = r.id_molde
        LEFT JOIN LATERAL (
          SELECT sum(d.minutos) AS minutos, sum(d.merma_kg) AS merma FROM molding.detalle_produccion_hora d WHERE d.id_registro = r.id) h ON true
        LEFT JOIN LATERAL (
          SELECT sum(p.peso_kg) AS kg, count(*) AS bultos FROM molding.control_peso p
          WHERE p.id_registro = r.id AND NOT p.anulado) b ON true
        WHERE r.fecha >= @from::date AND r.fecha < @to::date AND NOT r.anulado
        """;

    private const string SumsSql = $"""
        SELECT GROUPING(maquina, turno, molde, fecha) AS level, maquina, turno, molde, fecha, count(*)::int AS records,
          coalesce(sum(coladas), 0)::bigint AS shots, coalesce(sum(minutos), 0)::bigint AS minutes, coalesce(sum(pesado), 0) AS weighed_kg,
          coalesce(sum(merma), 0) AS scrap_kg, coalesce(sum(bultos), 0)::int AS bales, coalesce(sum(teorico), 0) AS theoretical_kg,
          coalesce(sum(teorico) FILTER (WHERE bultos > 0), 0) AS theoretical_of_weighed,
          coalesce(sum(coladas) FILTER (WHERE bultos > 0), 0)::bigint AS shots_of_weighed,
          coalesce(sum(coladas) FILTER (WHERE minutos > 0), 0)::bigint AS shots_of_timed, coalesce(sum(estandar), 0) AS standard_shots,
          count(*) FILTER (WHERE bultos = 0 AND coladas > 0)::int AS unweighed
        FROM ({SheetsSql}) hoja
        GROUP BY GROUPING SETS ((), (maquina), (turno), (molde), (fecha), (maquina, turno, fecha))
        ORDER BY level, maquina, fecha, turno, molde
        """;

    private const string ScrapSql = """
        SELECT coalesce(nullif(d.color_merma, ''), d.color) AS key, sum(d.merma_kg) AS scrap_kg
        FROM molding.detalle_produccion_hora d JOIN molding.registro_diario_produccion r ON r.id = d.id_registro
        WHERE r.fecha >= @from::date AND r.fecha < @to::date AND NOT r.anulado AND d.merma_kg > 0
        GROUP BY 1 ORDER BY 2 DESC, 1
        """;
}
