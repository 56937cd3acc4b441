using System.Globalization;

namespace Faena.Kernel.Xlsx;

/// <summary>
/// A workbook's numbers have fifteen significant digits. What the file spells beyond them is noise of its binary form:
/// 4.4000000000000004 was typed as 4.4.
/// </summary>
internal static class XlsxNumber
{
    private const int SignificantDigits = 15;

    public static decimal? Parse(string raw) =>
        decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? Round(exact) : null;

    public static string Show(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    public static string Show(DateTime moment) =>
        moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFF", CultureInfo.InvariantCulture);

    private static decimal Round(decimal exact)
    {
        const int mostPlaces = 28;
        var places = SignificantDigits - 1 - Magnitude(exact);
        var rounded =
            places >= 0
                ? Math.Round(exact, Math.Min(places, mostPlaces), MidpointRounding.AwayFromZero)
                : Math.Round(exact / PowerOfTen(-places), MidpointRounding.AwayFromZero) * PowerOfTen(-places);
        return rounded == 0 ? 0 : rounded;
    }

    /// <summary>The power of ten of the first digit: 2 for 345, -3 for 0.0034.</summary>
    private static int Magnitude(decimal number)
    {
        var size = Math.Abs(number);
        var power = 0;
        for (; size >= 10; power++)
        {
            size /= 10;
        }
        for (; size is > 0 and < 1; power--)
        {
            size *= 10;
        }
        return power;
    }

    private static decimal PowerOfTen(int power) => power == 0 ? 1 : 10 * PowerOfTen(power - 1);
}
