using System.Globalization;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>
/// A month sheet as a workbook: one sheet of money, and one a time type with its days. All three have the same rows, so that a
/// formula reads along them. What follows from other cells is a formula; what does not (history, a month with two prices) is a
/// number with a note. Figures are those of <see cref="MonthSheet"/>, which every formula carries as its value.
/// </summary>
internal sealed class MonthWorkbook
{
    private static readonly XlsxFormat Volume = new("#,##0.000000");
    private static readonly XlsxFormat Price = new("#,##0.00##");

    private const int TitleRows = 2;
    private const int FirstDayColumn = 6;

    private readonly MonthSheet sheet;
    private readonly Texts texts;
    private readonly string title;
    private readonly List<PlacedAnnex> annexes = [];
    private readonly int totalRow;

    public MonthWorkbook(MonthSheet sheet, string site, Texts texts, CultureInfo culture)
    {
        this.sheet = sheet;
        this.texts = texts;
        title = string.Join(" · ", sheet.Head.OrderNumber, site, sheet.Month.First.ToString("Y", culture));
        var row = TitleRows;
        foreach (var annex in sheet.Lines.GroupBy(l => l.AnnexKey, StringComparer.Ordinal))
        {
            var ownRow = ++row;
            annexes.Add(new PlacedAnnex(annex.Key, ownRow, [.. annex.Select(line => new PlacedLine(line, ++row))]));
        }
        totalRow = row + 1;
    }

    private sealed record PlacedLine(SheetLine Line, int Row);

    private sealed record PlacedAnnex(string Key, int Row, IReadOnlyList<PlacedLine> Lines)
    {
        public string Below(string column) => $"{column}{Row + 1}:{column}{Row + Lines.Count}";
    }

    /// <param name="minimumFirst">Which time type's days come first: those the person was looking at.</param>
    public void Write(XlsxWriter book, bool minimumFirst)
    {
        WriteMoney(book);
        WriteDays(book, minimumFirst);
        WriteDays(book, !minimumFirst);
    }

    private int SumColumn => FirstDayColumn + sheet.Month.Days;

    private string SumOf(bool minimum, int row) => $"'{TimeTypes.NameOf(minimum)}'!{XlsxAddress.Cell(SumColumn, row)}";

    // ---- Days ----

    private void WriteDays(XlsxWriter book, bool minimum)
    {
        var type = TimeTypes.NameOf(minimum);
        var days = Enumerable.Range(1, sheet.Month.Days).ToList();
        var layout = new XlsxLayout
        {
            HeaderRows = TitleRows,
            FrozenColumns = 3,
            Widths = [10, 14, 46, 9, 16, .. days.Select(_ => 13m), 16, 16],
        };
        var target = book.Sheet(type, layout);
        target.Row(XlsxLook.Group).Text($"{title} · {type}");
        target.Header([
            .. LineTitles(),
            .. days.Select(day => day.ToString(CultureInfo.InvariantCulture)),
            texts["export.month_sum", new { tipo = type }],
            texts["export.excess"],
        ]);
        foreach (var annex in annexes)
        {
            var own = annex.Lines.SelectMany(l => Cells(l.Line, minimum)).ToLookup(c => c.Day);
            var row = target
                .Row(XlsxLook.Group)
                .Text(annex.Key)
                .Skip()
                .Text(texts["export.annex_total", new { anexo = annex.Key }])
                .Skip(2);
            foreach (var day in days)
            {
                Subtotal(row, annex, own[day].Sum(c => c.Volume), Volume);
            }
            Subtotal(row, annex, own.Sum(day => day.Sum(c => c.Volume)), Volume);
            Subtotal(row, annex, own.Sum(day => day.Sum(c => c.Excess)), Volume);
            foreach (var line in annex.Lines)
            {
                WriteDays(target.Row(), line, minimum);
            }
        }
    }

