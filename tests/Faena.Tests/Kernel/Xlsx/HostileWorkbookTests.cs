using System.Net;
using System.Text;
using Faena.Kernel.Xlsx;
using Faena.Tests.Support;

namespace Faena.Tests.Kernel.Xlsx;

public class HostileWorkbookTests(TestApp app) : IClassFixture<TestApp>
{
    public static TheoryData<string, string> Hostile =>
        new()
        {
            { "a text nested 20,000 deep", "workbook_too_complex" },
            { "a shared text nested 20,000 deep", "workbook_too_complex" },
            { "a row nested 20,000 deep", "workbook_too_complex" },
            { "parts that lead from one to the next", "workbook_too_complex" },
            { "300 sheets of the same cells", "workbook_too_complex" },
            { "one endless text", "workbook_too_complex" },
            { "a cell in column XFD in 5,000 rows", "too_many_columns" },
            { "a text with a zero in it", "text_not_storable" },
            { "a text with half a pair in it", "text_not_storable" },
        };

    public static TheoryData<string> Imports =>
        [
            "/api/contracts/price-book",
            "/api/contracts/work-orders/import",
            "/api/produccion/importar_anexo_ot",
            "/api/molding/catalog/maquinas/import",
            "/api/ordenes/importar/preview",
        ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task The_reader_refuses_a_workbook_that_no_spreadsheet_writes(string kind, string code)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refused = await Assert.ThrowsAsync<XlsxRefusedException>(() => ReadAll(Workbook(kind), XlsxLimits.Default));

        Assert.Equal(code, refused.Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
    }

    [Theory]
    [MemberData(nameof(Imports))]
    public async Task Every_import_answers_it_with_a_refusal(string route)
    {
        var answer = await Send(route, Workbook("a shared text nested 20,000 deep"));

        var problem = await Expect.Refusal(HttpStatusCode.UnprocessableEntity, "workbook_too_complex", answer);
        Assert.NotNull(problem["errors"]!["archivo"]);
    }

    [Fact]
    public async Task The_cell_that_cannot_be_stored_is_named()
    {
        var answer = await Send("/api/molding/catalog/maquinas/import", Workbook("a text with a zero in it"));

        var problem = await Expect.Refusal(HttpStatusCode.UnprocessableEntity, "text_not_storable", answer);
        Assert.Contains("Uno!B1", (string)problem["errors"]!["archivo"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_catalog_with_far_columns_takes_memory_for_what_is_in_it()
    {
        var rows = string.Concat(
            Enumerable.Range(1, 5_000).Select(row => $"""<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="BAA{row}"><v>1</v></c></row>""")
        );
        var before = GC.GetTotalAllocatedBytes();

        await Expect.Status(
            HttpStatusCode.UnprocessableEntity,
            await Send("/api/molding/catalog/maquinas/import", new RawWorkbook().Sheet("Uno", rows).ToStream())
        );

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 100_000_000);
    }

    [Fact]
    public async Task A_shared_text_of_a_million_pieces_takes_memory_for_its_characters_only()
    {
        var pieces = string.Concat(Enumerable.Repeat("<r/><t/>", 1_000_000));
        var book = new RawWorkbook { SharedStrings = $"<si>{pieces}<t>uno</t></si>" }.Sheet("Uno", """<row><c t="s"><v>0</v></c></row>""");
        var file = book.ToStream();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(["uno"], await ReadAll(file, XlsxLimits.Default with { UnpackedRatio = 10_000 }));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
    }

    [Fact]
    public async Task Cells_and_elements_are_counted_over_all_sheets()
    {
        var rows = string.Concat(Enumerable.Repeat("<row><c><v>1</v></c><c><v>2</v></c></row>", 60));
        MemoryStream File() => new RawWorkbook().Sheet("1", rows).Sheet("2", rows).ToStream();

        var cells = await Assert.ThrowsAsync<XlsxRefusedException>(() => ReadAll(File(), new() { Cells = 150 }));
        var elements = await Assert.ThrowsAsync<XlsxRefusedException>(() => ReadAll(File(), new() { Elements = 500 }));
        Assert.Equal(240, (await ReadAll(File(), new() { Cells = 240 })).Count);

        Assert.Equal(("too_many_filled_cells", 150), (cells.Code, cells.Limit));
        Assert.Equal("workbook_too_complex", elements.Code);
    }

    [Fact]
    public async Task As_many_parts_as_are_taken_may_lead_from_one_to_the_next() =>
        Assert.Empty(await ReadAll(Chain(490).ToStream(), XlsxLimits.Default));

    [Fact]
    public async Task A_reading_that_takes_too_long_ends()
    {
        var rows = string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 10_000));

        var refused = await Assert.ThrowsAsync<XlsxRefusedException>(() =>
            ReadAll(new RawWorkbook().Sheet("1", rows).ToStream(), new() { Time = TimeSpan.Zero })
        );

        Assert.Equal("workbook_too_complex", refused.Code);
    }

    [Fact]
    public async Task A_reading_that_nobody_waits_for_ends()
    {
        var rows = string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 10_000));
        using var left = new CancellationTokenSource();
        using var book = await XlsxReader.Open(new RawWorkbook().Sheet("1", rows).ToStream(), left.Token);
        using var reading = book.Sheets[0].Rows().GetEnumerator();
        Assert.True(reading.MoveNext());

