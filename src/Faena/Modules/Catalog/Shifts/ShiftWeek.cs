namespace Faena.Modules.Catalog.Shifts;

/// <summary>The shifts in force as a week is drawn: for each day what stands in it from midnight to midnight, and the gaps in one piece.</summary>
public sealed class ShiftWeek
{
    /// <summary>Minutes of a day, its first being 0 and its end 1440.</summary>
    public sealed record Block(int From, int To)
    {
        public int Length => To - From;
    }

    public sealed record ShiftBlock(ListShifts.Shift Shift, int From, int To, bool IsBreak);

    /// <param name="Weekday">Monday is 1.</param>
    public sealed record Day(int Weekday, IReadOnlyList<ShiftBlock> Shifts, IReadOnlyList<Block> Gaps);

    /// <summary>Hours that no shift takes; the same ones of several days together. <c>From</c> is the first minute of each in the week.</summary>
    public sealed record Gap(IReadOnlyList<int> From, int Minutes);

    private ShiftWeek(IReadOnlyList<Day> days, IReadOnlyList<Gap> gaps)
    {
        Days = days;
        Gaps = gaps;
    }

    public IReadOnlyList<Day> Days { get; }
    public IReadOnlyList<Gap> Gaps { get; }

    public static ShiftWeek Of(IReadOnlyList<ListShifts.Shift> shifts)
    {
        var blocks = shifts
            .SelectMany(s => s.Minutes().Select(m => (Shift: s, Span: m, IsBreak: false)).Concat(BreaksOf(s)))
            .SelectMany(b => ByDay(b.Span).Select(d => (d.Weekday, Block: new ShiftBlock(b.Shift, d.From, d.To, b.IsBreak))))
            .ToLookup(b => b.Weekday, b => b.Block);
        var free = shifts.Count == 0 ? [] : WeekMinutes.Free(shifts.SelectMany(s => s.Minutes())).ToList();
        var gaps = free.SelectMany(ByDay).ToLookup(d => d.Weekday, d => new Block(d.From, d.To));
        return new(
            [
                .. Enumerable
                    .Range(1, 7)
                    .Select(day => new Day(day, [.. blocks[day].OrderBy(b => b.IsBreak).ThenBy(b => b.From)], [.. gaps[day]])),
            ],
            [
                .. Joined(free)
                    .GroupBy(g => (g.From % WeekMinutes.Day, g.To - g.From))
                    .Select(g => new Gap([.. g.Select(s => s.From)], g.Key.Item2)),
            ]
        );
    }

    // What ends with Sunday and goes on on Monday is one gap.
    private static IEnumerable<WeekMinutes.Span> Joined(IReadOnlyList<WeekMinutes.Span> free) =>
        free.Count > 1 && free[0].From == 0 && free[^1].To == WeekMinutes.Week
            ? [.. free.Skip(1).SkipLast(1), new WeekMinutes.Span(free[^1].From, WeekMinutes.Week + free[0].To)]
            : free;

    private static IEnumerable<(ListShifts.Shift Shift, WeekMinutes.Span Span, bool IsBreak)> BreaksOf(ListShifts.Shift shift)
    {
        var start = ListShifts.Shift.TimeOf(shift.Start);
        foreach (var weekday in shift.Weekdays)
        {
            foreach (var pause in shift.Breaks)
            {
                var offset = WeekMinutes.Length(start, ListShifts.Shift.TimeOf(pause.Start)) % WeekMinutes.Day;
                var from = (((weekday - 1) * WeekMinutes.Day) + (start.Hour * 60) + start.Minute + offset) % WeekMinutes.Week;
                yield return (shift, new WeekMinutes.Span(from, from + pause.Minutes), true);
            }
        }
    }

    /// <summary>The span cut at every midnight; what goes beyond Sunday begins the week.</summary>
    private static IEnumerable<(int Weekday, int From, int To)> ByDay(WeekMinutes.Span span)
    {
        for (var from = span.From; from < span.To; from = ((from / WeekMinutes.Day) + 1) * WeekMinutes.Day)
        {
            var day = from / WeekMinutes.Day;
            yield return ((day % 7) + 1, from - (day * WeekMinutes.Day), Math.Min(span.To - (day * WeekMinutes.Day), WeekMinutes.Day));
        }
    }
}
