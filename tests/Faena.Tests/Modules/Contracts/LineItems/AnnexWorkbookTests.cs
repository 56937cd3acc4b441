using Faena.Kernel.Http;
using Faena.Kernel.Xlsx;
using Faena.Modules.Contracts.LineItems;
using Faena.Tests.Kernel.Xlsx;

namespace Faena.Tests.Modules.Contracts.LineItems;

public class AnnexWorkbookTests
{
    private static readonly DateOnly March1 = new(2025, 3, 1);

    [Fact]
    public async Task A_line_is_read_with_its_prices_and_its_planned_volumes()
    {
        var line = Assert.Single(
            (
                await Read(
                    AnnexFile.With(March1, "02/03/2025").Row("C-2", "2.2.", "  VIGA \n IPR ", "TON", 66m, "$ 126,009.03", 1.5m, 4, "-")
                )
            ).Lines
        );

        Assert.Equal(("2.2.", "C-2", "TON"), (line.Code, line.Annex, line.Unit));
        Assert.Equal((66m, 126_009.03m, 1.5m), (line.Volume, line.PriceMxn, line.PriceUsd));
        Assert.Equal(new LineKey("C-2", "2.2", "VIGA IPR"), line.Key);
        Assert.Equal([KeyValuePair.Create(March1, 4m)], line.Planned);
    }