    private void WriteDays(XlsxRowWriter row, PlacedLine line, bool minimum)
    {
        WriteLine(row, line.Line);
        var own = Cells(line.Line, minimum).ToDictionary(c => c.Day);
        for (var day = 1; day <= sheet.Month.Days; day++)
        {
            row.Number(own.GetValueOrDefault(day)?.Volume.Trimmed(), Volume);
        }
        var (first, last) = (XlsxAddress.Cell(FirstDayColumn, line.Row), XlsxAddress.Cell(SumColumn - 1, line.Row));
        row.Formula($"SUM({first}:{last})", own.Values.Sum(c => c.Volume), Volume);
        row.Number(own.Values.Sum(c => c.Excess).Trimmed(), Volume);
    }

    private IEnumerable<SheetCell> Cells(SheetLine line, bool minimum) => sheet.CellsHere(line).Where(c => c.Minimum == minimum);

    private string[] LineTitles() =>
        [texts["export.annex"], texts["export.code"], texts["export.concept"], texts["export.unit"], texts["export.authorised"]];

    private static void WriteLine(XlsxRowWriter row, SheetLine line) =>
        row.Text(line.AnnexKey).Text(line.Code).Text(line.Concept).Text(line.Unit).Number(line.Authorised.Trimmed(), Volume);

    // ---- Money ----

    // The columns of the money sheet, as its formulas name them.
    private const string Authorised = "E",
        Effective = "F",
        Minimum = "G",
        Produced = "H",
        PriceMxn = "J",
        PriceUsd = "K",
        ExecutedMxn = "L",
        ExecutedUsd = "M",
        AuthorisedMxn = "N",
        AuthorisedUsd = "O",
        BeforeMxn = "P",
        BeforeUsd = "Q",
        FamilyMxn = "R",
        FamilyUsd = "S";

    private void WriteMoney(XlsxWriter book)
    {
        var layout = new XlsxLayout
        {
            HeaderRows = TitleRows,
            FrozenColumns = 3,
            Widths = [10, 14, 46, 9, 16, 16, 16, 16, 16, 14, 14, 18, 16, 18, 16, 18, 16, 18, 16, 50],
        };
        var target = book.Sheet(texts["export.money"], layout);
        target.Row(XlsxLook.Group).Text(title);
        target.Header([
            .. LineTitles(),
            texts["export.month_sum", new { tipo = TimeTypes.Effective }],
            texts["export.month_sum", new { tipo = TimeTypes.Minimum }],
            texts["export.produced"],
            texts["export.planned"],
            texts["export.price_mn"],
            texts["export.price_usd"],
            texts["export.executed_mn"],
            texts["export.executed_usd"],
            texts["export.authorised_mn"],
            texts["export.authorised_usd"],
            texts["export.before_mn"],
            texts["export.before_usd"],
            texts["export.family_mn"],
            texts["export.family_usd"],
            texts["export.note"],
        ]);
        foreach (var annex in annexes)
        {
            WriteAnnexMoney(target.Row(XlsxLook.Group), annex);
            foreach (var line in annex.Lines)
            {
                WriteLineMoney(target.Row(), line);
            }
        }
        WriteTotals(target);
    }

    private void WriteAnnexMoney(XlsxRowWriter row, PlacedAnnex annex)
    {
        var lines = annex.Lines.Select(l => l.Line).ToList();
        row.Text(annex.Key).Skip().Text(texts["export.annex_total", new { anexo = annex.Key }]).Skip();
        // A shared quantity stands on each of its lines and counts once.
        var pools = lines.DistinctBy(l => l.PoolId).ToList();
        var authorised = pools.Sum(l => l.Authorised);
        if (pools.Count == lines.Count)
        {
            Subtotal(row, annex, authorised, Volume);
        }
        else
        {
            row.Number(authorised.Trimmed(), Volume);
        }
        Subtotal(row, annex, lines.Sum(l => Cells(l, false).Sum(c => c.Volume)), Volume);
        Subtotal(row, annex, lines.Sum(l => Cells(l, true).Sum(c => c.Volume)), Volume);
        Subtotal(row, annex, lines.Sum(l => sheet.CellsHere(l).Sum(c => c.Volume)), Volume);
        Subtotal(row, annex, lines.Sum(l => l.Planned.Sum(p => p.Volume)), Volume);
        row.Skip(2);
        foreach (var amount in lines.Aggregate(new Amounts(), (sum, line) => sum.Plus(AmountsOf(line))).InOrder)
        {
            Subtotal(row, annex, amount, XlsxFormat.Money);
        }
        row.Skip();
    }

