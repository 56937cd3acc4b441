namespace Faena.Modules.Contracts.LineItems;

/// <summary>A line as a list gives it, from JSON or from a workbook, checked for shape.</summary>
/// <param name="Path">Where it stands in what was sent: <c>partidas[3]</c> or <c>fila 12</c>.</param>
public sealed record ListedLine(
    string Path,
    string Code,
    string Concept,
    string Annex,
    string Unit,
    decimal Volume,
    decimal PriceMxn,
    decimal PriceUsd,
    IReadOnlyDictionary<DateOnly, decimal> Planned
)
{
    public LineKey Key { get; } = new(Keys.AnnexKey(Annex), Keys.CodeKey(Code), Keys.TextKey(Concept));
}

/// <summary>What makes two lines the same line: annex, code and description, each in its normal form.</summary>
public readonly record struct LineKey(string Annex, string Code, string Concept);

/// <summary>How the rows of a list that repeat a code count: against one quantity together, or each against its own.</summary>
public static class PoolModes
{
    public const string Shared = "compartido";
    public const string Separate = "separado";
}
