using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using Faena.Kernel.Http;

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

    /// <summary>The same of its cells.</summary>
    internal int CellsRead { get; private set; }

    /// <summary>The rows that hold something, from top to bottom, read from the file as they are asked for.</summary>
    public IEnumerable<XlsxRow> Rows()
    {
        using var xml = XlsxReader.Guard(() => new XlsxXml(part, book.Effort));
        var (rows, cells) = (0, 0);
        for (var row = Next(above: 0); row is not null; row = Next(above: row.Number))
        {
            if (row.Cells.Count > 0)
            {
                RowsRead = Math.Max(RowsRead, ++rows);
                CellsRead = Math.Max(CellsRead, cells += row.Cells.Count);
                book.CheckSize();
                yield return row;
            }
        }

        XlsxRow? Next(int above) => XlsxReader.Guard(() => ReadRow(xml, above));
    }

    private XlsxRow? ReadRow(XlsxXml xml, int above)
    {
        while (xml.Read())
        {
            if (xml.IsStart("row"))
            {
                return Understand(xml, above);
            }
            if (xml.IsEnd("sheetData"))
            {
                return null;
            }
        }
        return null;
    }

    /// <summary>Rows and cells may leave out their place; then they follow the one before.</summary>
    private XlsxRow Understand(XlsxXml xml, int above)
    {
        var number = xml.Attribute("r") is { } place ? int.Parse(place, CultureInfo.InvariantCulture) : above + 1;
        var hidden = xml.Flag("hidden");
        var cells = new List<XlsxCell>();
        var column = 0;
        foreach (var _ in xml.Children().Where(child => child is "c"))
        {
            column = xml.Attribute("r") is { } address ? XlsxAddress.ColumnNumber(address) : column + 1;
            if (column is < 1 or > XlsxAddress.LastColumn)
            {
                throw XlsxRefusedException.NotAWorkbook();
            }
            var cell = XlsxCell.Read(xml, column, number, book.Vocabulary);
            if (!cell.IsEmpty || cell.Formula is not null)
            {
                Check(cell, cells.Count);
                cells.Add(cell);
            }
        }
        return new XlsxRow(number, hidden, cells);
    }

    private void Check(XlsxCell cell, int before)
    {
        if (cell.Column > book.Effort.Limits.Columns || before == book.Effort.Limits.Columns)
        {
            throw XlsxRefusedException.TooManyColumns(book.Effort.Limits.Columns);
        }
        // Written as _x0000_, a workbook can say what XML itself could not.
        if (!StorableText.Is(cell.Text))
        {
            throw XlsxRefusedException.NotText($"{Name}!{cell.Address}");
        }
    }
}

/// <summary>One row of a sheet, with its number as the user sees it.</summary>
public sealed record XlsxRow
{
    public XlsxRow(int number, bool hidden, IReadOnlyList<XlsxCell> cells)
    {
        Number = number;
        Hidden = hidden;
        // As good as always they are in order already, and then the sort only looks.
        Cells = [.. cells.OrderBy(cell => cell.Column)];
    }

    public int Number { get; }

    public bool Hidden { get; }

    /// <summary>The cells that hold something, from left to right.</summary>
    public IReadOnlyList<XlsxCell> Cells { get; }

    /// <summary>The cell in a column such as B; an empty one where the file has none.</summary>
    public XlsxCell this[string column] => this[XlsxAddress.ColumnNumber(column)];

    /// <summary>The cell in a column by number, 1 being A; an empty one where the file has none.</summary>
    public XlsxCell this[int column]
    {
        get
        {
            var (low, high) = (0, Cells.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = Cells[middle].Column < column ? (middle + 1, high) : (low, middle);
            }
            return low < Cells.Count && Cells[low].Column == column ? Cells[low] : XlsxCell.Empty(column, Number);
        }
    }
}
