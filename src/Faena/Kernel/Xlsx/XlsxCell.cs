using System.Globalization;

namespace Faena.Kernel.Xlsx;

/// <summary>What a cell holds; for a formula, what it last came to.</summary>
public enum XlsxKind
{
    Empty,
    Text,
    Number,
    Date,
    Boolean,
    Error,
}

/// <summary>One cell as read from a workbook.</summary>
public sealed class XlsxCell
{
    private readonly decimal? number;
    private readonly DateTime? moment;

    private XlsxCell(
        int column,
        int row,
        XlsxKind kind,
        string rawText,
        string text,
        string? formula = null,
        decimal? number = null,
        DateTime? moment = null
    )
    {
        Column = column;
        Row = row;
        Kind = kind;
        RawText = rawText;
        Text = text;
        Formula = formula;
        this.number = number;
        this.moment = moment;
    }

    /// <summary>1 is column A.</summary>
    public int Column { get; }

    public int Row { get; }

    public string Address => XlsxAddress.Cell(Column, Row);

    public XlsxKind Kind { get; }

    /// <summary>The value as the file spells it, such as 4.4000000000000004.</summary>
    public string RawText { get; }

    /// <summary>The value as people know it: 4.4, 2026-03-01, TRUE, #N/A, or the text itself. Never null.</summary>
    public string Text { get; }

    /// <summary>The formula, never calculated here; null for a plain value, empty when it is shared with another cell.</summary>
    public string? Formula { get; }

    public bool IsEmpty => Kind == XlsxKind.Empty;

    /// <summary>The number, with the fifteen significant digits that a workbook means.</summary>
    public bool TryDecimal(out decimal value)
    {
        value = number.GetValueOrDefault();
        return number is not null;
    }

    /// <summary>The day of a cell formatted as a date.</summary>
    public bool TryDate(out DateOnly date)
    {
        date = DateOnly.FromDateTime(moment.GetValueOrDefault());
        return moment is not null;
    }

    /// <summary>The day and time of a cell formatted as a date, in no particular time zone.</summary>
    public bool TryDateTime(out DateTime value)
    {
        value = moment.GetValueOrDefault();
        return moment is not null;
    }

    public override string ToString() => $"{Address} {Kind} {Text}";

    public static XlsxCell Empty(int column, int row) => new(column, row, XlsxKind.Empty, "", "");

    /// <summary>Reads the cell at which the reader stands.</summary>
    internal static XlsxCell Read(XlsxXml xml, int column, int row, XlsxVocabulary vocabulary)
    {
        var (type, style) = (xml.Attribute("t"), xml.Attribute("s"));
        var (raw, inline) = ("", "");
        string? formula = null;
        foreach (var part in xml.Children())
        {
            switch (part)
            {
                case "v":
                    raw = xml.Text();
                    break;
                case "f":
                    formula = xml.Text();
                    break;
                case "is":
                    inline = xml.RichText();
                    break;
            }
        }
        switch (type)
        {
            case "s":
                return OfText(vocabulary.SharedText(raw));
            case "inlineStr":
                return OfText(inline);
            case "b":
                return new(column, row, XlsxKind.Boolean, raw, raw == "1" ? "TRUE" : "FALSE", formula);
            case "e":
                return new(column, row, XlsxKind.Error, raw, raw, formula);
            case "d" when DateTime.TryParse(raw, CultureInfo.InvariantCulture, out var iso):
                return OfMoment(iso);
            case null or "n" when raw.Length > 0:
                return OfNumber();
            case null or "n":
                return new(column, row, XlsxKind.Empty, "", "", formula);
            default:
                return OfText(XlsxText.Decode(raw));
        }

        XlsxCell OfText(string text) => new(column, row, text.Length == 0 ? XlsxKind.Empty : XlsxKind.Text, text, text, formula);

        XlsxCell OfMoment(DateTime value) => new(column, row, XlsxKind.Date, raw, XlsxNumber.Show(value), formula, moment: value);

        XlsxCell OfNumber()
        {
            // A number too large for a decimal keeps its spelling and no value.
            if (XlsxNumber.Parse(raw) is not { } parsed)
            {
                return new(column, row, XlsxKind.Number, raw, raw, formula);
            }
            var isDate = vocabulary.IsDateStyle(style) && parsed >= 1;
            return isDate && XlsxDates.FromSerial(parsed, vocabulary.Date1904) is { } day
                ? OfMoment(day)
                : new(column, row, XlsxKind.Number, raw, XlsxNumber.Show(parsed), formula, parsed);
        }
    }
}