    [Theory]
    [InlineData("1,234.50", "1234.50")]
    [InlineData("$1,234,567.89", "1234567.89")]
    [InlineData(" $ 12 ", "12")]
    [InlineData("12\u00A0345.6", "12345.6")]
    [InlineData(".5", "0.5")]
    [InlineData("-", "0")]
    [InlineData("$ -", "0")]
    [InlineData("–", "0")]
    [InlineData("", "0")]
    public async Task A_price_is_read_as_offices_write_it(string written, string value)
    {
        var annex = await Read(AnnexFile.With().Line("1.1", 1, written));

        Assert.Equal(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), Assert.Single(annex.Lines).PriceMxn);
    }

    [Theory]
    [InlineData("1.234,50", "not_an_amount")]
    [InlineData("1,5", "not_an_amount")]
    [InlineData("12,34,567", "not_an_amount")]
    [InlineData("N/A", "not_an_amount")]
    [InlineData("(1,234.50)", "not_an_amount")]
    [InlineData("1e5", "not_an_amount")]
    [InlineData("12 kg", "not_an_amount")]
    [InlineData("-3", "negative")]
    [InlineData("1.23456", "too_many_decimals")]
    [InlineData("123456789012", "too_large")]
    [InlineData("99999999999999999999999999999999", "not_an_amount")]
    public async Task A_price_that_cannot_be_read_for_certain_is_a_fault_and_never_zero(string written, string code)
    {
        var annex = await Read(AnnexFile.With().Line("1.1", 1, written));

        Assert.Empty(annex.Lines);
        Assert.Equal((2, 6, code), Place(Assert.Single(annex.Faults)));
    }

    [Theory]
    [InlineData(null, "required")]
    [InlineData("mucho", "not_an_amount")]
    [InlineData("-0.5", "negative")]
    [InlineData("0.0000001", "too_many_decimals")]
    public async Task A_volume_that_cannot_be_taken_is_named_by_its_cell(string? written, string code) =>
        Assert.Equal((2, 5, code), Place(Assert.Single((await Read(AnnexFile.With().Line("1.1", written))).Faults)));

    [Theory]
    [InlineData("01/03/2025")]
    [InlineData("1-3-25")]
    [InlineData("01.03.2025")]
    [InlineData("1 de marzo de 2025")]
    [InlineData("01-mar-2025")]
    [InlineData("01/MAR/25")]
    [InlineData("sáb 01/03/2025")]
    [InlineData("2025-03-01")]
    [InlineData("2025-03-01 00:00:00")]
    [InlineData(45717)]
    public async Task A_title_that_is_a_day_makes_a_planned_column(object title)
    {
        var annex = await Read(AnnexFile.With(title).Line("1.1", 10, days: 2.5m));

        Assert.Equal([KeyValuePair.Create(March1, 2.5m)], Assert.Single(annex.Lines).Planned);
    }

    [Theory]
    [InlineData("IMPORTE M.N.")]
    [InlineData("1")]
    [InlineData(31)]
    [InlineData(2025)]
    [InlineData("3.1")]
    [InlineData("TOTAL 2025")]
    public async Task Any_other_title_is_left_alone(object title)
    {
        var annex = await Read(AnnexFile.With(title).Line("1.1", 10, days: "lo que sea"));

        Assert.Empty(annex.Faults);
        Assert.Empty(Assert.Single(annex.Lines).Planned);
    }

    [Theory]
    [InlineData("31/02/2025")]
    [InlineData("13/112023")]
    [InlineData("15/04/204")]
    public async Task A_title_meant_as_a_day_is_not_silently_left_out(string title) =>
        Assert.Equal((1, 8, "header_not_a_date"), Place(Assert.Single((await Read(AnnexFile.With(title).Line("1.1", 10))).Faults)));

    [Fact]
    public async Task Two_columns_of_one_day_are_a_fault() =>
        Assert.Equal(
            (1, 9, "date_repeated"),
            Place(Assert.Single((await Read(AnnexFile.With(March1, "01/03/2025").Line("1.1", 10))).Faults))
        );

    [Fact]
    public async Task What_stands_between_the_lines_is_passed_over()
    {
        var annex = await Read(
            AnnexFile
                .With()
                .Row(null, null, "ESTRUCTURA METÁLICA")
                .Line("2.1.", 1)
                .Row()
                .Row("C-2", "", "SUMINISTROS", "", null, "-", 0)
                .Row(AnnexFile.Titles)
                .Line("2.2.", 2)
                .Row(null, null, "TOTAL", null, 3, "$ 1,234.00")
                .Row(null, "SUBTOTAL M.N.", null, null, 3)
                .Row(null, null, null, null, 99)
                .Row(null, null, "Ciudad del Carmen, Campeche, a 3 de marzo de 2025")
        );

        Assert.Empty(annex.Faults);
        Assert.Equal(["2.1.", "2.2."], annex.Lines.Select(l => l.Code));
    }

    [Fact]
    public async Task A_row_that_is_half_a_line_is_named_with_what_it_lacks()
    {
        var annex = await Read(
            AnnexFile
                .With()
                .Row("C-2", "2.1.", "VIGA", "", 5, 10)
                .Row("C-2", "", "VIGA", "TON", 5, 10)
                .Row("C-2", "2.3.", "", "TON", 5, 10)
                .Row("", "2.4.", "VIGA", "TON", 5, 10)
                .Row("C-2", "", "VIGA", "", 5, 10)
                .Row("C-2", "2.5.", "VIGA", "", null, null)
        );

        Assert.Equal(
            [(2, 4), (3, 2), (4, 3), (5, 1), (6, 2), (6, 4), (7, 4), (7, 5)],
            annex.Faults.OrderBy(f => f.Row).ThenBy(f => f.Column).Select(f => (f.Row, f.Column))
        );
        Assert.All(annex.Faults, fault => Assert.Equal("required", fault.Code));
    }

    [Fact]
    public async Task Where_lines_are_approved_with_OK_only_those_count()
    {
        var annex = await Read(AnnexFile.With("OK").Line("1.1", 1, days: "ok ").Line("1.2", "??", days: "NO").Line("1.3", 3));

        Assert.Equal("1.1", Assert.Single(annex.Lines).Code);
        Assert.Empty(annex.Faults);
    }

    [Theory]
    [InlineData("P.U. M.N.")]
    [InlineData("P.U.M.N.")]
    [InlineData("p.u. mn")]
    [InlineData("P.U.\nM.N.")]
    public async Task The_titles_are_known_however_they_are_dotted_and_wherever_they_stand(string price)
    {
        var file = new AnnexFile()
            .Row("CONTRATO 640853812")
            .Row()
            .Row("VOLÚMEN PTE", price, "UNIDAD ", "CONCEPTO", "Partida", null, "anexo")
            .Row(7, 10.5m, "PZA", "TUBO", "3.1", null, "C-3");

        var line = Assert.Single((await Read(file)).Lines);

        Assert.Equal(("3.1", "C-3", "PZA", 7m, 10.5m), (line.Code, line.Annex, line.Unit, line.Volume, line.PriceMxn));
    }

    [Fact]
    public async Task The_sheet_named_as_the_annex_goes_before_others_and_one_sheet_is_one_list()
    {
        var draft = new AnnexFile { SheetName = "BORRADOR" }
            .Row(AnnexFile.Titles)
            .Line("9.9", 1);
        var cover = new AnnexFile { SheetName = "CARÁTULA ANEXO C" }.Row("Anexo C del contrato");
        var annex = new AnnexFile { SheetName = "Recursos  programados" }
            .Row(AnnexFile.Titles)
            .Line("1.1", 1);

        var read = await Read(AnnexFile.Book(draft, cover, annex));

        Assert.Equal("1.1", Assert.Single(read.Lines).Code);
        Assert.Equal(["BORRADOR"], read.SheetsLeftOut);
    }

    [Fact]
    public async Task A_hidden_sheet_is_nothing_that_people_import()
    {
        using var book = await XlsxReader.Open(
            new RawWorkbook().Sheet("ANEXO C", """<row r="1"><c t="inlineStr"><is><t>PARTIDA</t></is></c></row>""", "hidden").ToStream(),
            TestContext.Current.CancellationToken
        );
        var errors = new FieldErrors();

        Assert.Null(AnnexWorkbook.Read(book, errors));
        Assert.Equal("annex_header_missing", Assert.Single(errors.Found).Code);
    }

    [Fact]
    public async Task A_table_is_looked_for_in_the_first_hundred_rows()
    {
        var late = new AnnexFile();
        for (var row = 1; row <= 100; row++)
        {
            late.Row("texto");
        }

        Assert.Equal("annex_header_missing", await Refusal(late.Row(AnnexFile.Titles).Line("1.1", 1)));
        Assert.Equal(
            "annex_column_missing",
            await Refusal(new AnnexFile().Row("PARTIDA", "CONCEPTO", "UNIDAD", "VOLUMEN PTE", "P.U. M.N."))
        );
        Assert.Equal("annex_without_lines", await Refusal(AnnexFile.With().Row(null, null, "TOTAL")));
    }

    [Theory]
    [InlineData("""<c r="B2" s="1"><v>46113</v></c>""", 2, "code_became_a_date")]
    [InlineData("""<c r="B2" t="inlineStr"><is><t>1.1</t></is></c><c r="F2" t="e"><v>#REF!</v></c>""", 6, "cell_error")]
    [InlineData("""<c r="B2" t="inlineStr"><is><t>1.1</t></is></c><c r="F2"><f>E2*2</f></c>""", 6, "formula_without_value")]
    [InlineData("""<c r="B2" t="inlineStr"><is><t>1.1</t></is></c><c r="F2" t="b"><v>1</v></c>""", 6, "not_an_amount")]
    [InlineData("""<c r="B2" t="inlineStr"><is><t>1.1</t></is></c><c r="F2"><v>1e300</v></c>""", 6, "too_large")]
    public async Task What_a_spreadsheet_makes_of_a_cell_is_not_guessed_at(string cells, int column, string code)
    {
        var titles = string.Concat(AnnexFile.Titles.Select(t => $"<c t=\"inlineStr\"><is><t>{t}</t></is></c>"));
        const string rest = """
            <c r="A2" t="inlineStr"><is><t>C-2</t></is></c><c r="C2" t="inlineStr"><is><t>VIGA</t></is></c>
            <c r="D2" t="inlineStr"><is><t>TON</t></is></c><c r="E2"><v>1</v></c>
            """;
        var book = new RawWorkbook { Styles = """<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>""" }.Sheet(
            "ANEXO C",
            $"""<row r="1">{titles}</row><row r="2">{rest}{cells}</row>"""
        );

        var annex = await Read(book.ToStream().ToArray());

        Assert.Equal((2, column, code), Place(Assert.Single(annex.Faults)));
    }

    [Fact]
    public async Task A_code_stored_as_a_number_is_read_as_people_see_it()
    {
        var annex = await Read(AnnexFile.With().Row("C-4-1", 4.4m, "AYUDANTE", "JOR", new AnnexFile.Formula("1+1", 2), 10));

        Assert.Equal(("4.4", 2m), (Assert.Single(annex.Lines).Code, annex.Lines[0].Volume));
    }

    private static (int, int, string) Place(SheetFault fault) => (fault.Row, fault.Column, fault.Code);

    private static Task<AnnexWorkbook> Read(AnnexFile file) => Read(file.ToBytes());

    private static async Task<AnnexWorkbook> Read(byte[] file)
    {
        using var book = await XlsxReader.Open(new MemoryStream(file), TestContext.Current.CancellationToken);
        var errors = new FieldErrors();
        var annex = AnnexWorkbook.Read(book, errors);
        Assert.True(annex is not null, string.Join(", ", errors.Found));
        return annex;
    }

    private static async Task<string> Refusal(AnnexFile file)
    {
        using var book = await XlsxReader.Open(new MemoryStream(file.ToBytes()), TestContext.Current.CancellationToken);
        var errors = new FieldErrors();
        Assert.Null(AnnexWorkbook.Read(book, errors));
        return Assert.Single(errors.Found).Code;
    }
}
