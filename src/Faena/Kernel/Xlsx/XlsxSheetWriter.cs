using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Faena.Kernel.Xlsx;

/// <summary>One sheet being written, from its first row to its last.</summary>
public sealed class XlsxSheetWriter
{
    private readonly XlsxWriter book;
    private readonly XlsxStyles styles;
    private readonly OpenXmlWriter xml;
    private XlsxRowWriter? row;
    private int lastColumn;
    private bool ended;

    internal XlsxSheetWriter(XlsxWriter book, WorksheetPart part, string name, XlsxLayout layout, XlsxStyles styles)
    {
        this.book = book;
        this.styles = styles;
        Part = part;
        Name = name;
        Layout = layout;
        xml = OpenXmlWriter.Create(part);
        Begin();
    }

    /// <summary>The name on the tab.</summary>
    public string Name { get; }

    /// <summary>The sheet's name as formulas of other sheets write it: <c>'C-3'!</c>.</summary>
    public string Reference => $"'{Name.Replace("'", "''", StringComparison.Ordinal)}'!";

    /// <summary>How many rows have been started.</summary>
    public int RowCount { get; private set; }

    internal WorksheetPart Part { get; }

    internal XlsxLayout Layout { get; }

    /// <summary>Starts the next row and ends the one before.</summary>
    public XlsxRowWriter Row(XlsxLook look = XlsxLook.Plain)
    {
        EndRow();
        RowCount++;
        xml.WriteStartElement(new Row { RowIndex = (uint)RowCount });
        return row = new XlsxRowWriter(this, xml, styles, RowCount, look);
    }

    /// <summary>Starts a row of column titles.</summary>
    public XlsxSheetWriter Header(params IEnumerable<string> titles)
    {
        var header = Row(XlsxLook.Header);
        foreach (var title in titles)
        {
            header.Text(title);
        }
        return this;
    }

    /// <summary>Gives a cell (B2) or range (B2:B9) of this sheet a name that holds in the whole workbook.</summary>
    public XlsxSheetWriter Named(string name, string cells)
    {
        book.Define(name, Reference + string.Join(':', cells.Split(':').Select(Absolute)));
        return this;
    }

    internal void End()
    {
        if (ended)
        {
            return;
        }
        ended = true;
        EndRow();
        xml.WriteEndElement();
        if (Layout.Filter && RowCount > 0 && lastColumn > 0)
        {
            var titles = Math.Max(Layout.HeaderRows, 1);
            xml.WriteElement(
                new AutoFilter { Reference = $"{XlsxAddress.Cell(1, titles)}:{XlsxAddress.Cell(lastColumn, Math.Max(RowCount, titles))}" }
            );
        }
        xml.WriteElement(
            new PageMargins
            {
                Left = 0.4,
                Right = 0.4,
                Top = 0.5,
                Bottom = 0.5,
                Header = 0.3,
                Footer = 0.3,
            }
        );
        xml.WriteElement(
            new PageSetup
            {
                Orientation = Layout.Landscape ? OrientationValues.Landscape : OrientationValues.Portrait,
                FitToWidth = 1,
                FitToHeight = 0,
            }
        );
        xml.WriteEndElement();
        xml.Close();
    }

    private void EndRow()
    {
        if (row is not null)
        {
            lastColumn = Math.Max(lastColumn, row.LastColumn);
            xml.WriteEndElement();
            row = null;
        }
    }

    private void Begin()
    {
        xml.WriteStartElement(new Worksheet());
        xml.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        var view = new SheetView { WorkbookViewId = 0 };
        if (Layout.HeaderRows > 0 || Layout.FrozenColumns > 0)
        {
            view.Append(FrozenPane());
        }
        xml.WriteElement(new SheetViews(view));
        if (Layout.Widths.Count > 0)
        {
            xml.WriteElement(new Columns(Layout.Widths.Select(ToColumn)));
        }
        xml.WriteStartElement(new SheetData());
    }

    private Pane FrozenPane() =>
        new()
        {
            HorizontalSplit = Layout.FrozenColumns > 0 ? Layout.FrozenColumns : null,
            VerticalSplit = Layout.HeaderRows > 0 ? Layout.HeaderRows : null,
            TopLeftCell = XlsxAddress.Cell(Layout.FrozenColumns + 1, Layout.HeaderRows + 1),
            ActivePane =
                Layout.FrozenColumns == 0 ? PaneValues.BottomLeft
                : Layout.HeaderRows == 0 ? PaneValues.TopRight
                : PaneValues.BottomRight,
            State = PaneStateValues.Frozen,
        };

    private static Column ToColumn(decimal width, int index) =>
        new()
        {
            Min = (uint)index + 1,
            Max = (uint)index + 1,
            Width = (double)width,
            CustomWidth = true,
        };

    private static string Absolute(string cell)
    {
        var column = XlsxAddress.ColumnNumber(cell);
        var line = int.Parse(cell.AsSpan(XlsxAddress.Column(column).Length), CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"${XlsxAddress.Column(column)}${line}");
    }
}