    private void WriteLineMoney(XlsxRowWriter row, PlacedLine placed)
    {
        var (line, at) = (placed.Line, placed.Row);
        var amounts = AmountsOf(line);
        var (effective, minimum) = (Cells(line, false).Sum(c => c.Volume), Cells(line, true).Sum(c => c.Volume));
        WriteLine(row, line);
        row.Formula(SumOf(false, at), effective.Trimmed(), Volume)
            .Formula(SumOf(true, at), minimum.Trimmed(), Volume)
            .Formula($"{Effective}{at}+{Minimum}{at}", (effective + minimum).Trimmed(), Volume)
            .Number(line.Planned.Sum(p => p.Volume).Trimmed(), Volume)
            .Number(line.PriceMxn.Trimmed(), Price)
            .Number(line.PriceUsd.Trimmed(), Price);

        var prices = PricesInForce(line);
        Amount(ExecutedFormula(PriceMxn, prices.Select(p => p.Mxn), line.PriceMxn), amounts.Executed.Mxn);
        Amount(ExecutedFormula(PriceUsd, prices.Select(p => p.Usd), line.PriceUsd), amounts.Executed.Usd);
        var counts = line.CountsInAuthorised && line.Authorised == line.PoolVolume;
        Amount(counts ? $"ROUND({Authorised}{at}*{PriceMxn}{at},2)" : null, amounts.Authorised.Mxn);
        Amount(counts ? $"ROUND({Authorised}{at}*{PriceUsd}{at},2)" : null, amounts.Authorised.Usd);
        Amount(null, amounts.Before.Mxn);
        Amount(null, amounts.Before.Usd);
        // Where the family worked the line at this site only, its money is this site's.
        var onlyHere = line.Cells.TrueForAll(c => c.Site == sheet.Site);
        Amount(onlyHere ? $"{ExecutedMxn}{at}" : null, amounts.Family.Mxn);
        Amount(onlyHere ? $"{ExecutedUsd}{at}" : null, amounts.Family.Usd);
        row.Text(NoteOn(line, prices), wrap: true);

        void Amount(string? formula, decimal value) =>
            _ = formula is null ? row.Number(value, XlsxFormat.Money) : row.Formula(formula, value, XlsxFormat.Money);

        // A price that changed within the month makes an amount no cell of this sheet can compute.
        string? ExecutedFormula(string priceColumn, IEnumerable<decimal> inForce, decimal shown) =>
            inForce.Distinct().ToList() switch
            {
                [] => $"ROUND({Produced}{at}*{priceColumn}{at},2)",
                [var only] when only == shown => $"ROUND({Produced}{at}*{priceColumn}{at},2)",
                [var only] => $"ROUND({Produced}{at}*{only.Trimmed().ToString(CultureInfo.InvariantCulture)},2)",
                _ => null,
            };
    }

