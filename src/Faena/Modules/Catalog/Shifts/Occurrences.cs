using Faena.Kernel.Database;

namespace Faena.Modules.Catalog.Shifts;

/// <summary>
/// Shifts as they really were, day by day. One is written down when somebody first needs it, from the shift as it is then; from its
/// start on nothing changes it any more.
/// </summary>
internal static class Occurrences
{
    // Nobody but an administrator writes about days further back.
    private const int DaysKept = 35;

    /// <summary>Writes down what is not written yet of the production dates from the first to the last.</summary>
    public static Task<int> Ensure(DbWork work, long facility, DateOnly from, DateOnly to) =>
        work.Execute(
            EnsureSql,
            new
            {
                facility,
                from,
                to,
            }
        );

    /// <summary>Before a shift changes: the past is written down as it was.</summary>
    public static async Task KeepHistory(DbWork work, long facility, DateTimeOffset now)
    {
        var today = await work.One<DateOnly>(TodaySql, new { facility, now });
        await Ensure(work, facility, today.AddDays(-DaysKept), today);
    }

    /// <summary>The shift that runs at an instant; null in a gap between shifts.</summary>
    public static async Task<ShiftOccurrence?> At(DbWork work, long facility, DateTimeOffset at)
    {
        if (await work.One<ShiftOccurrence>(AtSql, new { facility, at }) is { } written)
        {
            return written;
        }
        // A night that began yesterday may still run.
        var day = await work.One<DateOnly>(TodaySql, new { facility, now = at });
        await Ensure(work, facility, day.AddDays(-1), day);
        return await work.One<ShiftOccurrence>(AtSql, new { facility, at });
    }

    /// <summary>After a shift changed: what has not begun is written anew when it is needed.</summary>
    public static Task<int> ForgetToCome(DbWork work, long facility, DateTimeOffset now) => work.Execute(ForgetSql, new { facility, now });

    // PostgreSQL knows how long a night is in which the clock changes; a wall time that is skipped becomes the instant an hour later.
    private const string Build = """
        INSERT INTO catalog.shift_occurrence
          (facility_id, shift_id, shift_code, name_es, name_en, production_date, starts_at, ends_at, breaks)
        SELECT f.id, s.id, s.code, s.name_es, s.name_en, d.day, span.starts_at, span.ends_at, coalesce(
          (SELECT range_agg(tstzrange(p.at, p.at + p.minutes * interval '1 minute') * tstzrange(span.starts_at, span.ends_at))
           FROM (
             SELECT (d.day + b.starts + CASE WHEN b.starts < s.starts THEN interval '1 day' ELSE interval '0' END) AT TIME ZONE f.time_zone AS at,
               b.minutes
             FROM catalog.shift_break b WHERE b.shift_id = s.id) p),
          '{}')
        FROM catalog.facility f
        JOIN catalog.shift s ON s.facility_id = f.id AND s.active
        CROSS JOIN LATERAL (SELECT g::date AS day FROM generate_series(@from::date::timestamp, @to::date::timestamp, interval '1 day') g) d
        CROSS JOIN LATERAL (
          SELECT (d.day + s.starts) AT TIME ZONE f.time_zone AS starts_at,
            (d.day + s.ends + CASE WHEN s.ends <= s.starts THEN interval '1 day' ELSE interval '0' END) AT TIME ZONE f.time_zone AS ends_at) span
        WHERE f.id = @facility::bigint AND extract(isodow FROM d.day)::smallint = ANY (s.weekdays) AND s.validity @> d.day
          AND span.ends_at > span.starts_at
        """;

    // An occurrence that is there, or one that another stands in the way of, stays as it is.
    private const string EnsureSql = $"{Build} ON CONFLICT DO NOTHING";

    private const string TodaySql = """
        SELECT (@now::timestamptz AT TIME ZONE time_zone)::date FROM catalog.facility WHERE id = @facility::bigint
        """;

    private const string AtSql = """
        SELECT id, shift_id, shift_code, name_es, name_en, production_date, starts_at, ends_at FROM catalog.shift_occurrence
        WHERE int8range(facility_id, facility_id, '[]') && int8range(@facility::bigint, @facility::bigint, '[]')
          AND tstzrange(starts_at, ends_at) @> @at::timestamptz
        """;

    private const string ForgetSql = """
        DELETE FROM catalog.shift_occurrence WHERE facility_id = @facility::bigint AND starts_at > @now::timestamptz + interval '10 minutes'
        """;
}
