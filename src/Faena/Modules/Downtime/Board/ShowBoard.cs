using System.Globalization;
using System.Text.Json;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;
using Faena.Modules.Downtime.Events;
using Faena.Modules.Downtime.Floor;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Board;

/// <summary>
/// The lines of a facility as a screen on its wall shows them: stopped since when and why, running, without a shift, or silent. Only a
/// line at which a tablet stands is said to run.
/// </summary>
public static class ShowBoard
{
    public const string Stopped = "stopped";
    public const string Running = "running";

    /// <summary>No shift runs: nobody expects the line to.</summary>
    public const string Idle = "idle";

    /// <summary>A shift runs and no tablet is heard: nobody knows what the line does.</summary>
    public const string Silent = "silent";

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/board", Handle).Needs("downtime.read").Of(Scope.Facility("facilityId")).Refuses(422);

    /// <param name="Shift">Null in a gap between shifts.</param>
    public sealed record Response(Plant Facility, DateTimeOffset Now, ShiftNow? Shift, DateOnly ProductionDate, IReadOnlyList<Line> Lines);

    /// <param name="StopAlertMinutes">A stop that still runs after so long is worth an alert; 0: none is.</param>
    public sealed record Plant(long Id, string Code, string Name, string TimeZone, int StopAlertMinutes);

    public sealed record ShiftNow(string Code, string Name, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

    /// <param name="State">stopped, running, idle or silent.</param>
    /// <param name="Since">Since when it is in that state, as far as anybody said; null where nobody did.</param>
    /// <param name="ReasonPath">Of the stop that runs; empty while nobody has explained it.</param>
    /// <param name="Carried">Whether the stop goes on though its shift is over.</param>
    /// <param name="MinutesToday">Minutes stopped on the production date, what runs counted to now.</param>
    /// <param name="Unexplained">Stops of the production date without a reason.</param>
    public sealed record Line(
        long Id,
        string Code,
        string Name,
        string State,
        DateTimeOffset? Since,
        IReadOnlyList<DowntimeEvent.Reason> ReasonPath,
        bool Carried,
        decimal MinutesToday,
        int StopsToday,
        int Unexplained
    );

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        long? facilityId,
        Db db,
        ICatalog catalog,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (facilityId is not { } id)
        {
            return Problem.Invalid("facilityId", "required");
        }
        await using var work = await db.Begin(ct);
        if (await work.One<Plant>(PlantSql, new { id }) is not { } plant)
        {
            return Problem.Invalid("facilityId", "facility_unknown");
        }
        var now = clock.GetUtcNow();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(plant.TimeZone);
        var shift = await catalog.ShiftAt(work, id, now);
        var today = shift?.ProductionDate ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        await catalog.EnsureShifts(work, id, today.AddDays(-1), today);
        var rows = await work.Query<Row>(
            LinesSql,
            new
            {
                id,
                now,
                today,
                heard = now - LineWatch.Patience,
                language = Language,
            }
        );
        await work.Commit();
        return TypedResults.Ok(
            new Response(
                plant,
                TimeZoneInfo.ConvertTime(now, zone),
                shift is null
                    ? null
                    : new(
                        shift.ShiftCode,
                        shift.Name,
                        TimeZoneInfo.ConvertTime(shift.StartsAt, zone),
                        TimeZoneInfo.ConvertTime(shift.EndsAt, zone)
                    ),
                today,
                [.. rows.Select(r => Of(r, shift, zone))]
            )
        );
    }

    private static string Language => CultureInfo.CurrentCulture.TwoLetterISOLanguageName;

    private static Line Of(Row row, ShiftOccurrence? shift, TimeZoneInfo zone)
    {
        var (state, since) =
            row.StoppedAt is not null ? (Stopped, row.StoppedAt)
            : shift is null ? (Idle, null)
            : row.IsHeard ? (Running, row.RunsSince ?? shift.StartsAt)
            : (Silent, row.SeenAt);
        return new Line(
            row.Id,
            row.Code,
            row.Name,
            state,
            since is { } at ? TimeZoneInfo.ConvertTime(at, zone) : null,
            JsonSerializer.Deserialize<IReadOnlyList<DowntimeEvent.Reason>>(row.ReasonPath, Json.Options)!,
            row.Carried,
            Minutes.Shown(row.Minutes),
            row.Stops,
            row.Unexplained
        );
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public string Code { get; init; } = "";
        public string Name { get; init; } = "";
        public DateTimeOffset? StoppedAt { get; init; }
        public string ReasonPath { get; init; } = "[]";
        public bool Carried { get; init; }
        public DateTimeOffset? RunsSince { get; init; }
        public DateTimeOffset? SeenAt { get; init; }
        public bool IsHeard { get; init; }
        public decimal Minutes { get; init; }
        public int Stops { get; init; }
        public int Unexplained { get; init; }
    }

    private const string PlantSql =
        "SELECT id, code, name, time_zone, stop_alert_minutes::int FROM catalog.v_facility WHERE id = @id::bigint";

    private const string LinesSql = $"""
        WITH stood AS (
          SELECT m.line_id, sum(m.minutes) AS minutes, max(e.ended_at) AS runs_since
          FROM downtime.v_minutes(@id::bigint, @today::date, @today::date, @now::timestamptz) m
          JOIN downtime.event e ON e.id = m.event_id GROUP BY m.line_id)
        SELECT l.id, l.code, l.name, open.started_at AS stopped_at, coalesce(open.path, '[]')::text AS reason_path,
          coalesce(open.carried, false) AS carried, w.seen_at, coalesce(w.seen_at >= @heard::timestamptz, false) AS is_heard,
          stood.runs_since, coalesce(stood.minutes, 0) AS minutes, begun.stops, begun.unexplained
        FROM catalog.v_line l
        LEFT JOIN stood ON stood.line_id = l.id
        LEFT JOIN downtime.line_watch w ON w.line_id = l.id
        LEFT JOIN LATERAL (
          SELECT e.started_at, o.ends_at <= @now::timestamptz AS carried, p.path
          FROM downtime.event e
          LEFT JOIN catalog.v_shift_occurrence o ON o.id = e.shift_occurrence_id
          {ReadEvents.ReasonPathJoin}
          WHERE e.line_id = l.id AND e.ended_at IS NULL AND e.deleted_at IS NULL) open ON true
        CROSS JOIN LATERAL (
          SELECT count(*)::int AS stops, count(*) FILTER (WHERE e.reason_id IS NULL)::int AS unexplained
          FROM downtime.event e WHERE e.line_id = l.id AND e.production_date = @today::date AND e.deleted_at IS NULL) begun
        WHERE l.facility_id = @id::bigint AND l.active
        ORDER BY lower(l.code)
        """;
}
