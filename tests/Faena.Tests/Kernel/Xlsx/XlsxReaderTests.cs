using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Faena.Kernel.Xlsx;

namespace Faena.Tests.Kernel.Xlsx;

public class XlsxReaderTests
{
    [Fact]
    public async Task Sheets_come_in_the_order_of_their_tabs_and_tell_whether_they_are_hidden()
    {
        using var book = await Open(
            new RawWorkbook().Sheet("Anexo C-2", "").Sheet("Notas", "", "hidden").Sheet("Claves", "", "veryHidden")
        );

        Assert.Equal([("Anexo C-2", false), ("Notas", true), ("Claves", true)], book.Sheets.Select(sheet => (sheet.Name, sheet.Hidden)));
    }

    [Fact]
    public async Task Rows_keep_their_number_and_say_when_they_are_hidden_and_empty_ones_are_left_out()
    {
        var rows = await RowsOf(
            """
            <row r="2"><c r="A2"><v>1</v></c></row>
            <row r="5"/>
            <row r="6"><c r="A6" s="0"/></row>
            <row r="7" hidden="1"><c r="C7"><v>2</v></c></row>
            <row><c><v>3</v></c><c><v>4</v></c></row>
            """
        );

        Assert.Equal([(2, false), (7, true), (8, false)], rows.Select(row => (row.Number, row.Hidden)));
        Assert.Equal("2", rows[1]["C"].Text);
        Assert.Equal("B8", rows[2][2].Address);
        Assert.True(rows[0]["ZZ"].IsEmpty);
    }

    [Theory]
    [InlineData("4.4000000000000004", "4.4")]
    [InlineData("4.1100000000000003", "4.11")]
    [InlineData("1234567890.1399999", "1234567890.14")]
    [InlineData("123456.79999999999", "123456.8")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("1.5E-3", "0.0015")]
    [InlineData("1.2345678901234567E+20", "123456789012346000000")]
    [InlineData("-1E-7", "-0.0000001")]
    [InlineData("-0", "0")]
    [InlineData("300000", "300000")]
    public async Task A_number_is_read_with_the_fifteen_digits_it_was_typed_with(string inTheFile, string asTyped)
    {
        var cell = await CellOf($"<c><v>{inTheFile}</v></c>");

        Assert.Equal((XlsxKind.Number, inTheFile, asTyped), (cell.Kind, cell.RawText, cell.Text));
        Assert.True(cell.TryDecimal(out var value));
        Assert.Equal(decimal.Parse(asTyped, CultureInfo.InvariantCulture), value);
        Assert.False(cell.TryDate(out _));
    }

    [Fact]
    public async Task A_number_too_large_to_count_with_keeps_its_spelling()
    {
        var cell = await CellOf("<c><v>1E+300</v></c>");

        Assert.Equal((XlsxKind.Number, "1E+300"), (cell.Kind, cell.Text));
        Assert.False(cell.TryDecimal(out _));
    }

    [Fact]
    public async Task Text_is_the_same_whether_shared_written_in_place_or_in_several_fonts()
    {
        var book = new RawWorkbook
        {
            SharedStrings = """
                <si><t xml:space="preserve">  tubería </t></si>
                <si><r><t>8" </t></r><r><rPr><b/></rPr><t xml:space="preserve">céd. 40</t></r><rPh sb="0" eb="1"><t>ignored</t></rPh></si>
                <si><t>a_x000D_b_x005F_x0041_ _xZZZZ_</t></si>
                """,
        };
        var row = await RowOf(
            book,
            """
            <c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c>
            <c t="inlineStr"><is><r><t>en </t></r><r><t>sitio</t></r></is></c><c t="str"><f>A1</f><v>calculado</v></c>
            """
        );

        Assert.Equal(["  tubería ", "8\" céd. 40", "a\rb_x0041_ _xZZZZ_", "en sitio", "calculado"], row.Cells.Select(cell => cell.Text));
        Assert.All(row.Cells, cell => Assert.Equal(XlsxKind.Text, cell.Kind));
    }

