using System.Globalization;
using DocumentFormat.OpenXml.Packaging;

namespace Faena.Kernel.Xlsx;

/// <summary>What the cells of a workbook refer to by number: its shared texts and its formats.</summary>
internal sealed class XlsxVocabulary
{
    // A spreadsheet itself takes 255 characters.
    private const int LongestFormat = 1_000;

    private readonly List<string> sharedTexts = [];
    private readonly List<bool> dateStyles = [];

    public XlsxVocabulary(WorkbookPart workbook, bool date1904, XlsxEffort effort)
    {
        Date1904 = date1904;
        if (workbook.SharedStringTablePart is { } texts)
        {
            ReadTexts(texts, effort);
        }
        if (workbook.WorkbookStylesPart is { } styles)
        {
            ReadStyles(styles, effort);
        }
    }

    /// <summary>Whether days count from 1904, as on old Macintoshes.</summary>
    public bool Date1904 { get; }

    public string SharedText(string index) =>
        int.TryParse(index, CultureInfo.InvariantCulture, out var number) && number >= 0 && number < sharedTexts.Count
            ? sharedTexts[number]
            : throw XlsxRefusedException.NotAWorkbook();

    public bool IsDateStyle(string? index) =>
        int.TryParse(index, CultureInfo.InvariantCulture, out var number) && number >= 0 && number < dateStyles.Count && dateStyles[number];

    private void ReadTexts(SharedStringTablePart part, XlsxEffort effort)
    {
        using var xml = new XlsxXml(part, effort);
        while (xml.Read())
        {
            if (xml.IsStart("si"))
            {
                sharedTexts.Add(xml.RichText());
            }
        }
    }

    private void ReadStyles(WorkbookStylesPart part, XlsxEffort effort)
    {
        var formats = new Dictionary<uint, bool>();
        using var xml = new XlsxXml(part, effort);
        while (xml.Read())
        {
            if (xml.IsStart("numFmts"))
            {
                foreach (var _ in xml.Children())
                {
                    if (xml.Number("numFmtId") is { } id && xml.Attribute("formatCode") is { Length: <= LongestFormat } code)
                    {
                        formats[id] = XlsxDates.IsDate(code);
                    }
                }
            }
            else if (xml.IsStart("cellXfs"))
            {
                foreach (var _ in xml.Children())
                {
                    var id = xml.Number("numFmtId") ?? 0;
                    dateStyles.Add(formats.TryGetValue(id, out var isDate) ? isDate : XlsxDates.IsBuiltInDate(id));
                }
            }
        }
    }
}
