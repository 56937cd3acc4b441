using System.Buffers;
using System.Text.RegularExpressions;

namespace Faena.Kernel.Xlsx;

/// <summary>A date in a workbook is a number of days; only its cell's format tells that it is a date.</summary>
internal static partial class XlsxDates
{
    private static readonly DateTime Day0 = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);
    private static readonly DateTime Day0Of1904 = new(1904, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Excel believes in a 29 February 1900, its day 60, so days before it count from one day later.</summary>
    private const int DayThatNeverWas = 60;
    private static readonly SearchValues<char> PartsOfADate = SearchValues.Create("dmyhsDMYHS");
    private const int LastDay = 2_958_465;

    public static bool IsBuiltInDate(uint format) => format is (>= 14 and <= 22) or (>= 27 and <= 36) or 45 or 47 or (>= 50 and <= 58);

    /// <summary>A format is a date's when, besides literal text, it speaks of days, months, years, hours or seconds.</summary>
    public static bool IsDate(string format)
    {
        var code = Literals().Replace(format, "").Split(';')[0];
        // [h]:mm is a length of time, which may well exceed a day.
        return !Elapsed().IsMatch(code) && Conditions().Replace(code, "").AsSpan().ContainsAny(PartsOfADate);
    }

    public static DateTime? FromSerial(decimal serial, bool date1904)
    {
        if (serial < 0 || serial >= LastDay + 1 || (!date1904 && decimal.Truncate(serial) == DayThatNeverWas))
        {
            return null;
        }
        var first = date1904 ? Day0Of1904 : Day0.AddDays(serial < DayThatNeverWas ? 1 : 0);
        // Fifteen digits of a day leave a few microseconds of noise.
        var milliseconds = (double)decimal.Round(serial % 1 * 86_400_000);
        var day = first.AddDays((double)decimal.Truncate(serial));
        return day.Year == 9999 && day is { Month: 12, Day: 31 } ? day : day.AddMilliseconds(milliseconds);
    }

    /// <summary>Null for days that Excel does not know.</summary>
    public static decimal? ToSerial(DateTime moment)
    {
        var serial = (decimal)(moment - Day0).Ticks / TimeSpan.TicksPerDay;
        return serial > DayThatNeverWas ? serial
            : serial >= 2 ? serial - 1
            : null;
    }

    [GeneratedRegex(
        """
            "[^"]*"|\\.|_.|\*.
            """,
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Literals();

    [GeneratedRegex(@"\[(h+|m+|s+)\]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Elapsed();

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Conditions();
}
