using System.Globalization;
using System.Text.RegularExpressions;

namespace Faena.Kernel.Xlsx;

/// <summary>The cells of one sheet from one corner to the other.</summary>
public sealed partial record XlsxRange(string Sheet, int FirstColumn, int FirstRow, int LastColumn, int LastRow)
{
    // A sheet's name with every quote doubled, and two corners.
    private const int Longest = 100;

    /// <summary>A reference such as <c>'C-3'!$B$2:$B$9</c>; null for a formula, a constant, several areas or lost cells.</summary>
    public static XlsxRange? Read(string reference)
    {
        if (reference.Length > Longest)
        {
            return null;
        }
        var match = Reference().Match(reference);
        if (!match.Success)
        {
            return null;
        }
        var (column, row) = (Column("column"), Row("row"));
        var isOne = !match.Groups["lastRow"].Success;
        var sheet = match.Groups["quoted"] is { Success: true } quoted
            ? quoted.Value.Replace("''", "'", StringComparison.Ordinal)
            : match.Groups["plain"].Value;
        return new XlsxRange(sheet, column, row, isOne ? column : Column("lastColumn"), isOne ? row : Row("lastRow"));

        int Column(string group) => XlsxAddress.ColumnNumber(match.Groups[group].Value);
        int Row(string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        @"^('(?<quoted>([^']|'')+)'|(?<plain>[^'!:]+))!\$?(?<column>[A-Z]{1,3})\$?(?<row>\d{1,7})(:\$?(?<lastColumn>[A-Z]{1,3})\$?(?<lastRow>\d{1,7}))?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Reference();
}
