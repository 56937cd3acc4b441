using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Events;

/// <summary>Two stops of a line never share a moment: which ones stand in the way, and what is still free of the span.</summary>
public static class Overlap
{
    public sealed record Other(long Id, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? ReasonCode);

    public sealed record Span(DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

    internal static async Task<ProblemHttpResult?> Refusal(DbWork work, StoredEvent stop, TimeZoneInfo zone)
    {
        var others = await work.Query<Other>(
            OthersSql,
            new
            {
                line = stop.LineId,
                id = stop.Id,
                stop.StartedAt,
                stop.EndedAt,
            }
        );
        if (others.Count == 0)
        {
            return null;
        }
        var free = Longest(new Span(stop.StartedAt, stop.EndedAt), [.. others.Select(o => new Span(o.StartedAt, o.EndedAt))]);
        return Problem.With(
            StatusCodes.Status409Conflict,
            "overlap",
            more: new
            {
                conflicts = others
                    .Select(o => o with { StartedAt = Local(o.StartedAt, zone), EndedAt = o.EndedAt is { } end ? Local(end, zone) : null })
                    .ToList(),
                suggestion = free is null
                    ? null
                    : new Span(Local(free.StartedAt, zone), free.EndedAt is { } until ? Local(until, zone) : null),
            }
        );
    }

    /// <summary>The longest part of a span that others leave free; null where they leave none.</summary>
    /// <param name="asked">Without an end it goes on for ever.</param>
    /// <param name="taken">In the order in which they start.</param>
    public static Span? Longest(Span asked, IReadOnlyList<Span> taken)
    {
        var until = asked.EndedAt ?? DateTimeOffset.MaxValue;
        var from = asked.StartedAt;
        var best = (From: from, To: from);
        foreach (var other in taken)
        {
            Try(from, other.StartedAt < until ? other.StartedAt : until);
            from =
                other.EndedAt is null ? until
                : other.EndedAt > from ? other.EndedAt.Value
                : from;
        }
        Try(from, until);
        return best.To <= best.From ? null : new Span(best.From, best.To == DateTimeOffset.MaxValue ? null : best.To);

        void Try(DateTimeOffset start, DateTimeOffset end)
        {
            if (end - start > best.To - best.From)
            {
                best = (start, end);
            }
        }
    }

    private static DateTimeOffset Local(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone);

    private const string OthersSql = """
        SELECT e.id, e.started_at, e.ended_at, r.code AS reason_code
        FROM downtime.event e LEFT JOIN downtime.reason r ON r.id = e.reason_id
        WHERE int8range(e.line_id, e.line_id, '[]') && int8range(@line::bigint, @line::bigint, '[]')
          AND tstzrange(e.started_at, e.ended_at) && tstzrange(@StartedAt::timestamptz, @EndedAt::timestamptz)
          AND e.deleted_at IS NULL AND e.id <> @id::bigint
        ORDER BY e.started_at
        """;
}
