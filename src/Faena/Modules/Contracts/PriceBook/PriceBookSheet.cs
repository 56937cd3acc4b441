using Faena.Kernel.Xlsx;
using Faena.Modules.Catalog;

namespace Faena.Modules.Contracts.PriceBook;

/// <summary>One sheet of the price book, read from its header row on.</summary>
internal sealed class PriceBookSheet
{
    private const int LongestCode = 32;
    private const int QuantityPlaces = 6;
    private const int PricePlaces = 4;

    // Wide of everything a contract holds, and narrow enough that no sum of amounts can overflow.
    private const decimal LargestNumber = 1_000_000_000_000m;
    private const decimal LargestTotal = 1_000_000_000_000_000_000m;

    private PriceBookColumns columns;
    private readonly string annexOfSheet;
    private readonly BookRows seen;
    private readonly List<BookWarning> warnings;
    private readonly List<BookItem> items = [];
    private readonly List<UnreadItem> unread = [];

    private PriceBookSheet(string name, PriceBookColumns columns, BookRows seen, List<BookWarning> warnings)
    {
        Name = name;
        this.columns = columns;
        this.seen = seen;
        this.warnings = warnings;
        annexOfSheet = PriceBookColumns.AnnexOfSheet(name);
    }

    /// <summary>What a TOTAL row says.</summary>
    public sealed record TotalRow(int Row, decimal Mxn, decimal Usd);

    public string Name { get; }
    public IReadOnlyList<BookItem> Items => items;
    public IReadOnlyList<UnreadItem> Unread => unread;
    public TotalRow? Total { get; private set; }

    /// <summary>Null for a sheet that is no annex: the contract's summary, or one whose structure is not known, which is a warning.</summary>
    public static PriceBookSheet? Read(XlsxSheet sheet, BookRows seen, List<BookWarning> warnings)
    {
        if (sheet.Hidden)
        {
            warnings.Add(new(sheet.Name, 1, "price_book_sheet_hidden"));
            return null;
        }
        PriceBookSheet? read = null;
        var last = 0;
        foreach (var row in sheet.Rows())
        {
            last = row.Number;
            if (read is not null)
            {
                read.Take(row);
            }
            else if (PriceBookColumns.IsSummaryHeader(row))
            {
                return null;
            }
            else if (PriceBookColumns.Of(row) is { } columns)
            {
                read = new PriceBookSheet(sheet.Name, columns, seen, warnings);
            }
        }
        if (read is not null)
        {
            read.CompareTotals(last);
        }
        else if (last > 0)
        {
            warnings.Add(new(sheet.Name, 1, "price_book_header_missing"));
        }
        return read;
    }

    private void Take(XlsxRow row)
    {
        // Some repeat the header on every printed page.
        if (PriceBookColumns.Of(row) is { } again)
        {
            columns = again;
            return;
        }
        var isTotal = IsTotal(row);
        ReportFormulas(row, isTotal);
        if (isTotal)
        {
            TakeTotal(row);
        }
        else if (LooksLikeAnItem(row))
        {
            TakeItem(row);
        }
        else if (Amounts(row).Any(a => a != 0) && !IsSubtotal(row))
        {
            warnings.Add(new(Name, row.Number, "price_book_amount_alone"));
        }
    }

    /// <summary>A unit, a figure, or a code that is not a heading's. Headings, places, dates and signatures have none of them.</summary>
    private bool LooksLikeAnItem(XlsxRow row)
    {
        var code = Keys.CodeKey(row[columns.Code].Text);
        var isCode = code.Length is > 0 and <= LongestCode && !code.Contains(' ') && code.Any(char.IsAsciiDigit);
        return !row[columns.Unit].IsEmpty
            || (isCode && !IsHeadingCode(code, row))
            || new[] { columns.Quantity, columns.PriceMxn, columns.PriceUsd }.Any(c => row[c].TryDecimal(out _));
    }

    /// <summary>The title of an annex carries the annex's own number: 2, or C-4-1.</summary>
    private bool IsHeadingCode(string code, XlsxRow row) => code.All(char.IsAsciiDigit) || Keys.AnnexKey(code) == AnnexOf(row);

    private void TakeItem(XlsxRow row)
    {
        var annex = AnnexOf(row);
        var code = row[columns.Code].Text.Trim();
        if (Problem(row, annex) is { } problem)
        {
            warnings.Add(problem);
            unread.Add(new(annex, Keys.CodeKey(code)));
            return;
        }
        var concept = row[columns.Concept].Text;
        row[columns.Quantity].TryDecimal(out var quantity);
        row[columns.PriceMxn].TryDecimal(out var priceMxn);
        row[columns.PriceUsd].TryDecimal(out var priceUsd);
        var item = seen.Add(
            new(
                Name,
                row.Number,
                annex,
                Keys.CodeKey(code),
                code,
                Keys.TextKey(concept),
                concept.Trim().ReplaceLineEndings("\n"),
                1,
                row[columns.Unit].Text,
                quantity,
                priceMxn,
                priceUsd
            )
        );
        items.Add(item);
        CompareAmount(row, columns.AmountMxn, item.AmountMxn);
        CompareAmount(row, columns.AmountUsd, item.AmountUsd);
    }