    private void WriteTotals(XlsxSheetWriter target)
    {
        var total = target.Row(XlsxLook.Total).Skip(2).Text(texts["export.total"]).Skip(8);
        var all = sheet.Lines.Aggregate(new Amounts(), (sum, line) => sum.Plus(AmountsOf(line)));
        foreach (var amount in all.InOrder)
        {
            var column = XlsxAddress.Column(total.LastColumn + 1);
            if (annexes.Count == 0)
            {
                total.Number(0, XlsxFormat.Money);
                continue;
            }
            // It passes over the subtotals of the annexes.
            total.Formula($"SUBTOTAL(9,{column}{TitleRows + 1}:{column}{totalRow - 1})", amount, XlsxFormat.Money);
        }
        total.Skip();

        target.Row();
        var rate = sheet.Head.Rate.Trimmed();
        target.Row().Skip(2).Text(texts["export.rate"]).Skip(8).Number(rate, Price).Named("tipo_cambio");
        target.Row(XlsxLook.Header).Skip(2).Text(texts["export.totals"]).Skip(8).Text("M.N.").Text("USD").Text(texts["export.homologated"]);
        var totals = sheet.Totals();
        var authorised = Line("aut", totals.Authorised, $"{AuthorisedMxn}{totalRow}", $"{AuthorisedUsd}{totalRow}");
        Line("ejec", totals.Executed, $"{ExecutedMxn}{totalRow}", $"{ExecutedUsd}{totalRow}");
        var before = Line("acum", totals.Before, $"{BeforeMxn}{totalRow}", $"{BeforeUsd}{totalRow}");
        var family = Line("ejec_familia", totals.ExecutedByFamily, $"{FamilyMxn}{totalRow}", $"{FamilyUsd}{totalRow}");
        Line("resta", totals.Left, Left(ExecutedMxn), Left(ExecutedUsd));

        string Left(string column) => $"{column}{authorised}-{column}{before}-{column}{family}";

        int Line(string name, Money money, string mxn, string usd)
        {
            var row = target.Row().Skip(2).Text(texts[$"export.{name}"]).Skip(8);
            row.Formula(mxn, money.Mxn, XlsxFormat.Money).Named(name + "_mn");
            row.Formula(usd, money.Usd, XlsxFormat.Money).Named(name + "_usd");
            var at = row.RowNumber;
            row.Formula($"ROUND({ExecutedMxn}{at}+{ExecutedUsd}{at}*tipo_cambio,2)", money.Homologated(rate), XlsxFormat.Money)
                .Named(name + "_homologado");
            return at;
        }
    }

    private static void Subtotal(XlsxRowWriter row, PlacedAnnex annex, decimal value, XlsxFormat format) =>
        row.Formula($"SUBTOTAL(9,{annex.Below(XlsxAddress.Column(row.LastColumn + 1))})", value.Trimmed(), format);

    /// <summary>The money of lines in the order of the sheet's columns.</summary>
    private readonly record struct Amounts(Money Executed, Money Authorised, Money Before, Money Family)
    {
        public Amounts Plus(Amounts other) =>
            new(Executed + other.Executed, Authorised + other.Authorised, Before + other.Before, Family + other.Family);

        public IEnumerable<decimal> InOrder =>
            [Executed.Mxn, Executed.Usd, Authorised.Mxn, Authorised.Usd, Before.Mxn, Before.Usd, Family.Mxn, Family.Usd];
    }

    private Amounts AmountsOf(SheetLine line) =>
        new(
            sheet.Executed(line),
            MonthSheet.Authorised(line),
            new Money(line.OpeningMxn, line.OpeningUsd).ToCents(),
            sheet.Worth(line, line.Cells).ToCents()
        );

    private List<(decimal Mxn, decimal Usd)> PricesInForce(SheetLine line) =>
        [.. sheet.CellsHere(line).Select(c => line.Prices.At(sheet.Month.Day(c.Day))).Distinct()];

    private string NoteOn(SheetLine line, List<(decimal Mxn, decimal Usd)> prices)
    {
        var notes = new List<string>();
        if (line.CarriedOver)
        {
            notes.Add(texts["export.carried_over"]);
        }
        if (!line.CountsInAuthorised && line.PoolId != line.Id)
        {
            notes.Add(texts["export.shares_quantity"]);
        }
        if (prices.Count > 1 || (prices.Count == 1 && prices[0] != (line.PriceMxn, line.PriceUsd)))
        {
            var precios = prices.Select(p =>
                string.Create(CultureInfo.InvariantCulture, $"{p.Mxn.Trimmed()} M.N. / {p.Usd.Trimmed()} USD")
            );
            notes.Add(texts["export.prices_in_force", new { precios }]);
        }
        return string.Join(' ', notes);
    }
}