        await left.CancelAsync();

        Assert.Throws<OperationCanceledException>(() =>
        {
            while (reading.MoveNext()) { }
        });
    }

    [Fact]
    public async Task Cells_out_of_order_are_found_all_the_same()
    {
        using var book = await XlsxReader.Open(
            new RawWorkbook().Sheet("1", """<row><c r="D1"><v>4</v></c><c r="B1"><v>2</v></c><c r="B1"><v>3</v></c></row>""").ToStream(),
            TestContext.Current.CancellationToken
        );

        var row = Assert.Single(book.Sheets[0].Rows());

        Assert.Equal(("", "2", "", "4"), (row["A"].Text, row["B"].Text, row["C"].Text, row["D"].Text));
    }

    private static MemoryStream Workbook(string kind)
    {
        const int deep = 20_000;
        var nested = string.Concat(Enumerable.Repeat("<r>", deep)) + string.Concat(Enumerable.Repeat("</r>", deep));
        var book = kind switch
        {
            "a text nested 20,000 deep" => new RawWorkbook().Sheet("Uno", $"""<row><c t="inlineStr"><is>{nested}</is></c></row>"""),
            "a shared text nested 20,000 deep" => new RawWorkbook { SharedStrings = $"<si>{nested}</si>" }.Sheet("Uno", ""),
            "a row nested 20,000 deep" => new RawWorkbook().Sheet("Uno", $"<row><c><v>{nested}</v></c></row>"),
            "parts that lead from one to the next" => Chain(1_500),
            "300 sheets of the same cells" => Enumerable
                .Range(1, 300)
                .Aggregate(new RawWorkbook(), (all, n) => all.Sheet($"H{n}", "<row/>")),
            "one endless text" => new RawWorkbook().Sheet(
                "Uno",
                $"""<row><c t="inlineStr"><is><t>{new string('a', 2_000_000)}</t></is></c></row>"""
            ),
            "a cell in column XFD in 5,000 rows" => new RawWorkbook().Sheet(
                "Uno",
                string.Concat(Enumerable.Range(1, 5_000).Select(row => $"""<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>"""))
            ),
            "a text with a zero in it" => new RawWorkbook().Sheet("Uno", Inline("a_x0000_b")),
            "a text with half a pair in it" => new RawWorkbook().Sheet("Uno", Inline("a_xD800_b")),
            _ => throw new ArgumentException(kind, nameof(kind)),
        };
        return book.ToStream();
    }

    private static string Inline(string text) =>
        $"""<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>{text}</t></is></c></row>""";

    private static RawWorkbook Chain(int length)
    {
        const string type = "http://example.org/next";
        string Link(int next) => $"""<Relationship Id="n" Type="{type}" Target="/xl/next/{next}.xml"/>""";
        return new RawWorkbook
        {
            WorkbookRelations = Link(1),
            OtherParts =
            [
                .. Enumerable.Range(1, length).Select(n => ($"xl/next/{n}.xml", "application/xml", "<a/>"u8.ToArray())),
                .. Enumerable
                    .Range(1, length - 1)
                    .Select(n =>
                        (
                            $"xl/next/_rels/{n}.xml.rels",
                            "application/vnd.openxmlformats-package.relationships+xml",
                            Encoding.UTF8.GetBytes(
                                $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{Link(n + 1)}</Relationships>"""
                            )
                        )
                    ),
            ],
        }.Sheet("Uno", "");
    }

    private static async Task<List<string>> ReadAll(Stream file, XlsxLimits limits)
    {
        using var book = await XlsxReader.Open(file, limits, TestContext.Current.CancellationToken);
        return [.. book.Sheets.SelectMany(sheet => sheet.Rows()).SelectMany(row => row.Cells).Select(cell => cell.Text)];
    }

    private Task<HttpResponseMessage> Send(string route, MemoryStream file)
    {
        var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(file.ToArray()), "archivo", "libro.xlsx" },
            { new StringContent("1"), "ot_id" },
        };
        return app.SignedInAs("Administrator", "Molding").PostAsync(route, form);
    }
}
