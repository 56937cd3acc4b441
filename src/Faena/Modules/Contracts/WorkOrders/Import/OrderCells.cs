using System.Globalization;
using System.Text.RegularExpressions;
using Faena.Kernel.Xlsx;
using Faena.Modules.Contracts.LineItems;

namespace Faena.Modules.Contracts.WorkOrders.Import;

/// <summary>
/// What the cells of an office's workbook mean. A cell is read in the one way it can be meant, or not at all: a guess about a date
/// or an amount is worse than an empty field with a warning.
/// </summary>
public static partial class OrderCells
{
    /// <summary>The day; null where nothing stands, or with <paramref name="unreadable"/> where something else does.</summary>
    public static DateOnly? Date(XlsxCell cell, out bool unreadable)
    {
        var date = cell.TryDate(out var day) ? day : DateOfText(cell.Text.Trim());
        if (date is { } found && WorkOrderRules.IsPlausible(found))
        {
            unreadable = false;
            return found;
        }
        unreadable = !IsBlank(cell);
        return null;
    }

    public static int? Whole(XlsxCell cell, out bool unreadable)
    {
        var isNumber =
            cell.TryDecimal(out var number)
            || decimal.TryParse(
                cell.Text.Trim(),
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out number
            );
        if (isNumber && number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue)
        {
            unreadable = false;
            return (int)number;
        }
        unreadable = !IsBlank(cell);
        return null;
    }

    /// <summary>The amount as written, with all its decimals.</summary>
    public static decimal? Amount(XlsxCell cell, out bool unreadable)
    {
        var amount = SheetAmount.Read(cell);
        unreadable = amount.Fault is not null;
        return amount.Value;
    }

    /// <summary>A name or number in one line: line ends, no-break spaces and runs of blanks become one blank.</summary>
    public static string Line(XlsxCell cell) => string.Join(' ', cell.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A longer text: its own lines and quotes stay, the blank ones around it go.</summary>
    public static string Paragraph(XlsxCell cell) => cell.Text.ReplaceLineEndings("\n").Trim();

    public static bool IsBlank(XlsxCell cell) => string.IsNullOrWhiteSpace(cell.Text);

    private static DateOnly? DateOfText(string text)
    {
        // A serial in a cell that nobody formatted as a date.
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial))
        {
            return serial <= LastSerial ? Day0.AddDays(serial) : null;
        }
        var written = Written().Match(text);
        return
            written.Success
            && DateOnly.TryParseExact(
                written.Groups["day"].Value,
                DayFormats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
            ? date
            : null;
    }

    private static readonly DateOnly Day0 = new(1899, 12, 30);
    private const int LastSerial = 2_958_465;

    // Day first, as the contract's offices write; years in full, since 24/04/25 has two meanings.
    private static readonly string[] DayFormats = ["yyyy-M-d", "yyyy/M/d", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"];

    [GeneratedRegex(@"^(?<day>[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4})([T ][0-9:.]+Z?)?$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Written();
}
