using System.Text.RegularExpressions;
using Faena.Kernel.Xlsx;

namespace Faena.Modules.Contracts.PriceBook;

/// <summary>Where a sheet of the price book has what, by the words of its header row; 0 for a column it lacks.</summary>
internal sealed partial record PriceBookColumns(
    int Annex,
    int Code,
    int Concept,
    int Unit,
    int Quantity,
    int PriceMxn,
    int PriceUsd,
    int AmountMxn,
    int AmountUsd
)
{
    /// <summary>Null for a row that is not the header of an annex.</summary>
    public static PriceBookColumns? Of(XlsxRow row)
    {
        var columns = Words(row);
        var found = new PriceBookColumns(
            Find("ANEXO"),
            Find("PARTIDA"),
            Find("CONCEPTO"),
            Find("UNIDAD"),
            Find("CANTIDADESDEREFERENCIA", "CANTIDAD"),
            Find("PUMN"),
            Find("PUUSD"),
            Find("MN"),
            Find("USD")
        );
        var isWhole = found is { Code: > 0, Concept: > 0, Unit: > 0, Quantity: > 0 } && found.PriceMxn + found.PriceUsd > 0;
        return isWhole ? found : null;

        int Find(params string[] words) => words.Select(w => columns.GetValueOrDefault(w)).FirstOrDefault(c => c > 0);
    }

    /// <summary>The contract's summary names its annexes as lots; it has a header of its own and holds no items.</summary>
    public static bool IsSummaryHeader(XlsxRow row)
    {
        var columns = Words(row);
        return columns.ContainsKey("PART") && columns.ContainsKey("UNID") && columns.ContainsKey("CANT");
    }

    /// <summary>The annex a sheet is named after: <c>Anexo C-2-CR</c> is C-2. The rows' own column comes first.</summary>
    public static string AnnexOfSheet(string name)
    {
        const string suffix = "-CR";
        var key = Keys.AnnexKey(name);
        return Keys.AnnexKey(key.EndsWith(suffix, StringComparison.Ordinal) ? key[..^suffix.Length] : key);
    }

    public static bool IsAnnex(string key) => AnnexKeys().IsMatch(key);

    /// <summary>Whether the column is one an item is read from.</summary>
    public bool Reads(int column) => new[] { Annex, Code, Concept, Unit, Quantity, PriceMxn, PriceUsd }.Contains(column);

    /// <summary>The cell's name; empty for a column the sheet lacks.</summary>
    public string AddressOf(XlsxCell cell) => cell.Column > 0 && Reads(cell.Column) ? cell.Address : "";

    private static Dictionary<string, int> Words(XlsxRow row) =>
        row
            .Cells.Where(c => c.Kind == XlsxKind.Text)
            .Select(c => (Word: string.Concat(Keys.TextKey(c.Text).Where(char.IsLetterOrDigit)), c.Column))
            .DistinctBy(c => c.Word, StringComparer.Ordinal)
            .ToDictionary(c => c.Word, c => c.Column, StringComparer.Ordinal);

    [GeneratedRegex("^C(-[0-9]+(-[0-9]+)?|[0-9]+EXT)$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex AnnexKeys();
}
