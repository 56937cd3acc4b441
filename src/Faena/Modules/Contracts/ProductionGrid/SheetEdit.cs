namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>A cell that is written or removed.</summary>
public sealed record EditedCell(long LineId, int Day, decimal? Volume, bool IsNew);

/// <summary>A changed cell on a day that takes no volume: left as it was.</summary>
public sealed record OmittedChange(long LineId, int Day, string Code);

/// <summary>A cell that is not what its author saw; null when it is empty now.</summary>
public sealed record CellConflict(long LineId, int Day, SheetCell? Current);

/// <summary>A volume that its evidence or its bill holds.</summary>
public sealed record ProvedCell(long LineId, int Day, bool IsBilled);

/// <summary>By how much a line's month changes.</summary>
public sealed record LineDelta(long LineId, decimal Volume, Money Worth);

/// <summary>
/// What a save does to a sheet, decided against the locked current state. Where nothing stands in its way the sheet itself is
/// changed and recounted, so that it shows what the database will hold.
/// </summary>
public sealed class SheetEdit
{
    private readonly List<EditedCell> saved = [];
    private readonly List<EditedCell> cleared = [];
    private readonly List<OmittedChange> omitted = [];
    private readonly List<CellConflict> conflicts = [];
    private readonly List<CellFault> faults = [];
    private List<LineDelta> deltas = [];

    private SheetEdit(long version) => Version = version;

    public long Version { get; }
    public IReadOnlyList<EditedCell> Saved => saved;
    public IReadOnlyList<EditedCell> Cleared => cleared;
    public IReadOnlyList<OmittedChange> Omitted => omitted;
    public IReadOnlyList<CellConflict> Conflicts => conflicts;
    public IReadOnlyList<CellFault> Faults => faults;
    public IReadOnlyList<LineDelta> Deltas => deltas;
    public ProvedCell? Proved { get; private set; }
    public bool HasChanges => saved.Count + cleared.Count > 0;

    /// <param name="version">The number this save will give its cells.</param>
    public static SheetEdit Plan(MonthSheet sheet, bool minimum, IReadOnlyList<AskedChange> changes, long version)
    {
        var edit = new SheetEdit(version);
        var lines = sheet.Lines.ToDictionary(l => l.Id);
        var closed = sheet.Head.ClosedDays.ToHashSet();
        var pending = new List<(SheetLine Line, SheetCell? Current, AskedChange Change)>();
        foreach (var change in changes)
        {
            if (!lines.TryGetValue(change.LineId, out var line))
            {
                edit.faults.Add(new CellFault(change.LineId, change.Day, "line_not_of_order", change.Path));
                continue;
            }
            var current = line.Cells.Find(c => c.Day == change.Day && c.Minimum == minimum && c.Site == sheet.Site);
            if (current?.Volume != change.Volume)
            {
                edit.Judge(sheet, closed, line, current, change, pending);
            }
        }
        if (edit.faults.Count == 0 && edit.conflicts.Count == 0 && edit.Proved is null)
        {
            edit.Apply(sheet, minimum, pending);
        }
        return edit;
    }

    private void Judge(
        MonthSheet sheet,
        HashSet<int> closed,
        SheetLine line,
        SheetCell? current,
        AskedChange change,
        List<(SheetLine, SheetCell?, AskedChange)> pending
    )
    {
        if (closed.Contains(change.Day))
        {
            omitted.Add(new OmittedChange(line.Id, change.Day, "day_closed"));
        }
        else if (!sheet.Head.Validity.Covers(sheet.Month.Day(change.Day)))
        {
            omitted.Add(new OmittedChange(line.Id, change.Day, "day_out_of_validity"));
        }
        else if (change.Read.Or(current?.Version) != current?.Version)
        {
            conflicts.Add(new CellConflict(line.Id, change.Day, current));
        }
        else if (line.Proofs.TryGetValue(change.Day, out var proof) && (proof == Proof.Billed || change.Volume is null))
        {
            Proved ??= new ProvedCell(line.Id, change.Day, proof == Proof.Billed);
        }
        else
        {
            pending.Add((line, current, change));
        }
    }

    private void Apply(MonthSheet sheet, bool minimum, List<(SheetLine Line, SheetCell? Current, AskedChange Change)> pending)
    {
        var changed = new Dictionary<long, LineDelta>();
        foreach (var (line, current, change) in pending)
        {
            if (current is not null)
            {
                line.Cells.Remove(current);
            }
            if (change.Volume is { } volume)
            {
                line.Cells.Add(new SheetCell(change.Day, minimum, sheet.Site, volume, Version));
                saved.Add(new EditedCell(line.Id, change.Day, volume, current is null));
            }
            else
            {
                cleared.Add(new EditedCell(line.Id, change.Day, null, false));
            }
            var difference = (change.Volume ?? 0) - (current?.Volume ?? 0);
            var (mxn, usd) = line.Prices.At(sheet.Month.Day(change.Day));
            var before = changed.GetValueOrDefault(line.Id, new LineDelta(line.Id, 0, default));
            changed[line.Id] = before with
            {
                Volume = before.Volume + difference,
                Worth = before.Worth + new Money(difference * mxn, difference * usd),
            };
        }
        deltas = [.. changed.Values];
        sheet.Recount();
    }
}
