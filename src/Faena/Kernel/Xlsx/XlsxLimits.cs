namespace Faena.Kernel.Xlsx;

/// <summary>How much of a stranger's workbook we are willing to take in.</summary>
public sealed record XlsxLimits
{
    public static XlsxLimits Default { get; } = new();

    public long FileBytes { get; init; } = 5 * 1024 * 1024;

    /// <summary>Rows with something in them, over all sheets that are read.</summary>
    public int Rows { get; init; } = 20_000;

    public long UnpackedBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many times its packed size a file may grow. Sheets of like cells honestly reach 30.</summary>
    public int UnpackedRatio { get; init; } = 200;

    /// <summary>Whether a workbook may hold macros; they are neither read nor run.</summary>
    public bool Macros { get; init; }
}