    /// <summary>The first reason why a row cannot be taken as an item.</summary>
    private BookWarning? Problem(XlsxRow row, string annex)
    {
        var (code, concept, unit) = (row[columns.Code], row[columns.Concept], row[columns.Unit]);
        var (codeKey, unitKey) = (Keys.CodeKey(code.Text), UnitSpelling.Key(unit.Text));
        return !PriceBookColumns.IsAnnex(annex) ? Of("price_book_annex_unknown", row[columns.Annex])
            : codeKey.Length == 0 || code.Kind == XlsxKind.Error ? Of("price_book_code_missing", code)
            : code.Text.Trim().Length > LongestCode ? Of("price_book_code_too_long", code)
            : Keys.TextKey(concept.Text).Length == 0 || concept.Kind == XlsxKind.Error ? Of("price_book_concept_missing", concept)
            : unitKey.Length == 0 || unit.Kind == XlsxKind.Error ? Of("price_book_unit_missing", unit)
            : unitKey.Length > UnitSpelling.MaxLength ? Of("price_book_unit_too_long", unit)
            : Unreadable(row[columns.Quantity], QuantityPlaces) ?? Price(row);

        BookWarning Of(string problem, XlsxCell cell) => new(Name, row.Number, problem, columns.AddressOf(cell), cell.Text);

        BookWarning? Unreadable(XlsxCell cell, int places) =>
            !cell.TryDecimal(out var number) ? Of("price_book_not_a_number", cell)
            : number < 0 ? Of("price_book_negative", cell)
            : number >= LargestNumber ? Of("price_book_too_large", cell)
            : Math.Round(number, places) != number ? Of("price_book_too_precise", cell)
            : null;

        // A line is paid in one currency, in the other, or in both: one of the two prices may be left out.
        BookWarning? Price(XlsxRow priced)
        {
            var given = new[] { priced[columns.PriceMxn], priced[columns.PriceUsd] }.Where(p => !p.IsEmpty).ToList();
            return given.Count == 0
                ? Of("price_book_price_missing", priced[columns.PriceMxn])
                : given.Select(p => Unreadable(p, PricePlaces)).FirstOrDefault(problem => problem is not null);
        }
    }

    private void CompareAmount(XlsxRow row, int column, decimal amount)
    {
        if (row[column].TryDecimal(out var stated) && Cents(stated) != amount)
        {
            warnings.Add(new(Name, row.Number, "price_book_amount_differs", row[column].Address, Read: amount, Expected: stated));
        }
    }

    /// <summary>Amounts and totals are calculated by nature; a formula anywhere else is worth a look, also where its value is taken.</summary>
    private void ReportFormulas(XlsxRow row, bool isTotal)
    {
        foreach (var cell in row.Cells.Where(c => c.Formula is not null))
        {
            if (!isTotal && cell.Column != columns.AmountMxn && cell.Column != columns.AmountUsd)
            {
                var code = columns.Reads(cell.Column) ? "price_book_formula_read" : "price_book_formula_stray";
                warnings.Add(new(Name, row.Number, code, cell.Address, cell.Text));
            }
        }
    }

    private bool IsTotal(XlsxRow row) =>
        row[columns.Unit].IsEmpty
        && Words(row).Any(w => w == "TOTAL" || (w.StartsWith("TOTAL ", StringComparison.Ordinal) && HasAmounts(row)));

    private static bool IsSubtotal(XlsxRow row) =>
        Words(row).Any(w => w.StartsWith("SUBTOTAL", StringComparison.Ordinal) || w.StartsWith("SUB-TOTAL", StringComparison.Ordinal));

    private static IEnumerable<string> Words(XlsxRow row) =>
        row.Cells.Where(c => c.Kind == XlsxKind.Text).Select(c => Keys.TextKey(c.Text).TrimEnd(' ', '.', ':'));

    private void TakeTotal(XlsxRow row)
    {
        if (!HasAmounts(row) || Amounts(row).Any(a => Math.Abs(a) >= LargestTotal))
        {
            warnings.Add(new(Name, row.Number, "price_book_total_unreadable"));
        }
        else if (Total is not null)
        {
            warnings.Add(new(Name, row.Number, "price_book_total_again", OtherRow: Total.Row));
        }
        else
        {
            row[columns.AmountMxn].TryDecimal(out var mxn);
            row[columns.AmountUsd].TryDecimal(out var usd);
            Total = new(row.Number, Cents(mxn), Cents(usd));
        }
    }

    private void CompareTotals(int lastRow)
    {
        if (Total is null)
        {
            warnings.Add(new(Name, lastRow, "price_book_total_missing"));
            return;
        }
        var codes = items.DistinctBy(i => (i.Annex, i.CodeKey)).ToList();
        Compare("price_book_total_mxn_differs", codes.Sum(i => i.AmountMxn), Total.Mxn);
        Compare("price_book_total_usd_differs", codes.Sum(i => i.AmountUsd), Total.Usd);

        void Compare(string problem, decimal read, decimal stated)
        {
            if (read != stated)
            {
                warnings.Add(new(Name, Total.Row, problem, Read: read, Expected: stated));
            }
        }
    }

    private string AnnexOf(XlsxRow row) => row[columns.Annex] is { IsEmpty: false } given ? Keys.AnnexKey(given.Text) : annexOfSheet;

    private bool HasAmounts(XlsxRow row) => Amounts(row).Any();

    private IEnumerable<decimal> Amounts(XlsxRow row)
    {
        foreach (var column in new[] { columns.AmountMxn, columns.AmountUsd })
        {
            if (row[column].TryDecimal(out var amount))
            {
                yield return amount;
            }
        }
    }

    /// <summary>To the cent, half away from zero, and with both decimals even where they are zeros.</summary>
    internal static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero) + 0.00m;
}