    [Fact]
    public async Task A_no_break_space_and_a_new_line_stay_in_the_text()
    {
        var cell = await CellOf("""<c t="inlineStr"><is><t>2.498.&#160;X&#10;Y</t></is></c>""");

        Assert.Equal("2.498.\u00a0X\nY", cell.Text);
    }

    [Fact]
    public async Task A_formula_is_not_calculated_but_gives_what_it_last_came_to()
    {
        var row = await RowOf(
            new(),
            """<c r="A1"><f>1+1</f><v>3</v></c><c r="B1"><f>1/0</f></c><c r="C1" t="b"><f>TRUE()</f><v>1</v></c>"""
        );

        Assert.Equal([("1+1", "3"), ("1/0", ""), ("TRUE()", "TRUE")], row.Cells.Select(cell => (cell.Formula, cell.Text)));
        Assert.Equal([XlsxKind.Number, XlsxKind.Empty, XlsxKind.Boolean], row.Cells.Select(cell => cell.Kind));
    }

    [Fact]
    public async Task Errors_are_errors_and_not_text()
    {
        var cell = await CellOf("""<c t="e"><v>#N/A</v></c>""");

        Assert.Equal((XlsxKind.Error, "#N/A"), (cell.Kind, cell.Text));
    }

    [Theory]
    [InlineData("yyyy\\-mm\\-dd;@", "45019", "2023-04-03")]
    [InlineData("dd/mm/yyyy", "45019.416666666664", "2023-04-03T10:00:00")]
    [InlineData("[$-80A]d \"de\" mmmm", "45019", "2023-04-03")]
    [InlineData("d-mmm", "1", "1900-01-01")]
    [InlineData("d-mmm", "59", "1900-02-28")]
    [InlineData("d-mmm", "61", "1900-03-01")]
    [InlineData("d-mmm", "2958465", "9999-12-31")]
    public async Task A_number_formatted_as_a_date_is_that_day(string format, string inTheFile, string day)
    {
        var cell = await FormattedCell(format, inTheFile);

        Assert.Equal((XlsxKind.Date, day), (cell.Kind, cell.Text));
        Assert.True(cell.TryDate(out var date));
        Assert.Equal(day[..10], date.ToString("O", CultureInfo.InvariantCulture));
        Assert.False(cell.TryDecimal(out _));
    }

    [Theory]
    [InlineData("_-\"$\"* #,##0.00_-;\\-\"$\"* #,##0.00_-;_-\"$\"* \"-\"??_-;_-@_-", "45019")]
    [InlineData("[Red]0.00", "45019")]
    [InlineData("0 \"dias\"", "45019")]
    [InlineData("[h]:mm", "45019")]
    [InlineData("General", "45019")]
    [InlineData("dd/mm/yyyy", "60")]
    [InlineData("dd/mm/yyyy", "-4")]
    public async Task A_number_that_is_no_day_stays_a_number(string format, string inTheFile)
    {
        var cell = await FormattedCell(format, inTheFile);

        Assert.Equal((XlsxKind.Number, inTheFile), (cell.Kind, cell.Text));
    }

    [Fact]
    public async Task Days_of_an_old_Macintosh_count_from_1904()
    {
        var book = new RawWorkbook
        {
            WorkbookProperties = """<workbookPr date1904="1"/>""",
            Styles = """<cellXfs><xf numFmtId="14"/></cellXfs>""",
        };

        var row = await RowOf(book, """<c s="0"><v>43557</v></c>""");

        Assert.Equal("2023-04-03", row[1].Text);
    }

    [Fact]
    public async Task A_day_written_out_is_that_day()
    {
        var cell = await CellOf("""<c t="d"><v>2026-03-01T07:30:00</v></c>""");

        Assert.True(cell.TryDateTime(out var moment));
        Assert.Equal(new DateTime(2026, 3, 1, 7, 30, 0, DateTimeKind.Unspecified), moment);
    }

