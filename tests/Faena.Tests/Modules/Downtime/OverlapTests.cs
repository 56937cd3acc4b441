using Faena.Modules.Downtime.Events;

namespace Faena.Tests.Modules.Downtime;

/// <summary>What is still free of a span, in minutes after midnight; no end is for ever.</summary>
public class OverlapTests
{
    public static TheoryData<int, int?, (int From, int? To)[], (int From, int? To)?> Spans() =>
        new()
        {
            // Nothing in the way.
            { 0, 60, [], (0, 60) },
            { 0, null, [], (0, null) },
            // Trimmed at one side.
            { 20, 40, [(0, 30)], (30, 40) },
            { 20, 40, [(30, 60)], (20, 30) },
            { 20, null, [(0, 30)], (30, null) },
            // The longer side wins, the earlier where they are equal.
            { 0, 60, [(10, 20)], (20, 60) },
            { 0, 60, [(40, 50)], (0, 40) },
            { 0, 60, [(20, 40)], (0, 20) },
            // Between two.
            { 0, 60, [(0, 10), (40, 60)], (10, 40) },
            // One within another.
            { 0, 60, [(0, 50), (10, 20)], (50, 60) },
            // A stop that still runs takes all that is to come.
            { 20, 40, [(30, null)], (20, 30) },
            { 20, null, [(10, null)], null },
            // Nothing is left.
            { 20, 40, [(0, 60)], null },
            { 20, 40, [(20, 30), (30, 40)], null },
        };

    [Theory, MemberData(nameof(Spans))]
    public void The_longest_free_part_is_offered(int from, int? to, (int From, int? To)[] taken, (int From, int? To)? free)
    {
        var found = Overlap.Longest(SpanOf(from, to), [.. taken.Select(t => SpanOf(t.From, t.To))]);

        Assert.Equal(free is { } expected ? SpanOf(expected.From, expected.To) : null, found);
    }

    private static Overlap.Span SpanOf(int from, int? to) => new(At(from), to is { } end ? At(end) : null);

    private static DateTimeOffset At(int minute) => new DateTimeOffset(2025, 10, 7, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute);
}
