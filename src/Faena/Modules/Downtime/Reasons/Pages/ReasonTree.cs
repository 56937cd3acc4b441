using Faena.Kernel.Ui.Entries;

namespace Faena.Modules.Downtime.Reasons.Pages;

/// <summary>The reasons as people see them: each below the one it belongs to, in the order that was given them.</summary>
public sealed class ReasonTree
{
    /// <summary>How many tiles a tablet shows at once.</summary>
    public const int TilesOfATablet = 8;

    /// <param name="Above">The reasons above it, the main one first.</param>
    /// <param name="IsFirst">Nothing stands before it among its siblings on the screen.</param>
    public sealed record Node(ListReasons.Reason Reason, IReadOnlyList<ListReasons.Reason> Above, bool IsFirst, bool IsLast);

    /// <param name="Above">Null for the main reasons.</param>
    public sealed record Crowd(ListReasons.Reason? Above, int Tiles);

    private readonly ILookup<long?, ListReasons.Reason> children;

    public ReasonTree(IReadOnlyList<ListReasons.Reason> reasons, EntryFilter filter)
    {
        IsEmpty = reasons.Count == 0;
        children = reasons.ToLookup(r => r.ParentId);
        Nodes = [.. Below(null, [], filter)];
        Crowds =
        [
            .. reasons
                .Select(r => (ListReasons.Reason?)r)
                .Prepend(null)
                .Select(r => new Crowd(r, TilesBelow(r?.Id)))
                .Where(c => c.Tiles > TilesOfATablet),
        ];
    }

    public bool IsEmpty { get; }

    /// <summary>What the filter takes, and what stands above it.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Levels that do not fit a tablet.</summary>
    public IReadOnlyList<Crowd> Crowds { get; }

    private IEnumerable<Node> Below(long? parent, IReadOnlyList<ListReasons.Reason> above, EntryFilter filter)
    {
        var shown = children[parent].Where(r => IsShown(r, filter)).ToList();
        foreach (var (index, reason) in shown.Index())
        {
            yield return new Node(reason, above, index == 0, index == shown.Count - 1);
            foreach (var node in Below(reason.Id, [.. above, reason], filter))
            {
                yield return node;
            }
        }
    }

    private bool IsShown(ListReasons.Reason reason, EntryFilter filter) =>
        filter.Takes(reason.Active, reason.Code, reason.Names.Es, reason.Names.En) || children[reason.Id].Any(c => IsShown(c, filter));

    // A line sees the reasons of all lines and its own.
    private int TilesBelow(long? parent)
    {
        var active = children[parent].Where(r => r.Active).ToList();
        var own = active.SelectMany(r => r.LineIds).GroupBy(line => line).Select(line => line.Count());
        return active.Count(r => r.LineIds.Count == 0) + own.DefaultIfEmpty().Max();
    }
}
