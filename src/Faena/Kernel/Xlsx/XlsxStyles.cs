using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Faena.Kernel.Xlsx;

/// <summary>Collects the combinations of look and format that a workbook uses, and writes them as its style sheet.</summary>
internal sealed class XlsxStyles
{
    /// <summary>Numbers below belong to formats that every spreadsheet has built in.</summary>
    private const uint FirstOwnFormat = 164;

    private readonly List<(XlsxLook Look, XlsxFormat Format, bool Wrap)> used = [];
    private readonly Dictionary<(XlsxLook Look, XlsxFormat Format, bool Wrap), uint> numbers = [];
    private readonly List<XlsxFormat> formats = [];

    /// <summary>Cells without a style have the first one.</summary>
    public XlsxStyles() => NumberOf(XlsxLook.Plain, XlsxFormat.General, wrap: false);

    public uint NumberOf(XlsxLook look, XlsxFormat format, bool wrap)
    {
        var style = (look, format, wrap);
        if (!numbers.TryGetValue(style, out var number))
        {
            number = (uint)used.Count;
            numbers.Add(style, number);
            used.Add(style);
            if (format != XlsxFormat.General && !formats.Contains(format))
            {
                formats.Add(format);
            }
        }
        return number;
    }

    public Stylesheet ToStylesheet()
    {
        var sheet = new Stylesheet();
        if (formats.Count > 0)
        {
            sheet.Append(new NumberingFormats(formats.Select(ToElement)) { Count = (uint)formats.Count });
        }
        sheet.Append(
            new Fonts(Font(bold: false), Font(bold: true)) { Count = 2 },
            // The first two fills are fixed by the format.
            new Fills(Fill(PatternValues.None), Fill(PatternValues.Gray125), Fill("FFD9E2F3"), Fill("FFEDEDED")) { Count = 4 },
            new Borders(NoBorder(), LineAbove()) { Count = 2 },
            new CellStyleFormats(new CellFormat()) { Count = 1 },
            new CellFormats(used.Select(ToElement)) { Count = (uint)used.Count }
        );
        return sheet;
    }

    private static NumberingFormat ToElement(XlsxFormat format, int index) =>
        new() { NumberFormatId = FirstOwnFormat + (uint)index, FormatCode = format.Code };

    private CellFormat ToElement((XlsxLook Look, XlsxFormat Format, bool Wrap) style)
    {
        var format = formats.IndexOf(style.Format);
        var cell = new CellFormat
        {
            NumberFormatId = format < 0 ? 0 : FirstOwnFormat + (uint)format,
            FontId = style.Look == XlsxLook.Plain ? 0u : 1,
            FillId = style.Look switch
            {
                XlsxLook.Header => 2u,
                XlsxLook.Group => 3,
                _ => 0,
            },
            BorderId = style.Look == XlsxLook.Total ? 1u : 0,
            FormatId = 0,
            ApplyNumberFormat = format >= 0,
            ApplyFont = style.Look != XlsxLook.Plain,
            ApplyFill = style.Look is XlsxLook.Header or XlsxLook.Group,
            ApplyBorder = style.Look == XlsxLook.Total,
        };
        if (style.Wrap || style.Look == XlsxLook.Header)
        {
            cell.ApplyAlignment = true;
            cell.Alignment = new Alignment
            {
                WrapText = true,
                Vertical = style.Look == XlsxLook.Header ? VerticalAlignmentValues.Center : VerticalAlignmentValues.Top,
            };
        }
        return cell;
    }

    private static Font Font(bool bold)
    {
        OpenXmlElement[] face = [new FontSize { Val = 11 }, new FontName { Val = "Calibri" }];
        return bold ? new Font([new Bold(), .. face]) : new Font(face);
    }

    private static Fill Fill(PatternValues pattern) => new(new PatternFill { PatternType = pattern });

    private static Fill Fill(string color) =>
        new(new PatternFill(new ForegroundColor { Rgb = color }) { PatternType = PatternValues.Solid });

    private static Border NoBorder() => new(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder());

    private static Border LineAbove() =>
        new(
            new LeftBorder(),
            new RightBorder(),
            new TopBorder { Style = BorderStyleValues.Thin },
            new BottomBorder(),
            new DiagonalBorder()
        );
}
