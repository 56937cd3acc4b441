using System.Globalization;

namespace Faena.Kernel.Ui.Entries;

/// <summary>What the address of a list asks for: words, state and page.</summary>
public sealed record EntryFilter(string Query, string State, int Page)
{
    internal const string Inactive = "inactive";
    internal const string All = "all";
    internal const int PageSize = 50;

    // What an address gets wrong is left out: a page is no place to refuse a number.
    public static EntryFilter Of(IQueryCollection query) =>
        new(
            query["q"].ToString().Trim(),
            query["state"].ToString() is (Inactive or All) and var state ? state : "",
            int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1
        );

    /// <summary>Whether any filter is set, so that an empty list means that nothing fits it.</summary>
    public bool IsSet => Query.Length > 0 || State.Length > 0;

    public bool Takes(bool active, params IEnumerable<string> texts) =>
        (State == All || active == (State != Inactive)) && (Query.Length == 0 || texts.Any(Holds));

    /// <summary>The page of the list; one beyond its end is its last.</summary>
    public PageOf<T> Cut<T>(IEnumerable<T> entries)
    {
        var all = entries.ToList();
        var page = Math.Clamp(Page, 1, Math.Max(1, (all.Count + PageSize - 1) / PageSize));
        return new([.. all.Skip((page - 1) * PageSize).Take(PageSize)], page, all.Count);
    }

    private bool Holds(string text) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, Query, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}

/// <summary>One page of a list.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Rows, int Page, int Total);
