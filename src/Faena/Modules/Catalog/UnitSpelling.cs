namespace Faena.Modules.Catalog;

/// <summary>The form in which a unit's spelling is looked up: <c>pza.</c> and <c>PZA</c> are one, <c>M2/DIA</c> needs an alias.</summary>
public static class UnitSpelling
{
    public const int MaxLength = 20;

    private static readonly char[] BlanksAndDots = [' ', '.'];

    /// <summary>Upper case, single blanks, no trailing dot.</summary>
    public static string Key(string spelling) => EntryName.Of(spelling).ToUpperInvariant().TrimEnd(BlanksAndDots);
}