    [Fact]
    public async Task Broken_names_and_links_to_other_files_do_not_matter()
    {
        const string link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var names = string.Concat(Enumerable.Range(0, 2_000).Select(n => $"""<definedName name="n{n}">#REF!</definedName>"""));
        var book = new RawWorkbook
        {
            AfterSheets = $"<definedNames>{names}</definedNames>",
            WorkbookRelations = $"""<Relationship Id="x" Type="{link}/externalLink" Target="externalLinks/externalLink1.xml"/>""",
            OtherParts =
            [
                (
                    "xl/externalLinks/externalLink1.xml",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml",
                    "<externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>"u8.ToArray()
                ),
            ],
            SheetRelations = $"""<Relationship Id="h" Type="{link}/hyperlink" Target="mailto:a b@@c..d; e%" TargetMode="External"/>""",
        };

        var row = await RowOf(book, "<c><v>7</v></c>");

        Assert.Equal("7", row[1].Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("partida,concepto\n1,tubo")]
    [InlineData("PK\u0003\u0004 not really a zip")]
    public async Task A_file_that_is_no_workbook_is_refused(string content) =>
        Assert.Equal("not_a_workbook", await RefusalOf(new MemoryStream(Encoding.Latin1.GetBytes(content))));

    [Fact]
    public async Task An_old_or_encrypted_workbook_is_refused()
    {
        byte[] compoundFile = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[4096]];

        Assert.Equal("not_a_workbook", await RefusalOf(new MemoryStream(compoundFile)));
    }

