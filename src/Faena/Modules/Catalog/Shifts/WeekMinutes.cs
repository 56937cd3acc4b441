using System.Globalization;

namespace Faena.Modules.Catalog.Shifts;

/// <summary>The minutes of a week that shifts take, Monday midnight being 0 and Sunday's last 10,079.</summary>
internal static class WeekMinutes
{
    public const int Day = 24 * 60;
    public const int Week = 7 * Day;

    public readonly record struct Span(int From, int To);

    /// <summary>Minutes from the start to the end; the end of a night is on the next day, and the same time twice is a whole day.</summary>
    public static int Length(TimeOnly start, TimeOnly end) =>
        MinuteOf(end) > MinuteOf(start) ? MinuteOf(end) - MinuteOf(start) : MinuteOf(end) + Day - MinuteOf(start);

    /// <summary>What a shift takes; Sunday's night goes on at the beginning of the week.</summary>
    public static IEnumerable<Span> Of(IEnumerable<int> weekdays, TimeOnly start, TimeOnly end)
    {
        foreach (var weekday in weekdays.Distinct().Order())
        {
            var from = ((weekday - 1) * Day) + MinuteOf(start);
            var to = from + Length(start, end);
            yield return new Span(from, Math.Min(to, Week));
            if (to > Week)
            {
                yield return new Span(0, to - Week);
            }
        }
    }

    /// <summary>What no shift takes.</summary>
    public static IEnumerable<Span> Free(IEnumerable<Span> taken)
    {
        var from = 0;
        foreach (var span in taken.OrderBy(s => s.From))
        {
            if (span.From > from)
            {
                yield return new Span(from, span.From);
            }
            from = Math.Max(from, span.To);
        }
        if (from < Week)
        {
            yield return new Span(from, Week);
        }
    }

    /// <summary>As PostgreSQL writes a multirange.</summary>
    public static string Text(IEnumerable<Span> spans) =>
        "{" + string.Join(',', spans.Select(s => string.Create(CultureInfo.InvariantCulture, $"[{s.From},{s.To})"))) + "}";

    private static int MinuteOf(TimeOnly time) => (time.Hour * 60) + time.Minute;
}
