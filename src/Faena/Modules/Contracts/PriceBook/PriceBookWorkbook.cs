using Faena.Kernel.Xlsx;

namespace Faena.Modules.Contracts.PriceBook;

/// <summary>
/// The contract's price book as its workbook says it: one sheet per annex with title rows, a header, group headings between the
/// items, a TOTAL, place, date and signatures. Nothing is guessed: a row that looks like an item and cannot be read is a warning.
/// </summary>
internal sealed record PriceBookWorkbook(
    IReadOnlyList<BookItem> Items,
    IReadOnlyList<BookAnnex> Annexes,
    IReadOnlyList<BookWarning> Warnings,
    IReadOnlyList<UnreadItem> Unread
)
{
    public static PriceBookWorkbook Read(XlsxReader workbook)
    {
        var warnings = new List<BookWarning>();
        var sheets = new List<PriceBookSheet>();
        var seen = new BookRows(warnings);
        foreach (var sheet in workbook.Sheets)
        {
            if (PriceBookSheet.Read(sheet, seen, warnings) is { } read)
            {
                sheets.Add(read);
            }
        }
        var items = sheets.SelectMany(s => s.Items).ToList();
        return new(items, BookAnnex.Of(sheets, items), warnings, [.. sheets.SelectMany(s => s.Unread)]);
    }
}

/// <summary>One priced row.</summary>
/// <param name="Occurrence">1 for the first row of its annex, code and concept, 2 for its repetition, and so on.</param>
internal sealed record BookItem(
    string Sheet,
    int Row,
    string Annex,
    string CodeKey,
    string Code,
    string ConceptKey,
    string Concept,
    int Occurrence,
    string Unit,
    decimal Quantity,
    decimal PriceMxn,
    decimal PriceUsd
)
{
    public decimal AmountMxn => Amount(PriceMxn);
    public decimal AmountUsd => Amount(PriceUsd);

    /// <summary>
    /// Rounded line by line, to the cent, half away from zero: the rounding under which all seven sheets of the contract come out as
    /// their own TOTAL rows, and the one of every line amount elsewhere.
    /// </summary>
    private decimal Amount(decimal price) => PriceBookSheet.Cents(Quantity * price);
}

/// <summary>An item that could not be read; what the price book already holds under its code must not be taken as gone.</summary>
internal readonly record struct UnreadItem(string Annex, string CodeKey);

/// <summary>An annex over all its sheets. Rows that repeat a code share one quantity, so amounts count once per code.</summary>
/// <param name="SheetTotalMxn">What the TOTAL rows of its sheets say; null when one lacks it or holds other annexes too.</param>
internal sealed record BookAnnex(
    string Key,
    IReadOnlyList<string> Sheets,
    int Rows,
    int Codes,
    decimal TotalMxn,
    decimal TotalUsd,
    decimal? SheetTotalMxn,
    decimal? SheetTotalUsd
)
{
    public static IReadOnlyList<BookAnnex> Of(IReadOnlyList<PriceBookSheet> sheets, IReadOnlyList<BookItem> items) =>
        [
            .. items
                .GroupBy(i => i.Annex, StringComparer.Ordinal)
                .OrderBy(a => a.Key, Keys.NaturalOrder)
                .Select(annex =>
                {
                    var itsSheets = sheets.Where(s => s.Items.Any(i => i.Annex == annex.Key)).ToList();
                    var codes = annex.DistinctBy(i => i.CodeKey, StringComparer.Ordinal).ToList();
                    var totals = itsSheets.Select(s => s.Items.All(i => i.Annex == annex.Key) ? s.Total : null).ToList();
                    return new BookAnnex(
                        annex.Key,
                        [.. itsSheets.Select(s => s.Name)],
                        annex.Count(),
                        codes.Count,
                        codes.Sum(i => i.AmountMxn),
                        codes.Sum(i => i.AmountUsd),
                        totals.Contains(null) ? null : totals.Sum(t => t!.Mxn),
                        totals.Contains(null) ? null : totals.Sum(t => t!.Usd)
                    );
                }),
        ];
}

/// <summary>Something a person should look at: where it stands, and the code of the words for it.</summary>
/// <param name="Cell">The cell, such as L418; empty when it is the row.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Read">What we read or calculated.</param>
/// <param name="Expected">What the sheet says instead.</param>
/// <param name="OtherRow">The row that this one is compared with.</param>
internal sealed record BookWarning(
    string Sheet,
    int Row,
    string Code,
    string Cell = "",
    string Value = "",
    decimal? Read = null,
    decimal? Expected = null,
    int? OtherRow = null
);

/// <summary>The rows read so far of the whole workbook: tells a repetition from a first, and two prices for one code.</summary>
internal sealed class BookRows(List<BookWarning> warnings)
{
    private readonly Dictionary<(string Annex, string Code), BookItem> firstOfCode = [];
    private readonly Dictionary<(string Annex, string Code, string Concept), int> timesSeen = [];

    /// <summary>The item with its number among equal ones.</summary>
    public BookItem Add(BookItem item)
    {
        var times = timesSeen[(item.Annex, item.CodeKey, item.ConceptKey)] =
            timesSeen.GetValueOrDefault((item.Annex, item.CodeKey, item.ConceptKey)) + 1;
        if (!firstOfCode.TryAdd((item.Annex, item.CodeKey), item))
        {
            Compare(item, firstOfCode[(item.Annex, item.CodeKey)], times);
        }
        return item with { Occurrence = times };
    }

    private void Compare(BookItem item, BookItem first, int times)
    {
        var isSame =
            Keys.TextKey(item.Unit) == Keys.TextKey(first.Unit)
            && (item.Quantity, item.PriceMxn, item.PriceUsd) == (first.Quantity, first.PriceMxn, first.PriceUsd);
        if (!isSame || times > 1)
        {
            var code = isSame ? "price_book_row_repeated" : "price_book_code_differs";
            warnings.Add(new(item.Sheet, item.Row, code, Value: item.Code, OtherRow: first.Row));
        }
    }
}
