namespace Faena.Modules.Molding.Catalogs;

/// <summary>What a field of a catalog holds.</summary>
public enum FieldKind
{
    /// <summary>A name: trimmed, with single blanks.</summary>
    Name,

    /// <summary>A decimal of at most six places.</summary>
    Number,

    /// <summary>A whole number from one on.</summary>
    Count,

    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>An article number with its check digit.</summary>
    Ean,
}

/// <summary>A field of a catalog's entries or of their pieces.</summary>
/// <param name="Name">As the API, the table and the workbook call it.</param>
public sealed record CatalogField(string Name, FieldKind Kind)
{
    public bool Required { get; init; }

    /// <summary>Of a text the most characters.</summary>
    public int Longest { get; init; } = 100;

    public bool MayBeZero { get; init; }
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Whether an empty one is stored as nothing at all, and not as a blank text.</summary>
    public bool IsNullable => Kind is FieldKind.Number or FieldKind.Ean || (Kind == FieldKind.Word && !Required);

    /// <summary>Other titles a workbook gives it, in upper case.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    public static CatalogField Text(string name, int longest, params string[] titles) =>
        new(name, FieldKind.Name) { Longest = longest, Titles = titles };

    public static CatalogField Number(string name, bool mayBeZero, params string[] titles) =>
        new(name, FieldKind.Number) { MayBeZero = mayBeZero, Titles = titles };
}
