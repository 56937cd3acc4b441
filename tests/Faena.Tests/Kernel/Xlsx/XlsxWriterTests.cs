using System.Diagnostics;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Faena.Kernel.Xlsx;

namespace Faena.Tests.Kernel.Xlsx;

public class XlsxWriterTests
{
    [Fact]
    public void A_workbook_with_everything_in_it_is_valid()
    {
        var file = Written(AnEstimate);

        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        var errors = new OpenXmlValidator(FileFormatVersions.Office2019)
            .Validate(document, TestContext.Current.CancellationToken)
            .Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}");

        Assert.Empty(errors);
        Assert.Null(document.WorkbookPart!.VbaProjectPart);
        Assert.True(document.WorkbookPart.Workbook.CalculationProperties!.FullCalculationOnLoad!.Value);
    }

    [Fact]
    public void An_empty_workbook_is_valid_too()
    {
        using var document = SpreadsheetDocument.Open(Written(_ => { }), isEditable: false);

        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_written_is_read_back_the_same()
    {
        var rows = await RowsOf(book =>
            book.Sheet("1")
                .Row()
                .Text("Tubería de 8\" & <codo>")
                .Number(1234.50m)
                .Number(0.1000000m, XlsxFormat.Volume)
                .Money(-0.01m)
                .Date(new DateOnly(2026, 3, 1))
                .Moment(new DateTime(2026, 3, 1, 18, 30, 15, DateTimeKind.Unspecified))
                .Bool(true)
                .Skip()
                .Text("  dos\nlíneas ", wrap: true)
                .Formula("B1*2", 2469.00m, XlsxFormat.Money)
                .Formula("UPPER(A1)", "TUBERÍA")
                .Formula("E1+1", new DateOnly(2026, 3, 2))
        );

        var row = Assert.Single(rows);
        Assert.Equal(
            [
                (1, XlsxKind.Text, "Tubería de 8\" & <codo>", null),
                (2, XlsxKind.Number, "1234.5", null),
                (3, XlsxKind.Number, "0.1", null),
                (4, XlsxKind.Number, "-0.01", null),
                (5, XlsxKind.Date, "2026-03-01", null),
                (6, XlsxKind.Date, "2026-03-01T18:30:15", null),
                (7, XlsxKind.Boolean, "TRUE", null),
                (9, XlsxKind.Text, "  dos\nlíneas ", null),
                (10, XlsxKind.Number, "2469", "B1*2"),
                (11, XlsxKind.Text, "TUBERÍA", "UPPER(A1)"),
                (12, XlsxKind.Date, "2026-03-02", "E1+1"),
            ],
            row.Cells.Select(cell => (cell.Column, cell.Kind, cell.Text, cell.Formula))
        );
        Assert.Equal(["1234.50", "0.1000000"], row.Cells.Skip(1).Take(2).Select(cell => cell.RawText));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+1")]
    [InlineData("-2.498.")]
    [InlineData("@SUM(A1)")]
    [InlineData("007")]
    public async Task A_text_that_looks_like_a_formula_or_a_number_stays_text(string text)
    {
        var cell = (await RowsOf(book => book.Sheet("1").Row().Text(text)))[0][1];

        Assert.Equal((XlsxKind.Text, text, null), (cell.Kind, cell.Text, cell.Formula));
    }

    [Theory]
    [InlineData("bell \a, return \r\n, tab \t")]
    [InlineData("half \ud83d of a pair, the other \ude00 half")]
    [InlineData("a whole 😀")]
    [InlineData("literally _x0041_ and _x005F_")]
    [InlineData("\ufffe\uffff")]
    public async Task Characters_that_XML_cannot_hold_survive(string text) =>
        Assert.Equal(text, (await RowsOf(book => book.Sheet("1").Row().Text(text)))[0][1].Text);

    [Fact]
    public async Task A_text_longer_than_a_cell_can_hold_is_cut_and_says_so()
    {
        var text = (await RowsOf(book => book.Sheet("1").Row().Text(new string('x', 40_000))))[0][1].Text;

        Assert.Equal(32_767, text.Length);
        Assert.EndsWith("x…", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1899-12-31", XlsxKind.Text)]
    [InlineData("1900-01-01", XlsxKind.Date)]
    [InlineData("1900-02-28", XlsxKind.Date)]
    [InlineData("1900-03-01", XlsxKind.Date)]
    [InlineData("9999-12-31", XlsxKind.Date)]
    public async Task Every_day_keeps_its_date(string day, XlsxKind kind)
    {
        var date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

        var cell = (await RowsOf(book => book.Sheet("1").Row().Date(date)))[0][1];

        Assert.Equal((kind, day), (cell.Kind, cell.Text));
    }

    [Fact]
    public async Task Sheets_get_names_that_spreadsheets_accept()
    {
        var file = Written(book =>
        {
            book.Sheet("C-4/1 [día]");
            book.Sheet("'C-4'");
            book.Sheet("c-4");
            book.Sheet(new string('n', 40));
            book.Sheet(new string('n', 41));
            book.Sheet("");
        });
        using var read = await XlsxReader.Open(file, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["C-4-1 -día-", "C-4", "c-4 (2)", new string('n', 31), new string('n', 27) + " (2)", "-"],
            read.Sheets.Select(sheet => sheet.Name)
        );
    }

    [Fact]
    public void Names_point_at_their_cells_whatever_the_sheet_is_called()
    {
        var file = Written(book =>
        {
            var sheet = book.Sheet("Orden d'agua");
            sheet.Row().Text("Producto").Text("Cubeta").Named("producto");
            sheet.Named("lote_color", "A2:A28");
        });

        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        var names = document.WorkbookPart!.Workbook.DefinedNames!.Elements<DefinedName>().Select(name => (name.Name?.Value, name.Text));

        Assert.Equal([("lote_color", "'Orden d''agua'!$A$2:$A$28"), ("producto", "'Orden d''agua'!$B$1")], names);
    }

    [Fact]
    public void Header_stays_in_view_and_is_printed_on_every_page_across_one_width()
    {
        using var document = SpreadsheetDocument.Open(Written(AnEstimate), isEditable: false);
        var sheet = document.WorkbookPart!.WorksheetParts.First().Worksheet;

        var pane = sheet.Descendants<Pane>().Single();
        Assert.Equal((2d, 1d, "C2"), (pane.HorizontalSplit!.Value, pane.VerticalSplit!.Value, pane.TopLeftCell!.Value));
        Assert.Equal("A1:E5", sheet.Descendants<AutoFilter>().Single().Reference!.Value);
        Assert.Equal(OrientationValues.Landscape, sheet.Descendants<PageSetup>().Single().Orientation!.Value);
        Assert.Equal(
            (1u, 0u),
            (sheet.Descendants<PageSetup>().Single().FitToWidth!.Value, sheet.Descendants<PageSetup>().Single().FitToHeight!.Value)
        );
        Assert.Contains(document.WorkbookPart.Workbook.DefinedNames!.Elements<DefinedName>(), name => name.Text == "'Estimación 12'!$1:$1");
    }

    [Fact]
    public async Task LibreOffice_calculates_the_formulas_to_the_values_we_wrote_beside_them()
    {
        var folder = Directory.CreateTempSubdirectory("faena-xlsx-").FullName;
        var path = Path.Combine(folder, "estimate.xlsx");
        var ct = TestContext.Current.CancellationToken;
        await using (var file = File.Create(path))
        {
            // Values that are wrong on purpose would show if LibreOffice only repeated them.
            await Written(book => AnEstimate(book, nudge: 1)).CopyToAsync(file, ct);
        }
        await MakeProfileThatAlwaysRecalculates(Path.Combine(folder, "profile"), ct);
        string[] arguments =
        [
            "--headless",
            $"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76",
            "--outdir",
            folder,
            path,
        ];
        using var office = Process.Start(
            new ProcessStartInfo("soffice", arguments) { UseShellExecute = false, RedirectStandardOutput = true }
        )!;
        await office.StandardOutput.ReadToEndAsync(ct);
        await office.WaitForExitAsync(ct);

        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "estimate.csv"), ct);
        Directory.Delete(folder, recursive: true);

        Assert.Equal(
            [
                "Anexo,Partida,Volumen,P.U.,Importe",
                "C-2,=2+2,1.5,\"1,000.00\",\"1,500.00\"",
                "C-3,3.1.,0.333333,3.00,1.00",
                "C-3,,,,\"1,501.00\"",
                "C-3,,1.833333,,\"1,501.00\"",
            ],
            lines
        );
    }

    private static void AnEstimate(XlsxWriter book) => AnEstimate(book, nudge: 0);

    private static void AnEstimate(XlsxWriter book, decimal nudge)
    {
        var sheet = book.Sheet(
            "Estimación 12",
            new()
            {
                Widths = [8, 40, 12, 14, 16],
                HeaderRows = 1,
                FrozenColumns = 2,
                Filter = true,
            }
        );
        sheet.Header("Anexo", "Partida", "Volumen", "P.U.", "Importe");
        sheet.Row().Text("C-2").Text("=2+2").Volume(1.5m).Money(1000m).Formula("ROUND(C2*D2,2)", 1500m + nudge, XlsxFormat.Money);
        sheet.Row().Text("C-3").Text("3.1.").Volume(0.333333m).Money(3m).Formula("ROUND(C3*D3,2)", 1m + nudge, XlsxFormat.Money);
        sheet.Row(XlsxLook.Group).Text("C-3").Skip(3).Formula("SUBTOTAL(9,E2:E3)", 1501m + nudge, XlsxFormat.Money).Named("subtotal");
        var total = sheet.Row(XlsxLook.Total);
        total.Formula("UPPER(A3)", nudge == 0 ? "C-3" : "wrong").Skip();
        total
            .Formula($"SUM(C2:C{total.RowNumber - 2})", 1.833333m + nudge, XlsxFormat.Volume)
            .Skip()
            .Formula("subtotal", 1501m + nudge, XlsxFormat.Money);
        book.Sheet("Notas", new() { Landscape = false })
            .Row()
            .Text("varias\nlíneas", wrap: true)
            .Date(new DateOnly(2026, 3, 1))
            .Bool(false)
            .Number(0.125m, XlsxFormat.Percent)
            .Formula($"{sheet.Reference}E5", 1501m + nudge, XlsxFormat.Whole);
    }

    /// <summary>LibreOffice otherwise believes the values in an .xlsx and calculates only what is edited.</summary>
    private static async Task MakeProfileThatAlwaysRecalculates(string profile, CancellationToken ct)
    {
        const string settings = """
            <oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
            <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
            """;
        var user = Directory.CreateDirectory(Path.Combine(profile, "user")).FullName;
        await File.WriteAllTextAsync(Path.Combine(user, "registrymodifications.xcu"), settings, ct);
    }

    private static MemoryStream Written(Action<XlsxWriter> write)
    {
        var file = new MemoryStream();
        using (var book = new XlsxWriter(file))
        {
            write(book);
        }
        file.Position = 0;
        return file;
    }

    private static async Task<List<XlsxRow>> RowsOf(Action<XlsxWriter> write)
    {
        using var book = await XlsxReader.Open(Written(write), TestContext.Current.CancellationToken);
        return [.. book.Sheets[0].Rows()];
    }
}
