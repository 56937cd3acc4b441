namespace Faena.Kernel.Xlsx;

/// <summary>The file is not a workbook we take in. The code tells the user why; a limit is what it went over.</summary>
public sealed class XlsxRefusedException : Exception
{
    private XlsxRefusedException(string code, long? limit = null, string? cell = null, Exception? cause = null)
        : base(code + (limit is null ? "" : $" (limit {limit})") + (cell is null ? "" : $" ({cell})"), cause)
    {
        Code = code;
        Limit = limit;
        Cell = cell;
    }

    public string Code { get; }

    public long? Limit { get; }

    /// <summary>The cell it is about, such as <c>C-3!B7</c>.</summary>
    public string? Cell { get; }

    internal static XlsxRefusedException FileTooLarge(long limit) => new("file_too_large", limit);

    internal static XlsxRefusedException TooManyRows(long limit) => new("too_many_rows", limit);

    internal static XlsxRefusedException TooManyColumns(long limit) => new("too_many_columns", limit);

    internal static XlsxRefusedException TooManyFilledCells(long limit) => new("too_many_filled_cells", limit);

    /// <summary>Nested too deep, in too many pieces, or too long to read: no spreadsheet writes that.</summary>
    internal static XlsxRefusedException TooComplex() => new("workbook_too_complex");

    internal static XlsxRefusedException NotText(string cell) => new("text_not_storable", cell: cell);

    internal static XlsxRefusedException ZipBomb(long limit) => new("zip_bomb", limit);

    internal static XlsxRefusedException NotAWorkbook(Exception? cause = null) => new("not_a_workbook", cause: cause);

    internal static XlsxRefusedException MacroFile() => new("macro_file");
}
