namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>A produced volume: one line, day, time type and site.</summary>
/// <param name="Minimum">True for CMA (applied minimum cost), false for TE (effective time).</param>
public sealed record SheetCell(int Day, bool Minimum, long Site, decimal Volume, long Version)
{
    /// <summary>The part of the volume over what is authorised; set by <see cref="MonthSheet.Recount"/>.</summary>
    public decimal Excess { get; set; }
}

/// <summary>A line of the family in one month: what is authorised, what came before, and the month's volumes at every site.</summary>
public sealed class SheetLine
{
    public required long Id { get; init; }
    public required string AnnexKey { get; init; }
    public required string Code { get; init; }
    public required string Concept { get; init; }
    public required string Unit { get; init; }
    public required long PoolId { get; init; }
    public required decimal PoolVolume { get; init; }

    /// <summary>Authorised volume as shown; a pool's volume is shown on each of its lines.</summary>
    public required decimal Authorised { get; init; }

    /// <summary>One line of a pool counts in the authorised sums; the others would count the same quantity again.</summary>
    public required bool CountsInAuthorised { get; init; }
    public required decimal PriceMxn { get; init; }
    public required decimal PriceUsd { get; init; }
    public required PriceList Prices { get; init; }
    public required bool NeedsEvidence { get; init; }
    public required bool CarriedOver { get; init; }
    public required decimal Opening { get; init; }
    public required decimal OpeningMxn { get; init; }
    public required decimal OpeningUsd { get; init; }
    public required List<SheetCell> Cells { get; init; }
    public required IReadOnlyList<(int Day, decimal Volume)> Planned { get; init; }

    /// <summary>The days whose volume, at the sheet's site and time type, has validated or billed evidence.</summary>
    public required IReadOnlyDictionary<int, Proof> Proofs { get; init; }
}

/// <summary>How firmly a volume is proved: validated evidence is reviewed again when it changes, a billed one never changes.</summary>
public enum Proof
{
    Validated,
    Billed,
}

/// <summary>The prices of a line by date; amounts are unrounded.</summary>
public sealed record PriceList(DateOnly[] From, decimal[] Mxn, decimal[] Usd)
{
    private static readonly DateOnly[] Always = [DateOnly.MinValue];

    /// <summary>The same price on every day.</summary>
    public static PriceList Of(decimal mxn, decimal usd) => new(Always, [mxn], [usd]);

    public (decimal Mxn, decimal Usd) At(DateOnly day)
    {
        var period = From.Length - 1;
        while (period > 0 && From[period] > day)
        {
            period--;
        }
        return (Mxn[period], Usd[period]);
    }
}

/// <summary>What a month of an order says beside its lines.</summary>
public sealed record SheetHead
{
    public required long FamilyId { get; init; }
    public required string OrderNumber { get; init; }
    public required bool Active { get; init; }
    public required bool SiteBelongs { get; init; }
    public required long? ReportId { get; init; }
    public required string Link { get; init; }
    public required int ClosureStatus { get; init; }
    public required Validity Validity { get; init; }
    public required IReadOnlyList<int> ClosedDays { get; init; }
    public required decimal Rate { get; init; }

    /// <summary>Counts whatever changes a sheet of the family.</summary>
    public required long Version { get; init; }

    public bool MonthIsClosed => ClosureStatus is ClosureStatuses.Closed or ClosureStatuses.Invoiced;
}

/// <summary>Money in both currencies of the contract, each on its own.</summary>
public readonly record struct Money(decimal Mxn, decimal Usd)
{
    public static Money operator +(Money a, Money b) => new(a.Mxn + b.Mxn, a.Usd + b.Usd);

    public static Money operator -(Money a, Money b) => new(a.Mxn - b.Mxn, a.Usd - b.Usd);

    /// <summary>To the cent, half away from zero: done once, at the line; totals add rounded lines.</summary>
    public Money ToCents() => new(Cents(Mxn), Cents(Usd));

    /// <summary>Everything in pesos at the rate, to the cent.</summary>
    public decimal Homologated(decimal rate) => Cents(Mxn + (Usd * rate));

    private static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}

