namespace Faena.Kernel.Xlsx;

/// <summary>The file is not a workbook we take in. The code tells the user why; a limit is what it went over.</summary>
public sealed class XlsxRefusedException : Exception
{
    private XlsxRefusedException(string code, long? limit, Exception? cause)
        : base(limit is null ? code : $"{code} (limit {limit})", cause)
    {
        Code = code;
        Limit = limit;
    }

    public string Code { get; }

    public long? Limit { get; }

    internal static XlsxRefusedException FileTooLarge(long limit) => new("file_too_large", limit, cause: null);

    internal static XlsxRefusedException TooManyRows(long limit) => new("too_many_rows", limit, cause: null);

    internal static XlsxRefusedException ZipBomb(long limit) => new("zip_bomb", limit, cause: null);

    internal static XlsxRefusedException NotAWorkbook(Exception? cause = null) => new("not_a_workbook", limit: null, cause);

    internal static XlsxRefusedException MacroFile() => new("macro_file", limit: null, cause: null);
}
