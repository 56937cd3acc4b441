using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;
using Faena.Modules.Catalog;

namespace Faena.Modules.Molding.Orders.Import;

/// <summary>What a sheet says that was not taken as it stands.</summary>
/// <param name="Celda">The cell or range, such as G27:I27.</param>
/// <param name="Campo">The path of the field in the order's body.</param>
/// <param name="Codigo">Of a text.</param>
/// <param name="Impide">Whether there can be no order before it is mended.</param>
internal sealed record SheetRemark(string Celda, string Campo, string Valor, string Codigo, object? Datos = null, bool Impide = false)
{
    public SaidRemark In(Texts texts, string sheet) => new(sheet, Celda, Campo, Valor, texts.Error(Codigo, Datos), Codigo, Impide);
}

/// <summary>The same in the person's language.</summary>
public sealed record SaidRemark(string Hoja, string Celda, string Campo, string Valor, string Motivo, string Codigo, bool Impide);

/// <summary>
/// The cells of a sheet as what they should be. Of a formula the value it last came to counts; what cannot be read is told with its
/// cell and left out, never guessed.
/// </summary>
internal sealed class SheetCells
{
    private static readonly string[] ErrorTexts = ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!"];

    private readonly Dictionary<int, XlsxRow> rows = [];
    private readonly Dictionary<string, string> cellOf = new(StringComparer.Ordinal);
    private readonly List<SheetRemark> remarks = [];

    /// <param name="lastRow">Below it nothing is read.</param>
    public SheetCells(XlsxSheet sheet, int lastRow)
    {
        Name = sheet.Name;
        foreach (var row in sheet.Rows().TakeWhile(r => r.Number <= lastRow))
        {
            rows.TryAdd(row.Number, row);
        }
    }

    public string Name { get; }

    /// <summary>The rows from one to another that hold something.</summary>
    public IEnumerable<int> RowsOf(int first, int last) => rows.Keys.Where(row => row >= first && row <= last).Order();

    public IReadOnlyList<SheetRemark> Remarks => remarks;

    public XlsxCell this[string address] => this[XlsxAddress.ColumnNumber(address), XlsxAddress.RowNumber(address)];

    public XlsxCell this[int column, int row] => rows.TryGetValue(row, out var found) ? found[column] : XlsxCell.Empty(column, row);

    public static bool IsBlank(XlsxCell cell) => cell.Kind is XlsxKind.Empty or XlsxKind.Text && string.IsNullOrWhiteSpace(cell.Text);

    /// <summary>An error of the spreadsheet's own, or the text that the plant's formulas show in its place.</summary>
    public static bool IsError(XlsxCell cell) =>
        cell.Kind == XlsxKind.Error
        || (
            cell.Kind == XlsxKind.Text
            && (
                ErrorTexts.Contains(cell.Text.Trim(), StringComparer.OrdinalIgnoreCase)
                || cell.Text.Trim().Equals("error", StringComparison.OrdinalIgnoreCase)
                || cell.Text.TrimStart().StartsWith("error ", StringComparison.OrdinalIgnoreCase)
            )
        );

    /// <summary>Says where a field stands, for what is found wrong with it later.</summary>
    public void Place(string path, string cells) => cellOf[path] = cells;

    public void Remark(string cells, string path, string value, string code, object? data = null, bool stops = false) =>
        remarks.Add(new SheetRemark(cells, path, value, code, data, stops));

    public void Remark(XlsxCell cell, string path, string code, object? data = null) => Remark(cell.Address, path, cell.Text, code, data);

    /// <summary>A name: trimmed, with single blanks. Empty where there is none.</summary>
    public string Text(XlsxCell cell, string path)
    {
        Place(path, cell.Address);
        return IsUsable(cell, path) ? EntryName.Of(cell.Text) : "";
    }

    public decimal? Number(XlsxCell cell, string path)
    {
        Place(path, cell.Address);
        if (!IsUsable(cell, path))
        {
            return null;
        }
        if (cell.Kind == XlsxKind.Number && cell.TryDecimal(out var number))
        {
            return number.Trimmed();
        }
        Remark(cell, path, "sheet_not_a_number");
        return null;
    }

    /// <summary>A quantity that an order can keep: not negative, with no more places than it stores.</summary>
    public decimal? Quantity(XlsxCell cell, string path)
    {
        switch (Number(cell, path))
        {
            case < 0:
                Remark(cell, path, "negative");
                return null;
            case { } number when decimal.Round(number, Fields.Decimals) != number:
                Remark(cell, path, "too_many_decimals", new { decimales = Fields.Decimals });
                return null;
            case var found:
                return found;
        }
    }

    /// <summary>A cell that the spreadsheet itself takes for a date; a text that looks like one may mean two.</summary>
    public DateTime? Moment(XlsxCell cell, string path)
    {
        Place(path, cell.Address);
        if (!IsUsable(cell, path))
        {
            return null;
        }
        if (cell.TryDateTime(out var moment))
        {
            return moment;
        }
        Remark(cell, path, cell.Kind == XlsxKind.Text ? "sheet_date_as_text" : "sheet_not_a_date");
        return null;
    }

    /// <summary>Adds what keeps the order from being one. Where the reason was said already, that is what keeps it.</summary>
    public void Judge(FieldErrors errors)
    {
        foreach (var error in errors.Found)
        {
            var said = remarks.FindIndex(r => r.Campo == error.Path);
            if (said >= 0)
            {
                remarks[said] = remarks[said] with { Impide = true };
                continue;
            }
            var cells = cellOf.GetValueOrDefault(error.Path, "");
            Remark(cells, error.Path, cells.Length > 0 ? this[cells.Split(':')[0]].Text : "", error.Code, error.Data, stops: true);
        }
    }

    public void Forget(string path) => remarks.RemoveAll(r => r.Campo == path);

    private bool IsUsable(XlsxCell cell, string path)
    {
        if (IsError(cell))
        {
            Remark(cell, path, "sheet_error_cell", new { valor = cell.Text });
            return false;
        }
        return !IsBlank(cell);
    }
}
