namespace Faena.Kernel.Xlsx;

/// <summary>How much of a stranger's workbook we are willing to take in. The defaults are some times what an honest one needs.</summary>
public sealed record XlsxLimits
{
    public static XlsxLimits Default { get; } = new();

    public long FileBytes { get; init; } = 5 * 1024 * 1024;

    /// <summary>Rows with something in them, over all sheets that are read.</summary>
    public int Rows { get; init; } = 20_000;

    /// <summary>Cells with something in them, over all sheets that are read.</summary>
    public int Cells { get; init; } = 2_000_000;

    /// <summary>The last column that may hold something.</summary>
    public int Columns { get; init; } = 2_048;

    /// <summary>Characters of one text; a spreadsheet itself keeps 32,767.</summary>
    public int Characters { get; init; } = 100_000;

    public int Sheets { get; init; } = 250;

    /// <summary>Files inside the file.</summary>
    public int Parts { get; init; } = 1_000;

    /// <summary>How deep the elements of a sheet may be nested.</summary>
    public int Depth { get; init; } = 32;

    /// <summary>Elements over everything that is read, each time it is read.</summary>
    public int Elements { get; init; } = 20_000_000;

    /// <summary>From the opening to the last row.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(1);

    public long UnpackedBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many times its packed size a file may grow. Sheets of like cells honestly reach 30.</summary>
    public int UnpackedRatio { get; init; } = 200;

    /// <summary>The list of what a part points at, such as its hyperlinks: it is read before anything else, by a library that knows no limit.</summary>
    public long RelationshipBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Whether a workbook may hold macros; they are neither read nor run.</summary>
    public bool Macros { get; init; }
}
