using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>
/// The rows of an annex that cannot be taken, as they stand in it, each with what is wrong in front: to be mended in a spreadsheet.
/// </summary>
internal static class BadRowsWorkbook
{
    // The name under which people and macros know this column.
    private const string Remarks = "OBSERVACIONES_SISTEMA";

    public static void Write(XlsxWriter book, AnnexWorkbook annex, IReadOnlyList<SheetFault> faults, Texts texts)
    {
        var columns = annex.Header.Row.Cells;
        var ofRow = faults.ToLookup(fault => fault.Row);
        var layout = new XlsxLayout
        {
            HeaderRows = 1,
            FrozenColumns = 2,
            Widths = [60, 8],
        };
        var sheet = book.Sheet(annex.Sheet.Name, layout).Header([Remarks, texts["annex.row"], .. columns.Select(title => title.Text)]);
        foreach (var row in annex.Sheet.Rows().Where(row => ofRow.Contains(row.Number)))
        {
            var cells = sheet.Row();
            cells.Text(string.Join('\n', ofRow[row.Number].Select(Say)), wrap: true).Number(row.Number);
            foreach (var title in columns)
            {
                Copy(row[title.Column], cells);
            }
        }

        string Say(SheetFault fault) =>
            fault.Column > 0
                ? $"{annex.Header.Row[fault.Column].Text}: {texts.Error(fault.Code, fault.Data)}"
                : texts.Error(fault.Code, fault.Data);
    }

    private static void Copy(XlsxCell from, XlsxRowWriter to)
    {
        if (from.TryDecimal(out var number))
        {
            to.Number(number);
        }
        else if (from.TryDateTime(out var moment) && moment.TimeOfDay != TimeSpan.Zero)
        {
            to.Moment(moment);
        }
        else if (from.TryDate(out var date))
        {
            to.Date(date);
        }
        else
        {
            to.Text(from.Text);
        }
    }
}
