using System.Globalization;
using System.Text.RegularExpressions;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>The shifts of the plant, by the words of the paper sheet.</summary>
public static class Shift
{
    public const string Day = "DIURNO";
    public const string Night = "NOCTURNO";
    public const string Extra = "EXTRA";

    public static IReadOnlyList<string> All { get; } = [Day, Night, Extra];

    private static readonly TimeOnly DayStarts = new(7, 0);
    private static readonly TimeOnly NightStarts = new(19, 0);
    private static readonly TimeOnly Noon = new(12, 0);

    public const int MostMinutes = 12 * 60;

    /// <summary>
    /// When an hour of the shift is on the wall clock. A night belongs to the date on which it starts, so its mornings are the next
    /// date's; an extra shift runs on from the hour at which it began.
    /// </summary>
    public static DateTime At(string shift, DateOnly date, TimeOnly shiftStart, TimeOnly hour)
    {
        var isNextDate = shift switch
        {
            Night => hour < Noon,
            Extra => hour < shiftStart,
            _ => false,
        };
        return date.AddDays(isNextDate ? 1 : 0).ToDateTime(hour);
    }

    /// <summary>The hour at which a shift usually begins.</summary>
    public static TimeOnly StartHour(string shift) => shift == Night ? NightStarts : DayStarts;

    public static DateTime StartOf(string shift, DateOnly date, TimeOnly shiftStart) => At(shift, date, shiftStart, shiftStart);

    /// <summary>Whether a span lies within the shift's hours; an extra shift has none of its own.</summary>
    public static bool Holds(string shift, DateOnly date, DateTime from, int minutes)
    {
        if (shift == Extra)
        {
            return true;
        }
        var start = date.ToDateTime(shift == Day ? DayStarts : NightStarts);
        return from >= start && from.AddMinutes(minutes) <= start.AddMinutes(MostMinutes);
    }

    // Enough numbers for every machine, date and shift to have minutes of its own within one line of numbers.
    private static readonly DateOnly FirstDate = new(2000, 1, 1);
    private const long Dates = 40_000;
    private const int Shifts = 3;
    private const int MinutesOfADay = 24 * 60;

    /// <summary>
    /// The minutes that a sheet takes of its machine's shift, as a PostgreSQL multirange: a minute of the clock belongs to one sheet
    /// of a shift. Null without rows, which takes nothing.
    /// </summary>
    public static string? Occupied(long machine, DateOnly date, string shift, IReadOnlyList<(DateTime From, int Minutes)> spans)
    {
        if (spans.Count == 0)
        {
            return null;
        }
        var day = (((machine * Dates) + (date.DayNumber - FirstDate.DayNumber)) * Shifts) + IndexOf(shift);
        return $"{{{string.Join(',', spans.SelectMany(s => OnTheClock(s.From, s.Minutes)).Select(r => Range(day, r)))}}}";
    }

    /// <summary>Whether two spans of one shift share a minute of the clock.</summary>
    public static bool Overlap((DateTime From, int Minutes) one, (DateTime From, int Minutes) other) =>
        OnTheClock(one.From, one.Minutes).Any(a => OnTheClock(other.From, other.Minutes).Any(b => a.Start < b.End && b.Start < a.End));

    private static IEnumerable<(int Start, int End)> OnTheClock(DateTime from, int minutes)
    {
        var start = (from.Hour * 60) + from.Minute;
        var end = start + minutes;
        yield return (start, Math.Min(end, MinutesOfADay));
        if (end > MinutesOfADay)
        {
            yield return (0, Math.Min(end - MinutesOfADay, start));
        }
    }

    private static string Range(long day, (int Start, int End) range) =>
        string.Create(CultureInfo.InvariantCulture, $"[{(day * MinutesOfADay) + range.Start},{(day * MinutesOfADay) + range.End})");

    private static int IndexOf(string shift) =>
        shift switch
        {
            Day => 0,
            Night => 1,
            _ => 2,
        };
}

/// <summary>A span of hours as the sheet writes it: <c>07:00 - 08:00</c>, perhaps across midnight.</summary>
public readonly partial record struct Slot(TimeOnly From, int Minutes)
{
    public static Slot? Parse(string text)
    {
        var match = Written().Match(text);
        if (!match.Success || TimeOf(match.Groups["from"].Value) is not { } from || TimeOf(match.Groups["to"].Value) is not { } to)
        {
            return null;
        }
        // A clock time less another never goes below zero: it crosses midnight.
        var minutes = (int)(to - from).TotalMinutes;
        return minutes == 0 ? null : new Slot(from, minutes);
    }

    public static string Text(TimeOnly from, int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{from:HH\\:mm} - {from.AddMinutes(minutes):HH\\:mm}");

    internal static TimeOnly? TimeOf(string text) =>
        text == "24:00" ? TimeOnly.MinValue
        : TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new TimeOnly(time.Hour, time.Minute)
        : null;

    [GeneratedRegex(@"^\s*(?<from>\d{1,2}:\d{2})\s*[-–]\s*(?<to>\d{1,2}:\d{2})\s*$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Written();
}
