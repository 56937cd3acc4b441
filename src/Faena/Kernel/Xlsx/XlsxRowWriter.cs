using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Faena.Kernel.Xlsx;

/// <summary>One row being written, cell by cell from the left.</summary>
public sealed class XlsxRowWriter
{
    private readonly XlsxSheetWriter sheet;
    private readonly OpenXmlWriter xml;
    private readonly XlsxStyles styles;
    private readonly XlsxLook look;

    internal XlsxRowWriter(XlsxSheetWriter sheet, OpenXmlWriter xml, XlsxStyles styles, int number, XlsxLook look)
    {
        this.sheet = sheet;
        this.xml = xml;
        this.styles = styles;
        this.look = look;
        RowNumber = number;
    }

    /// <summary>The row's number, for the formulas in it.</summary>
    public int RowNumber { get; }

    /// <summary>The column of the cell written last, 1 being A; 0 before the first.</summary>
    public int LastColumn { get; private set; }

    /// <summary>A text, shown over several lines if asked.</summary>
    public XlsxRowWriter Text(string? text, bool wrap = false) =>
        Write(
            XlsxFormat.General,
            string.IsNullOrEmpty(text)
                ? null
                : new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(Spaced(text)) },
            wrap
        );

    public XlsxRowWriter Money(decimal? value) => Number(value, XlsxFormat.Money);

    public XlsxRowWriter Volume(decimal? value) => Number(value, XlsxFormat.Volume);

    public XlsxRowWriter Number(decimal? value, XlsxFormat? format = null) =>
        Write(format ?? XlsxFormat.General, value is { } number ? new Cell { CellValue = new(Digits(number)) } : null);

    public XlsxRowWriter Date(DateOnly? day) => Moment(day?.ToDateTime(TimeOnly.MinValue), XlsxFormat.Date);

    /// <summary>A day and time as the reader's clock shows it; workbooks know no time zones.</summary>
    public XlsxRowWriter Moment(DateTime? moment) => Moment(moment, XlsxFormat.Moment);

    public XlsxRowWriter Bool(bool? value) =>
        Write(XlsxFormat.General, value is { } flag ? new Cell { DataType = CellValues.Boolean, CellValue = new(flag ? "1" : "0") } : null);

    /// <summary>A formula, without the equals sign, and the number it has now.</summary>
    public XlsxRowWriter Formula(string formula, decimal value, XlsxFormat? format = null) =>
        Write(format ?? XlsxFormat.General, new Cell { CellFormula = new(formula), CellValue = new(Digits(value)) });

    /// <summary>A formula, without the equals sign, and the text it has now.</summary>
    public XlsxRowWriter Formula(string formula, string value) =>
        Write(
            XlsxFormat.General,
            new Cell
            {
                DataType = CellValues.String,
                CellFormula = new(formula),
                CellValue = new(XlsxText.Encode(value)),
            }
        );

    /// <summary>A formula, without the equals sign, and the day it has now.</summary>
    public XlsxRowWriter Formula(string formula, DateOnly value) =>
        Write(
            XlsxFormat.Date,
            new Cell { CellFormula = new(formula), CellValue = new(Digits(XlsxDates.ToSerial(value.ToDateTime(TimeOnly.MinValue)) ?? 0)) }
        );

    /// <summary>Leaves cells empty, in the look of the row.</summary>
    public XlsxRowWriter Skip(int cells = 1)
    {
        for (var skipped = 0; skipped < cells; skipped++)
        {
            Write(XlsxFormat.General, cell: null);
        }
        return this;
    }

    /// <summary>Gives the cell just written a name that holds in the whole workbook.</summary>
    public XlsxRowWriter Named(string name)
    {
        sheet.Named(name, XlsxAddress.Cell(LastColumn, RowNumber));
        return this;
    }

    /// <summary>Days before those that spreadsheets know are written as text.</summary>
    private XlsxRowWriter Moment(DateTime? moment, XlsxFormat format) =>
        moment is not { } known ? Write(format, cell: null)
        : XlsxDates.ToSerial(known) is { } serial ? Write(format, new Cell { CellValue = new(Digits(serial)) })
        : Text(XlsxNumber.Show(known));

    private XlsxRowWriter Write(XlsxFormat format, Cell? cell, bool wrap = false)
    {
        LastColumn++;
        var style = styles.NumberOf(look, format, wrap);
        if (cell is not null || look != XlsxLook.Plain)
        {
            cell ??= new Cell();
            cell.CellReference = XlsxAddress.Cell(LastColumn, RowNumber);
            cell.StyleIndex = style;
            xml.WriteElement(cell);
        }
        return this;
    }

    private static Text Spaced(string text) => new(XlsxText.Encode(text)) { Space = SpaceProcessingModeValues.Preserve };

    private static string Digits(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