/// <summary>The money of a sheet: authorised, produced here this month, produced before, produced by the whole family this month.</summary>
public sealed record SheetTotals(Money Authorised, Money Executed, Money Before, Money ExecutedByFamily)
{
    public Money Left => Authorised - Before - ExecutedByFamily;
}

/// <summary>
/// One month of a work order at one site: the only place where volumes become sums, excess and money, for the grid, the save,
/// the export and the closure alike.
/// </summary>
public sealed class MonthSheet(SheetHead head, Month month, long site, IReadOnlyList<SheetLine> lines)
{
    public SheetHead Head => head;
    public Month Month => month;
    public long Site => site;
    public IReadOnlyList<SheetLine> Lines => lines;

    /// <summary>The site belongs to the order, or did when work was booked there.</summary>
    public bool IsOfSite => head.SiteBelongs || lines.Any(l => l.Cells.Exists(c => c.Site == site));

    /// <summary>Days that take no volume: outside the validity, or closed at this site.</summary>
    public IReadOnlyList<int> BlockedDays() => [.. head.Validity.BlockedDays(month).Union(head.ClosedDays).Order()];

    /// <summary>
    /// Splits every volume of the month into authorised and excess, exactly and unrounded. A pool's records of all sites and time
    /// types are counted by date, TE before CMA, site, line; what runs over the authorised volume is excess. The same as the view
    /// <c>contracts.v_excess</c> says, counted from the stored balance.
    /// </summary>
    public void Recount()
    {
        foreach (var pool in lines.GroupBy(l => l.PoolId))
        {
            var running = pool.Sum(l => l.Opening);
            var authorised = pool.First().PoolVolume;
            // Most pools never run over; only the others need their records in order.
            var inAnyOrder = running + pool.Sum(l => l.Cells.Sum(c => c.Volume)) <= authorised;
            foreach (var cell in inAnyOrder ? pool.SelectMany(l => l.Cells) : InCountingOrder(pool))
            {
                running += cell.Volume;
                cell.Excess = Math.Min(cell.Volume, Math.Max(0, running - authorised));
            }
        }
    }

    private static IEnumerable<SheetCell> InCountingOrder(IEnumerable<SheetLine> pool) =>
        pool.SelectMany(line => line.Cells.Select(cell => (Line: line, Cell: cell)))
            .OrderBy(c => c.Cell.Day)
            .ThenBy(c => c.Cell.Minimum)
            .ThenBy(c => c.Cell.Site)
            .ThenBy(c => c.Line.Id)
            .Select(c => c.Cell);

    public IEnumerable<SheetCell> CellsHere(SheetLine line) => line.Cells.Where(c => c.Site == site);

    /// <summary>What the line produced this month at this site, both time types, to the cent.</summary>
    public Money Executed(SheetLine line) => Worth(line, CellsHere(line)).ToCents();

    public SheetTotals Totals() =>
        new(
            Sum(lines, Authorised),
            Sum(lines, Executed),
            Sum(lines, l => new Money(l.OpeningMxn, l.OpeningUsd).ToCents()),
            Sum(lines, l => Worth(l, l.Cells).ToCents())
        );

    /// <summary>The line's authorised volume at the governing price; zero for the further lines of a pool.</summary>
    public static Money Authorised(SheetLine line) =>
        line.CountsInAuthorised ? new Money(line.PoolVolume * line.PriceMxn, line.PoolVolume * line.PriceUsd).ToCents() : default;

    /// <summary>Volume times the price in force on each day, unrounded.</summary>
    public Money Worth(SheetLine line, IEnumerable<SheetCell> cells)
    {
        var worth = default(Money);
        foreach (var cell in cells)
        {
            var (mxn, usd) = line.Prices.At(month.Day(cell.Day));
            worth += new Money(cell.Volume * mxn, cell.Volume * usd);
        }
        return worth;
    }

    private static Money Sum(IEnumerable<SheetLine> lines, Func<SheetLine, Money> amount) =>
        lines.Aggregate(default(Money), (sum, line) => sum + amount(line));
}
