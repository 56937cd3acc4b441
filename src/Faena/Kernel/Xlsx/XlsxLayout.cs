namespace Faena.Kernel.Xlsx;

/// <summary>How a sheet that we write looks before its first row: columns, what stays in view, what the printer does.</summary>
public sealed record XlsxLayout
{
    /// <summary>Column widths in characters, from A on.</summary>
    public IReadOnlyList<decimal> Widths { get; init; } = [];

    /// <summary>The rows from the top that stay in view and are printed on every page.</summary>
    public int HeaderRows { get; init; }

    /// <summary>The columns from the left that stay in view.</summary>
    public int FrozenColumns { get; init; }

    /// <summary>Whether the last header row gets filter buttons.</summary>
    public bool Filter { get; init; }

    /// <summary>Printed sideways; it always fits the width of the page.</summary>
    public bool Landscape { get; init; } = true;
}

/// <summary>How a row looks.</summary>
public enum XlsxLook
{
    Plain,
    Header,
    Group,
    Total,
}

/// <summary>How a value is shown, by the code that spreadsheets use.</summary>
public sealed record XlsxFormat(string Code)
{
    public static readonly XlsxFormat General = new("General");
    public static readonly XlsxFormat Whole = new("#,##0");
    public static readonly XlsxFormat Money = new("#,##0.00");
    public static readonly XlsxFormat Volume = new("#,##0.######");
    public static readonly XlsxFormat Percent = new("0.00%");
    public static readonly XlsxFormat Date = new("yyyy-mm-dd");
    public static readonly XlsxFormat Moment = new("yyyy-mm-dd hh:mm");
}
