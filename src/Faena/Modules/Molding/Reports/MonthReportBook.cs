using System.Globalization;
using Faena.Kernel.Database;
using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;

namespace Faena.Modules.Molding.Reports;

/// <summary>The month as a workbook: every sheet in a row, and sums over those rows that follow when one is corrected.</summary>
internal sealed class MonthReportBook(MonthReport report, IReadOnlyList<MonthReportBook.Sheet> sheets, Texts texts)
{
    private static readonly XlsxFormat Hours = new("#,##0.00");
    private string data = "";

    internal sealed record Sheet
    {
        public DateOnly Fecha { get; init; }
        public string Turno { get; init; } = "";
        public string Maquina { get; init; } = "";
        public string Molde { get; init; } = "";
        public string NumeroOp { get; init; } = "";
        public string? Hoja { get; init; }
        public long Coladas { get; init; }
        public long Minutos { get; init; }
        public decimal Pesado { get; init; }
        public int Bultos { get; init; }
        public decimal Merma { get; init; }
        public decimal Teorico { get; init; }
    }

    // Where the columns of the rows stand that sums are taken of.
    private const string Date = "A";
    private const string Shift = "B";
    private const string Machine = "C";
    private const string Mold = "D";
    private const string Shots = "G";
    private const string Time = "H";
    private const string Weighed = "I";
    private const string Bales = "J";
    private const string Scrap = "K";
    private const string Theoretical = "L";

    public static async Task<IReadOnlyList<Sheet>> SheetsOf(Db db, DateOnly month, CancellationToken ct) =>
        await db.Query<Sheet>(
            $"{MonthReport.SheetsSql} ORDER BY r.fecha, m.nombre, r.turno, r.id",
            new { from = month, to = month.AddMonths(1) },
            ct
        );

    public void Write(XlsxWriter book)
    {
        Rows(book);
        Sums(book, "molding.report.total", [report.Total], key: null);
        Sums(book, "molding.report.by_machine", report.ByMachine, Machine);
        Sums(book, "molding.report.by_shift", report.ByShift, Shift);
        Sums(book, "molding.report.by_mold", report.ByMold, Mold);
        Sums(book, "molding.report.by_day", report.ByDay, Date);
        Slots(book);
    }

    private void Rows(XlsxWriter book)
    {
        var layout = new XlsxLayout
        {
            HeaderRows = 1,
            Filter = true,
            Widths = [12, 14, 16, 20, 14, 12, 11, 10, 12, 9, 12, 14],
        };
        var sheet = book.Sheet(texts["molding.report.sheets"], layout);
        sheet.Header(
            new[]
            {
                "date",
                "shift",
                "machine",
                "mold",
                "order",
                "number",
                "shots",
                "hours",
                "weighed",
                "bales",
                "scrap",
                "theoretical",
            }.Select(c => texts[$"molding.report.column.{c}"])
        );
        foreach (var row in sheets)
        {
            sheet
                .Row()
                .Date(row.Fecha)
                .Text(row.Turno)
                .Text(row.Maquina)
                .Text(row.Molde)
                .Text(row.NumeroOp)
                .Text(row.Hoja)
                .Number(row.Coladas, XlsxFormat.Whole)
                .Number(row.Minutos / 60m, Hours)
                .Volume(row.Pesado)
                .Number(row.Bultos, XlsxFormat.Whole)
                .Volume(row.Merma)
                .Volume(row.Teorico);
        }
        data = sheet.Reference;
    }

    private void Sums(XlsxWriter book, string title, IReadOnlyList<MonthReport.Row> rows, string? key)
    {
        var sheet = book.Sheet(texts[title], new XlsxLayout { HeaderRows = 1, Widths = [24, 10, 11, 10, 12, 12, 10, 10, 9, 14] });
        sheet.Header([
            texts[title],
            .. new[] { "records", "shots", "hours", "weighed", "scrap", "scrap_ratio", "kg_hour", "bales", "theoretical" }.Select(c =>
                texts[$"molding.report.column.{c}"]
            ),
        ]);
        foreach (var row in rows)
        {
            var line = sheet.Row();
            _ = key == Date ? line.Date(DateOnly.ParseExact(row.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture)) : line.Text(row.Key);
            var at = line.RowNumber;
            line.Formula(key is null ? $"COUNTA({Column(Date)})" : $"COUNTIF({Column(key)},A{at})", row.Records, XlsxFormat.Whole)
                .Formula(SumOf(Shots, key, at), row.Shots, XlsxFormat.Whole)
                .Formula(SumOf(Time, key, at), row.Hours, Hours)
                .Formula(SumOf(Weighed, key, at), row.WeighedKg, XlsxFormat.Volume)
                .Formula(SumOf(Scrap, key, at), row.ScrapKg, XlsxFormat.Volume)
                .Formula($"IF(E{at}+F{at}=0,0,F{at}/(E{at}+F{at}))", row.ScrapRatio, XlsxFormat.Percent)
                .Formula($"IF(D{at}=0,0,E{at}/D{at})", row.KgPerHour, Hours)
                .Formula(SumOf(Bales, key, at), row.Bales, XlsxFormat.Whole)
                .Formula(SumOf(Theoretical, key, at), row.TheoreticalKg, XlsxFormat.Volume);
        }
    }

    private void Slots(XlsxWriter book)
    {
        var sheet = book.Sheet(
            texts["molding.report.cross"],
            new XlsxLayout
            {
                HeaderRows = 1,
                Filter = true,
                Widths = [16, 14, 12, 11, 10, 12, 12],
            }
        );
        sheet.Header(
            new[] { "machine", "shift", "date", "shots", "hours", "weighed", "scrap" }.Select(c => texts[$"molding.report.column.{c}"])
        );
        foreach (var slot in report.Slots)
        {
            var line = sheet.Row().Text(slot.Machine).Text(slot.Shift).Date(slot.Date);
            var at = line.RowNumber;
            line.Formula(SumOfSlot(Shots, at), slot.Shots, XlsxFormat.Whole)
                .Formula(SumOfSlot(Time, at), slot.Hours, Hours)
                .Formula(SumOfSlot(Weighed, at), slot.WeighedKg, XlsxFormat.Volume)
                .Formula(SumOfSlot(Scrap, at), slot.ScrapKg, XlsxFormat.Volume);
        }
    }

    private string SumOf(string column, string? key, int row) =>
        key is null
            ? $"SUM({Column(column)})"
            : string.Create(CultureInfo.InvariantCulture, $"SUMIF({Column(key)},A{row},{Column(column)})");

    private string SumOfSlot(string column, int row) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"SUMIFS({Column(column)},{Column(Machine)},A{row},{Column(Shift)},B{row},{Column(Date)},C{row})"
        );

    private string Column(string letter) =>
        string.Create(CultureInfo.InvariantCulture, $"{data}${letter}$2:${letter}${Math.Max(sheets.Count, 1) + 1}");
}
