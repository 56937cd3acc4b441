namespace Faena.Modules.Contracts.LineItems;

/// <summary>One issue of a family: the initial order (number 0) or a reprogramming.</summary>
/// <param name="Start">Real, else planned start: from then on the issue's prices are in force.</param>
public sealed record Issue(long OrderId, int Number, bool Active, DateOnly? Start);

/// <summary>One line as one issue's list in use gives it.</summary>
public sealed record IssueRow(
    long RowId,
    long LineId,
    long OrderId,
    bool Shared,
    bool CarriedOver,
    decimal Volume,
    decimal PriceMxn,
    decimal PriceUsd,
    string Code,
    string Concept,
    string Annex,
    string Unit,
    int Order
);

/// <summary>A family's line by its identity.</summary>
public sealed record FamilyLine(long Id, string AnnexKey, string CodeKey);

/// <summary>From this date on (until the next period) a unit of the line is worth this much.</summary>
public sealed record PricePeriod(DateOnly From, decimal Mxn, decimal Usd);

/// <summary>What the issues in force say of a line.</summary>
/// <param name="Row">The governing row; null when only cancelled issues have the line.</param>
/// <param name="Display">Whose words and unit are shown; null when no list in use has the line, then the last shown ones stay.</param>
public sealed record GoverningLine(
    FamilyLine Line,
    IssueRow? Row,
    IssueRow? Display,
    long PoolId,
    decimal PoolVolume,
    bool CountsInAuthorised,
    bool CarriedOver,
    IReadOnlyList<PricePeriod> Prices
);

/// <summary>
/// Decides, for every line of a family, which issue governs it, which lines share one authorised quantity, and which price is in
/// force when. Rules: contracts.md §2.2 (7, 8, 10), §3.3 and the price rule of the API: the newest active issue that lists a line
/// governs its volume; lines missing from it keep the older one; a price is in force from its issue's start.
/// </summary>
public static class GoverningLines
{
    public static IReadOnlyList<GoverningLine> Decide(
        IReadOnlyCollection<Issue> issues,
        IReadOnlyCollection<FamilyLine> lines,
        IReadOnlyCollection<IssueRow> rows
    )
    {
        var issueOf = issues.ToDictionary(i => i.OrderId);
        var rowsOf = rows.ToLookup(r => r.LineId);
        var newest = rows.Where(r => issueOf[r.OrderId].Active).Select(r => issueOf[r.OrderId].Number).DefaultIfEmpty(-1).Max();
        var governing = lines.ToDictionary(l => l.Id, l => Newest(rowsOf[l.Id].Where(r => issueOf[r.OrderId].Active), issueOf));

        return
        [
            .. lines
                .GroupBy(line => PoolKeyOf(line, governing[line.Id], governing, lines))
                .SelectMany(pool => DecidePool([.. pool.OrderBy(l => l.Id)], governing, issueOf))
                .Select(decided => decided with { CarriedOver = IsCarriedOver(decided.Row, issueOf, newest) })
                .Select(decided => WithDisplayAndPrices(decided, rowsOf[decided.Line.Id], issueOf)),
        ];
    }

    private readonly record struct PoolKey(string Annex, string Code, long OwnLine);

    // Lines whose governing row shares its code's quantity form one pool. A line left only in cancelled issues counts against the
    // shared pool of its code, if there is one; every other line is a pool of its own.
    private static PoolKey PoolKeyOf(
        FamilyLine line,
        IssueRow? row,
        Dictionary<long, IssueRow?> governing,
        IReadOnlyCollection<FamilyLine> lines
    )
    {
        var shares =
            row?.Shared ?? lines.Any(l => l.AnnexKey == line.AnnexKey && l.CodeKey == line.CodeKey && governing[l.Id] is { Shared: true });
        return new PoolKey(line.AnnexKey, line.CodeKey, shares ? 0 : line.Id);
    }

    private static IEnumerable<GoverningLine> DecidePool(
        List<FamilyLine> pool,
        Dictionary<long, IssueRow?> governing,
        Dictionary<long, Issue> issueOf
    )
    {
        var source = Newest(pool.Select(l => governing[l.Id]).OfType<IssueRow>(), issueOf);
        return pool.Select(line => new GoverningLine(
            line,
            governing[line.Id],
            null,
            pool[0].Id,
            source?.Volume ?? 0,
            source is not null && source.LineId == line.Id,
            false,
            []
        ));
    }

    private static GoverningLine WithDisplayAndPrices(GoverningLine decided, IEnumerable<IssueRow> rows, Dictionary<long, Issue> issueOf)
    {
        var all = rows.ToList();
        var inForce = all.Where(r => issueOf[r.OrderId].Active).ToList();
        var priced = inForce.Count > 0 ? inForce : all;
        return decided with { Display = decided.Row ?? Newest(all, issueOf), Prices = PricesOf(priced, issueOf) };
    }

    private static List<PricePeriod> PricesOf(List<IssueRow> rows, Dictionary<long, Issue> issueOf)
    {
        if (rows.Count == 0)
        {
            return [];
        }
        var byNumber = rows.OrderBy(r => issueOf[r.OrderId].Number).ToList();
        var first = byNumber[0];
        List<PricePeriod> periods = [new(DateOnly.MinValue, first.PriceMxn, first.PriceUsd)];
        foreach (var start in byNumber.Select(r => issueOf[r.OrderId].Start).OfType<DateOnly>().Distinct().Order())
        {
            var row = byNumber.Last(r => issueOf[r.OrderId].Start <= start);
            if ((row.PriceMxn, row.PriceUsd) != (periods[^1].Mxn, periods[^1].Usd))
            {
                periods.Add(new PricePeriod(start, row.PriceMxn, row.PriceUsd));
            }
        }
        return periods;
    }

    private static bool IsCarriedOver(IssueRow? row, Dictionary<long, Issue> issueOf, int newest) =>
        row is not null && (row.CarriedOver || issueOf[row.OrderId].Number < newest);

    private static IssueRow? Newest(IEnumerable<IssueRow> rows, Dictionary<long, Issue> issueOf) =>
        rows.OrderByDescending(r => issueOf[r.OrderId].Number).ThenBy(r => r.Order).FirstOrDefault();
}
