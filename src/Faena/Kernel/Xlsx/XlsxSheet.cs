using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Faena.Kernel.Xlsx;

/// <summary>One sheet of a workbook being read.</summary>
public sealed class XlsxSheet
{
    private readonly XlsxReader book;
    private readonly WorksheetPart part;

    internal XlsxSheet(XlsxReader book, WorksheetPart part, string name, bool hidden)
    {
        this.book = book;
        this.part = part;
        Name = name;
        Hidden = hidden;
    }

    public string Name { get; }

    public bool Hidden { get; }

    /// <summary>How many rows have been read so far, or at most when the sheet was read more than once.</summary>
    internal int RowsRead { get; private set; }

    /// <summary>The rows that hold something, from top to bottom, read from the file as they are asked for.</summary>
    public IEnumerable<XlsxRow> Rows()
    {
        using var xml = XlsxReader.Guard(() => OpenXmlReader.Create(part));
        var count = 0;
        for (var row = Next(above: 0); row is not null; row = Next(above: row.Number))
        {
            if (row.Cells.Count > 0)
            {
                RowsRead = Math.Max(RowsRead, ++count);
                book.CheckRows();
                yield return row;
            }
        }

        XlsxRow? Next(int above) => XlsxReader.Guard(() => ReadRow(xml, above));
    }

    private XlsxRow? ReadRow(OpenXmlReader xml, int above)
    {
        while (xml.Read())
        {
            if (xml.IsStartElement && xml.ElementType == typeof(Row))
            {
                return Understand(xml, above);
            }
            if (xml.IsEndElement && xml.ElementType == typeof(SheetData))
            {
                return null;
            }
        }
        return null;
    }

    /// <summary>Rows and cells may leave out their place; then they follow the one before.</summary>
    private XlsxRow Understand(OpenXmlReader xml, int above)
    {
        var number = xml.Attribute("r") is { } place ? int.Parse(place, CultureInfo.InvariantCulture) : above + 1;
        var hidden = xml.Attribute("hidden") is "1" or "true";
        var cells = new List<XlsxCell>();
        var column = 0;
        while (xml.Read() && xml.ElementType != typeof(Row))
        {
            if (!xml.IsStartElement || xml.ElementType != typeof(Cell))
            {
                continue;
            }
            var source = (Cell)xml.LoadCurrentElement()!;
            column = source.CellReference?.Value is { } address ? XlsxAddress.ColumnNumber(address) : column + 1;
            if (column is < 1 or > XlsxAddress.LastColumn || cells.Count == XlsxAddress.LastColumn)
            {
                throw XlsxRefusedException.NotAWorkbook();
            }
            var cell = XlsxCell.Read(source, column, number, book.Vocabulary);
            if (!cell.IsEmpty || cell.Formula is not null)
            {
                cells.Add(cell);
            }
        }
        return new XlsxRow(number, hidden, cells);
    }
}

/// <summary>One row of a sheet, with its number as the user sees it.</summary>
public sealed record XlsxRow(int Number, bool Hidden, IReadOnlyList<XlsxCell> Cells)
{
    /// <summary>The cell in a column such as B; an empty one where the file has none.</summary>
    public XlsxCell this[string column] => this[XlsxAddress.ColumnNumber(column)];

    /// <summary>The cell in a column by number, 1 being A; an empty one where the file has none.</summary>
    public XlsxCell this[int column] => Cells.FirstOrDefault(cell => cell.Column == column) ?? XlsxCell.Empty(column, Number);
}
