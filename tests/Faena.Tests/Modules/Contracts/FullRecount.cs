using Faena.Tests.Support;

namespace Faena.Tests.Modules.Contracts;

/// <summary>
/// The slow and obviously right way: every record of a family, walked from the first day on, against the issues as they stand.
/// It reads raw records and raw lists only, and nothing that the product derives.
/// </summary>
public sealed class FullRecount
{
    private sealed record Record(long Line, long Site, DateOnly Date, string Type, decimal Volume);

    private sealed record Row(
        long Line,
        string Annex,
        string Code,
        int Issue,
        bool Active,
        bool Shared,
        DateOnly? Start,
        decimal Volume,
        decimal Mxn,
        decimal Usd,
        int Position
    );

    private readonly List<Record> records;
    private readonly List<Row> rows;
    private readonly Dictionary<long, (string Annex, string Code)> lines;
    private readonly Dictionary<Record, decimal> excess = [];

    private FullRecount(IEnumerable<Record> records, IEnumerable<Row> rows, Dictionary<long, (string, string)> lines)
    {
        this.records = [.. records];
        this.rows = [.. rows];
        this.lines = lines;
        CountExcess();
    }

    public static async Task<FullRecount> Of(TestApp app, long family)
    {
        var produced = await app.Rows<(long, long, DateTime, string, decimal)>(
            """
            SELECT p.id_partida_anexo, p.id_sitio_produccion, p.fecha_produccion::timestamp, p.tipo_tiempo, p.volumen_produccion
            FROM contracts.produccion p JOIN contracts.line_item l ON l.id = p.id_partida_anexo WHERE l.id_familia = @family
            """,
            new { family }
        );
        var listed = await app.Rows<RawRow>(
            """
            SELECT r.id_line_item AS line, l.clave_anexo AS annex, l.clave_partida AS code, coalesce(o.num_reprogramacion, 0) AS issue,
                   o.estatus = 1 AS active, r.compartida AS shared, coalesce(o.fecha_inicio_real, o.fecha_inicio_programado)::timestamp AS start,
                   r.volumen_proyectado AS volume, r.precio_unitario_mn AS mxn, r.precio_unitario_usd AS usd, r.orden_fila AS position
            FROM contracts.ot o JOIN contracts.importacion_anexo i ON i.id_ot = o.id AND i.es_activo
            JOIN contracts.partida_anexo_importada r ON r.id_importacion_anexo = i.id JOIN contracts.line_item l ON l.id = r.id_line_item
            WHERE o.id_familia = @family
            """,
            new { family }
        );
        var known = await app.Rows<(long Id, string Annex, string Code)>(
            "SELECT id, clave_anexo, clave_partida FROM contracts.line_item WHERE id_familia = @family",
            new { family }
        );
        return new FullRecount(
            produced.Select(r => new Record(r.Item1, r.Item2, DateOnly.FromDateTime(r.Item3), r.Item4, r.Item5)),
            listed.Select(r => r.ToRow()),
            known.ToDictionary(l => l.Id, l => (l.Annex, l.Code))
        );
    }

    private sealed class RawRow
    {
        public long Line { get; set; }
        public string Annex { get; set; } = "";
        public string Code { get; set; } = "";
        public int Issue { get; set; }
        public bool Active { get; set; }
        public bool Shared { get; set; }
        public DateTime? Start { get; set; }
        public decimal Volume { get; set; }
        public decimal Mxn { get; set; }
        public decimal Usd { get; set; }
        public int Position { get; set; }

        public Row ToRow() =>
            new(Line, Annex, Code, Issue, Active, Shared, Start is { } s ? DateOnly.FromDateTime(s) : null, Volume, Mxn, Usd, Position);
    }

    /// <summary>The volume shown in a cell and its part in excess.</summary>
    public (decimal? Volume, decimal Excess) Cell(long line, long site, int month, int day, string type)
    {
        var record = records.Find(r =>
            r.Line == line
            && r.Site == site
            && r.Type == type
            && r.Date == new DateOnly(2025, month, Math.Min(day, DateTime.DaysInMonth(2025, month)))
            && r.Date.Day == day
        );
        return record is null ? (null, 0) : (record.Volume, excess[record]);
    }

    /// <summary>The part in excess of every volume of the family, by line, site, date and time type.</summary>
    public IEnumerable<(long Line, long Site, DateTime Date, string Type, decimal Excess)> Excess =>
        from record in records
        orderby record.Line, record.Site, record.Date, record.Type
        select (record.Line, record.Site, record.Date.ToDateTime(default), record.Type, excess[record]);

    /// <summary>What was produced in a month, at one site or everywhere, each line to the cent.</summary>
    public (decimal Mxn, decimal Usd) Executed(int month, long? site) =>
        Worth(r => r.Date.Month == month && (site is null || r.Site == site));

    public (decimal Mxn, decimal Usd) Before(int month) => Worth(r => r.Date.Month < month);

    public decimal AuthorisedMxn =>
        lines.Keys.Select(PoolOf).Distinct().Select(Source).OfType<Row>().Sum(row => Cents(row.Volume * row.Mxn));

    private void CountExcess()
    {
        foreach (var pool in records.GroupBy(r => PoolOf(r.Line)))
        {
            var authorised = Source(pool.Key)?.Volume ?? 0;
            var running = 0m;
            foreach (var record in pool.OrderBy(r => r.Date).ThenBy(r => r.Type == "TE" ? 0 : 1).ThenBy(r => r.Site).ThenBy(r => r.Line))
            {
                running += record.Volume;
                excess[record] = running <= authorised ? 0 : Math.Min(record.Volume, running - authorised);
            }
        }
    }

    private Row? Governing(long line) => rows.Where(r => r.Line == line && r.Active).MaxBy(r => r.Issue);

    // A name for the pool: its code when the line shares it, else the line itself.
    private string PoolOf(long line)
    {
        var (annex, code) = lines[line];
        var shares = Governing(line)?.Shared ?? lines.Any(l => l.Value == (annex, code) && Governing(l.Key) is { Shared: true });
        return shares ? $"{annex}|{code}" : $"line {line}";
    }

    private Row? Source(string pool) =>
        lines
            .Keys.Where(l => PoolOf(l) == pool)
            .Select(Governing)
            .OfType<Row>()
            .OrderByDescending(r => r.Issue)
            .ThenBy(r => r.Position)
            .FirstOrDefault();

    private (decimal Mxn, decimal Usd) Worth(Func<Record, bool> which)
    {
        var worth = (Mxn: 0m, Usd: 0m);
        foreach (var line in records.Where(which).GroupBy(r => r.Line))
        {
            worth.Mxn += Cents(line.Sum(r => r.Volume * Price(r)!.Mxn));
            worth.Usd += Cents(line.Sum(r => r.Volume * Price(r)!.Usd));
        }
        return worth;
    }

    private Row? Price(Record record)
    {
        var all = rows.Where(r => r.Line == record.Line).ToList();
        var inForce = all.Exists(r => r.Active) ? all.Where(r => r.Active).ToList() : all;
        return inForce.Where(r => r.Start <= record.Date).MaxBy(r => r.Issue) ?? inForce.MinBy(r => r.Issue);
    }

    private static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