    [Fact]
    public async Task A_zip_of_something_else_is_refused()
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = await zip.CreateEntry("word/document.xml").OpenAsync(TestContext.Current.CancellationToken);
            entry.Write("<document/>"u8);
        }
        file.Position = 0;

        Assert.Equal("not_a_workbook", await RefusalOf(file));
    }

    [Fact]
    public async Task A_workbook_with_macros_is_refused()
    {
        const string type = "http://schemas.microsoft.com/office/2006/relationships/vbaProject";
        var honest = new RawWorkbook
        {
            WorkbookRelations = $"""<Relationship Id="vba" Type="{type}" Target="vbaProject.bin"/>""",
            OtherParts = [("xl/vbaProject.bin", "application/vnd.ms-office.vbaProject", [1])],
        };
        var disguised = new RawWorkbook
        {
            WorkbookRelations = $"""<Relationship Id="vba" Type="{type}" Target="theme.bin"/>""",
            OtherParts = [("xl/theme.bin", "application/vnd.ms-office.vbaProject", [1])],
        };

        Assert.Equal("macro_file", await RefusalOf(honest.Sheet("1", "").ToStream()));
        Assert.Equal("macro_file", await RefusalOf(disguised.Sheet("1", "").ToStream()));
    }

    [Fact]
    public async Task Who_asks_for_it_gets_the_cells_of_a_workbook_with_macros()
    {
        const string type = "http://schemas.microsoft.com/office/2006/relationships/vbaProject";
        var file = new RawWorkbook
        {
            WorkbookRelations = $"""<Relationship Id="vba" Type="{type}" Target="vbaProject.bin"/>""",
            OtherParts = [("xl/vbaProject.bin", "application/vnd.ms-office.vbaProject", [1])],
        }
            .Sheet("1", """<row r="1"><c r="A1"><v>7</v></c></row>""")
            .ToStream();

        using var book = await Open(file, new() { Macros = true });

        Assert.Equal("7", book.Sheets[0].Rows().Single()["A"].Text);
    }

    [Fact]
    public async Task Names_of_the_whole_workbook_are_known_by_the_cells_they_stand_for()
    {
        using var book = await Open(
            new RawWorkbook
            {
                AfterSheets = """
                <definedNames>
                  <definedName name="uno">Hoja1!$B$2</definedName>
                  <definedName name="rango">'It''s 1!'!$A$3:$AB$10</definedName>
                  <definedName name="relativo">Hoja1!C4</definedName>
                  <definedName name="propio" localSheetId="0">Hoja1!$A$1</definedName>
                  <definedName name="perdido">#REF!</definedName>
                  <definedName name="constante">42</definedName>
                  <definedName name="varios">Hoja1!$A$1,Hoja1!$B$2</definedName>
                  <definedName name="formula">SUM(Hoja1!$A$1:$A$2)</definedName>
                  <definedName name="UNO">Hoja1!$Z$9</definedName>
                </definedNames>
                """,
            }.Sheet("Hoja1", "")
        );

        Assert.Equal(["rango", "relativo", "uno"], book.Names.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new XlsxRange("Hoja1", 2, 2, 2, 2), book.Names["Uno"]);
        Assert.Equal(new XlsxRange("It's 1!", 1, 3, 28, 10), book.Names["rango"]);
        Assert.Equal(new XlsxRange("Hoja1", 3, 4, 3, 4), book.Names["relativo"]);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_before_it_is_all_read()
    {
        var file = new MemoryStream(new byte[3_000_000]);

        var refusal = await Assert.ThrowsAsync<XlsxRefusedException>(() => Open(file, new() { FileBytes = 100_000 }));

        Assert.Equal(("file_too_large", 100_000), (refusal.Code, refusal.Limit));
        Assert.True(file.Position < 300_000);
    }

    [Fact]
    public async Task A_workbook_that_would_fill_the_memory_is_refused()
    {
        var file = new RawWorkbook { OtherParts = [("xl/media/image1.bmp", "image/bmp", new byte[40_000_000])] }
            .Sheet("1", "")
            .ToStream();

        Assert.True(file.Length < 100_000);
        Assert.Equal("zip_bomb", await RefusalOf(file));
    }

    [Fact]
    public async Task A_workbook_whose_directory_lies_about_its_size_is_refused_without_being_unpacked()
    {
        var rows = string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 600_000));
        var file = new RawWorkbook().Sheet("1", rows).ToStream();
        var claimed = SayThatEverythingUnpacksTo(1_000, file.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refusal = await RefusalOf(new MemoryStream(claimed));

        Assert.Contains(refusal, new[] { "zip_bomb", "not_a_workbook" });
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Fact]
    public async Task Rows_over_the_limit_are_refused_over_all_sheets_together()
    {
        var rows = string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 60));
        using var book = await Open(new RawWorkbook().Sheet("1", rows).Sheet("2", rows).ToStream(), new() { Rows = 100 });

        Assert.Equal(60, book.Sheets[0].Rows().Count());
        Assert.Equal(60, book.Sheets[0].Rows().Count());
        var refusal = Assert.Throws<XlsxRefusedException>(() => book.Sheets[1].Rows().Count());

        Assert.Equal(("too_many_rows", 100), (refusal.Code, refusal.Limit));
    }

    [Fact]
    public async Task A_document_type_which_could_make_XML_explode_is_refused()
    {
        const string laughs = """
            <!DOCTYPE worksheet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>
            """;

        Assert.Equal("not_a_workbook", await RefusalOf(new RawWorkbook().SheetXml("1", laughs).ToStream()));
    }

    [Fact]
    public async Task However_a_workbook_is_damaged_the_answer_is_a_refusal_and_no_crash()
    {
        var whole = new RawWorkbook
        {
            SharedStrings = "<si><t>uno</t></si>",
            Styles = """<numFmts><numFmt numFmtId="164" formatCode="yyyy"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>""",
        }
            .Sheet("1", """<row r="1" hidden="1"><c r="A1" t="s" s="0"><v>0</v></c><c r="B1"><f>1+1</f><v>2.5</v></c></row>""")
            .ToStream();
        var random = new Random(20260301);
        for (var round = 0; round < 300; round++)
        {
            var damaged = Damage(whole, random);
            try
            {
                using var book = await Open(damaged, XlsxLimits.Default);
                Assert.InRange(book.Sheets.Sum(sheet => sheet.Rows().Count()), 0, 100);
            }
            catch (XlsxRefusedException refusal)
            {
                Assert.Contains(refusal.Code, new[] { "not_a_workbook", "zip_bomb", "macro_file" });
            }
        }
    }

    [Fact]
    public async Task Rows_are_handed_out_before_the_rest_of_the_sheet_is_read()
    {
        const string damagedAtTheEnd = """
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
            <row><c><v>1</v></c></row><row><c><v>2</v></c></row><row><c><v>3</v></r
            """;
        using var book = await Open(new RawWorkbook().SheetXml("1", damagedAtTheEnd));
        using var rows = book.Sheets[0].Rows().GetEnumerator();

        Assert.True(rows.MoveNext());
        Assert.True(rows.MoveNext());
        Assert.Equal("2", rows.Current[1].Text);
        Assert.Equal("not_a_workbook", Assert.Throws<XlsxRefusedException>(() => rows.MoveNext()).Code);
    }

    private static Task<XlsxReader> Open(RawWorkbook book) => Open(book.ToStream(), XlsxLimits.Default);

    private static Task<XlsxReader> Open(Stream file, XlsxLimits limits) =>
        XlsxReader.Open(file, limits, TestContext.Current.CancellationToken);

    private static async Task<List<XlsxRow>> RowsOf(string rows)
    {
        using var book = await Open(new RawWorkbook().Sheet("1", rows));
        return [.. Assert.Single(book.Sheets).Rows()];
    }

    private static async Task<XlsxRow> RowOf(RawWorkbook book, string cells)
    {
        using var opened = await Open(book.Sheet("1", $"<row>{cells}</row>"));
        return Assert.Single(Assert.Single(opened.Sheets).Rows());
    }

    private static async Task<XlsxCell> CellOf(string cell) => (await RowOf(new(), cell))[1];

    private static async Task<XlsxCell> FormattedCell(string format, string number)
    {
        var code = System.Security.SecurityElement.Escape(format);
        var book = new RawWorkbook
        {
            // A named style's format must not be mistaken for a cell's.
            Styles = $"""
                <numFmts><numFmt numFmtId="171" formatCode="{code}"/></numFmts>
                <cellStyleXfs><xf numFmtId="14"/><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="171"/></cellXfs>
                """,
        };
        return (await RowOf(book, $"""<c s="1"><v>{number}</v></c>"""))[1];
    }

    private static async Task<string> RefusalOf(Stream file)
    {
        var refusal = await Assert.ThrowsAsync<XlsxRefusedException>(async () =>
        {
            using var book = await Open(file, XlsxLimits.Default);
            _ = book.Sheets.Sum(sheet => sheet.Rows().Count());
        });
        return refusal.Code;
    }

    /// <summary>Overwrites the uncompressed size of every entry in a zip's central directory.</summary>
    private static byte[] SayThatEverythingUnpacksTo(uint size, byte[] zip)
    {
        const int entrySignature = 0x02014b50;
        for (var at = 0; at < zip.Length - 46; at++)
        {
            if (BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(at)) == entrySignature)
            {
                var honest = BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(at + 24));
                BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(at + 24), Math.Min(size, honest));
            }
        }
        return zip;
    }

    /// <summary>Cuts, overwrites or repeats a few letters in one of a workbook's parts.</summary>
    private static MemoryStream Damage(MemoryStream whole, Random random)
    {
        var damaged = new MemoryStream();
        whole.Position = 0;
        using (var source = new ZipArchive(whole, ZipArchiveMode.Read, leaveOpen: true))
        using (var target = new ZipArchive(damaged, ZipArchiveMode.Create, leaveOpen: true))
        {
            var victim = random.Next(source.Entries.Count);
            foreach (var (index, entry) in source.Entries.Index())
            {
                using var reader = new StreamReader(entry.Open());
                var text = reader.ReadToEnd();
                using var writer = new StreamWriter(target.CreateEntry(entry.FullName).Open());
                writer.Write(index == victim ? Scramble(text, random) : text);
            }
        }
        damaged.Position = 0;
        return damaged;
    }

    private static string Scramble(string text, Random random)
    {
        var at = random.Next(text.Length);
        var length = Math.Min(random.Next(1, 12), text.Length - at);
        var cut = text[at..(at + length)];
        return text[..at]
            + random.Next(4) switch
            {
                0 => "",
                1 => cut + cut,
                2 => new string('9', length),
                _ => new string((char)random.Next(32, 127), length),
            }
            + text[(at + length)..];
    }
}
