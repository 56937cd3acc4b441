using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Faena.Kernel.Xlsx;

/// <summary>What the cells of a workbook refer to by number: its shared texts and its formats.</summary>
internal sealed class XlsxVocabulary
{
    private readonly List<string> sharedTexts = [];
    private readonly List<bool> dateStyles = [];

    public XlsxVocabulary(WorkbookPart workbook)
    {
        Date1904 = XlsxXml.Elements<WorkbookProperties>(workbook).Any(properties => properties.Date1904?.Value ?? false);
        if (workbook.SharedStringTablePart is { } texts)
        {
            sharedTexts.AddRange(XlsxXml.Elements<SharedStringItem>(texts).Select(PlainText));
        }
        if (workbook.WorkbookStylesPart is { } styles)
        {
            var formats = XlsxXml
                .Elements<NumberingFormats, NumberingFormat>(styles)
                .Where(format => format is { NumberFormatId: not null, FormatCode: not null })
                .GroupBy(format => format.NumberFormatId!.Value)
                .ToDictionary(same => same.Key, same => XlsxDates.IsDate(same.Last().FormatCode!.Value!));
            dateStyles.AddRange(
                XlsxXml
                    .Elements<CellFormats, CellFormat>(styles)
                    .Select(style => style.NumberFormatId?.Value ?? 0)
                    .Select(id => formats.TryGetValue(id, out var isDate) ? isDate : XlsxDates.IsBuiltInDate(id))
            );
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

    /// <summary>The text without its fonts, and without the reading aids of Japanese.</summary>
    public static string PlainText(OpenXmlElement? rich)
    {
        var text = new StringBuilder();
        foreach (var part in rich?.Elements() ?? [])
        {
            text.Append(
                part switch
                {
                    Text plain => plain.Text,
                    Run run => run.Text?.Text,
                    _ => "",
                }
            );
        }
        return XlsxText.Decode(text.ToString());
    }
}
