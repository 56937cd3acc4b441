using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Faena.Kernel.Xlsx;

namespace Faena.Tests.Modules.Molding;

/// <summary>What a person does in a spreadsheet program, to the cells behind the workbook's names.</summary>
public static class OrderSpreadsheet
{
    /// <param name="changes">By name; of a list with its place, such as <c>lote_color[1]</c>.</param>
    public static byte[] WithCells(byte[] file, params (string Name, object? Value)[] changes) =>
        Changed(
            file,
            (data, names) =>
            {
                foreach (var (name, value) in changes)
                {
                    var at = name.IndexOf('[', StringComparison.Ordinal);
                    var range = names[at < 0 ? name : name[..at]];
                    var place = at < 0 ? 0 : int.Parse(name[(at + 1)..^1], CultureInfo.InvariantCulture);
                    Put(data, range.FirstColumn, range.FirstRow + place, value);
                }
            }
        );

    /// <summary>Inserts a row below each list and fills it, as Excel does: what stands below moves, and names move with it.</summary>
    public static byte[] WithRows(byte[] file, params (string Name, object?[] Cells)[] rows) =>
        rows.Aggregate(file, (current, row) => WithRow(current, row.Name, row.Cells));

    private static byte[] WithRow(byte[] file, string list, object?[] cells) =>
        Changed(
            file,
            (data, names) =>
            {
                var below = names[list].LastRow;
                foreach (var row in data.Elements<Row>().Where(r => r.RowIndex! > (uint)below).Reverse())
                {
                    row.RowIndex = row.RowIndex! + 1;
                    foreach (var cell in row.Elements<Cell>())
                    {
                        cell.CellReference = XlsxAddress.Cell(XlsxAddress.ColumnNumber(cell.CellReference!), (int)row.RowIndex!.Value);
                    }
                }
                for (var i = 0; i < cells.Length; i++)
                {
                    Put(data, names[list].FirstColumn + i, below + 1, cells[i]);
                }
            },
            (name, range) =>
            {
                var from = name.Workbook()[list].LastRow;
                return range.FirstRow > from ? range with { FirstRow = range.FirstRow + 1, LastRow = range.LastRow + 1 } : range;
            }
        );

    private static byte[] Changed(
        byte[] file,
        Action<SheetData, IReadOnlyDictionary<string, XlsxRange>> change,
        Func<DefinedName, XlsxRange, XlsxRange>? move = null
    )
    {
        using var target = new MemoryStream();
        target.Write(file);
        using (var document = SpreadsheetDocument.Open(target, isEditable: true))
        {
            var workbook = document.WorkbookPart!;
            var names = workbook.Workbook!.Names();
            var data = workbook.WorksheetParts.Single().Worksheet!.GetFirstChild<SheetData>()!;
            change(data, names);
            if (move is not null)
            {
                var moved = workbook
                    .Workbook!.DefinedNames!.Elements<DefinedName>()
                    .Select(n => (Name: n, Range: XlsxRange.Read(n.Text)))
                    .Where(n => n.Range is not null)
                    .Select(n => (n.Name, Range: move(n.Name, n.Range!)))
                    .ToList();
                foreach (var (name, range) in moved)
                {
                    name.Text =
                        $"'{range.Sheet}'!{Absolute(range.FirstColumn, range.FirstRow)}:{Absolute(range.LastColumn, range.LastRow)}";
                }
            }
        }
        return target.ToArray();
    }

    private static string Absolute(int column, int row) => $"${XlsxAddress.Column(column)}${row}";

    private static void Put(SheetData data, int column, int row, object? value)
    {
        var line = data.Elements<Row>().SingleOrDefault(r => r.RowIndex! == (uint)row);
        if (line is null)
        {
            line = new Row { RowIndex = (uint)row };
            data.InsertBefore(line, data.Elements<Row>().FirstOrDefault(r => r.RowIndex! > (uint)row));
        }
        var cell = line.Elements<Cell>().SingleOrDefault(c => XlsxAddress.ColumnNumber(c.CellReference!) == column);
        if (cell is null)
        {
            cell = new Cell { CellReference = XlsxAddress.Cell(column, row) };
            line.InsertBefore(cell, line.Elements<Cell>().FirstOrDefault(c => XlsxAddress.ColumnNumber(c.CellReference!) > column));
        }
        (cell.CellFormula, cell.InlineString, cell.CellValue, cell.DataType) = (null, null, null, null);
        switch (value)
        {
            case string text:
                cell.DataType = CellValues.InlineString;
                cell.InlineString = new InlineString(new Text(text));
                break;
            case decimal number:
                cell.CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case DateTime moment:
                cell.CellValue = new CellValue(moment.ToOADate().ToString("R", CultureInfo.InvariantCulture));
                break;
        }
    }
}

internal static class WorkbookNames
{
    public static IReadOnlyDictionary<string, XlsxRange> Names(this Workbook workbook) =>
        workbook
            .DefinedNames!.Elements<DefinedName>()
            .Select(n => (Name: n.Name!.Value!, Range: XlsxRange.Read(n.Text)))
            .Where(n => n.Range is not null)
            .ToDictionary(n => n.Name, n => n.Range!, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, XlsxRange> Workbook(this DefinedName name) => ((Workbook)name.Parent!.Parent!).Names();
}
