using System.IO.Compression;

namespace Faena.Tests.Kernel.Xlsx;

/// <summary>A workbook spelled out as XML, to say what no well-behaved program would write.</summary>
internal sealed class RawWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private readonly List<(string Name, string State, string Xml)> sheets = [];

    public string SharedStrings { get; init; } = "";

    public string Styles { get; init; } = "";

    public string WorkbookProperties { get; init; } = "";

    public string AfterSheets { get; init; } = "";

    public string WorkbookRelations { get; init; } = "";

    public string SheetRelations { get; init; } = "";

    public IReadOnlyList<(string Path, string Type, byte[] Content)> OtherParts { get; init; } = [];

    /// <summary>A sheet from its rows, such as <c>&lt;row r="1"&gt;…</c>.</summary>
    public RawWorkbook Sheet(string name, string rows, string state = "visible") =>
        SheetXml(name, $"""<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""", state);

    public RawWorkbook SheetXml(string name, string xml, string state = "visible")
    {
        sheets.Add((name, state, xml));
        return this;
    }

    public MemoryStream ToStream()
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in Parts())
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(content);
            }
        }
        file.Position = 0;
        return file;
    }

    private IEnumerable<(string Path, byte[] Content)> Parts()
    {
        var numbers = Enumerable.Range(1, sheets.Count).ToList();
        yield return Xml(
            "[Content_Types].xml",
            $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{ContentType}.sheet.main+xml"/>
            <Override PartName="/xl/sharedStrings.xml" ContentType="{ContentType}.sharedStrings+xml"/>
            <Override PartName="/xl/styles.xml" ContentType="{ContentType}.styles+xml"/>
            {Join(numbers, n => $"""<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{ContentType}.worksheet+xml"/>""")}
            {Join(OtherParts, part => $"""<Override PartName="/{part.Path}" ContentType="{part.Type}"/>""")}
            </Types>
            """
        );
        yield return Xml("_rels/.rels", Links($"""<Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/>"""));
        yield return Xml(
            "xl/_rels/workbook.xml.rels",
            Links(
                $"""
                <Relationship Id="strings" Type="{Relations}/sharedStrings" Target="sharedStrings.xml"/>
                <Relationship Id="styles" Type="{Relations}/styles" Target="styles.xml"/>
                {Join(numbers, n => $"""<Relationship Id="sheet{n}" Type="{Relations}/worksheet" Target="worksheets/sheet{n}.xml"/>""")}
                {WorkbookRelations}
                """
            )
        );
        yield return Xml(
            "xl/workbook.xml",
            $"""
            <workbook xmlns="{Main}" xmlns:r="{Relations}">{WorkbookProperties}<sheets>
            {Join(
                sheets.Index(),
                one => $"""<sheet name="{one.Item.Name}" sheetId="{one.Index + 1}" state="{one.Item.State}" r:id="sheet{one.Index + 1}"/>"""
            )}
            </sheets>{AfterSheets}</workbook>
            """
        );
        yield return Xml("xl/sharedStrings.xml", $"""<sst xmlns="{Main}">{SharedStrings}</sst>""");
        yield return Xml("xl/styles.xml", $"""<styleSheet xmlns="{Main}">{Styles}</styleSheet>""");
        foreach (var (index, sheet) in sheets.Index())
        {
            yield return Xml($"xl/worksheets/sheet{index + 1}.xml", sheet.Xml);
            if (SheetRelations.Length > 0)
            {
                yield return Xml($"xl/worksheets/_rels/sheet{index + 1}.xml.rels", Links(SheetRelations));
            }
        }
        foreach (var part in OtherParts)
        {
            yield return (part.Path, part.Content);
        }
    }

    private static string Links(string inside) =>
        $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>""";

    private static string Join<T>(IEnumerable<T> items, Func<T, string> toXml) => string.Concat(items.Select(toXml));

    private static (string Path, byte[] Content) Xml(string path, string xml) => (path, System.Text.Encoding.UTF8.GetBytes(xml));
}
