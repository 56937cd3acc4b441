using System.Globalization;

namespace Faena.Kernel.Xlsx;

/// <summary>Names of columns and cells: column 28 is AB, and its tenth cell AB10.</summary>
public static class XlsxAddress
{
    public const int LastColumn = 16_384;
    public const int LastRow = 1_048_576;

    public static string Column(int number) =>
        number <= 26 ? ((char)('A' + number - 1)).ToString() : Column((number - 1) / 26) + Column((number - 1) % 26 + 1);

    public static string Cell(int column, int row) => string.Create(CultureInfo.InvariantCulture, $"{Column(column)}{row}");

    /// <summary>The row's number in an address such as AB10; 0 when it has none.</summary>
    public static int RowNumber(string address) =>
        int.TryParse(
            address.AsSpan(address.TakeWhile(char.IsAsciiLetter).Count()),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var row
        )
            ? row
            : 0;

    /// <summary>The column's number in an address such as AB or AB10; 0 when it has none.</summary>
    public static int ColumnNumber(string address)
    {
        var number = 0;
        foreach (var letter in address.TakeWhile(char.IsAsciiLetter))
        {
            number = Math.Min(number * 26 + char.ToUpperInvariant(letter) - 'A' + 1, LastColumn + 1);
        }
        return number;
    }
}
