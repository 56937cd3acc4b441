using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;
using Faena.Modules.Downtime.Events;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Day;

/// <summary>
/// A facility's production date as a supervisor reads it at the end of a shift: line by line and shift by shift every stop, what is left
/// to explain, who signed it off, what others than its author changed, and what was taken away.
/// </summary>
public static class ShowDay
{
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/day", Handle).Needs("downtime.read").Of(Scope.Facility("facilityId")).Refuses(422);

    /// <param name="Now">The server's clock; until then what runs is counted.</param>
    /// <param name="Changes">Stops that now say something else than their author said, by somebody else.</param>
    public sealed record Response(
        Plant Facility,
        DateOnly ProductionDate,
        DateTimeOffset Now,
        Sum Total,
        IReadOnlyList<Line> Lines,
        IReadOnlyList<Change> Changes,
        IReadOnlyList<Removal> Deleted
    );

    /// <param name="StopAlertMinutes">A stop that still runs after so long is worth an alert; 0: none is.</param>
    public sealed record Plant(long Id, string Code, string Name, string TimeZone, int StopAlertMinutes);

    /// <param name="Minutes">What of all stops lies in it, also of those that began before.</param>
    /// <param name="Stops">How many began in it.</param>
    /// <param name="Carried">Stops that still run though their shift is over.</param>
    public sealed record Sum(decimal Minutes, int Stops, int Unexplained, int Running, int Carried);

    /// <param name="SinceEarlier">The stop that reaches into this date from an earlier one; it is counted there, its minutes here too.</param>
    /// <param name="Shifts">In their order; last, where the line stood in none of them, one without an id for what lies outside.</param>
    public sealed record Line(
        long Id,
        string Code,
        string Name,
        int CrewSize,
        Sum Total,
        DowntimeEvent? SinceEarlier,
        IReadOnlyList<Shift> Shifts
    );

    /// <param name="SignedOff">Null until a supervisor stands for it.</param>
    public sealed record Shift(
        long? Id,
        string? Code,
        string? Name,
        DateTimeOffset? StartsAt,
        DateTimeOffset? EndsAt,
        Sum Total,
        Signature? SignedOff,
        IReadOnlyList<DowntimeEvent> Events
    );

    public sealed record Signature(string By, DateTimeOffset At);

    public sealed record Change(long EventId, string By, DateTimeOffset At, string Why);

    public sealed record Removal(DowntimeEvent Event, string By, DateTimeOffset At, string Why);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        long? facilityId,
        string? productionDate,
        Db db,
        ICatalog catalog,
        ReadEvents events,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var date = DateOf(productionDate);
        var errors = new FieldErrors()
            .Require(facilityId is not null, "facilityId", "required")
            .Require(date is not null || !string.IsNullOrEmpty(productionDate), "productionDate", "required")
            .Require(date is not null || string.IsNullOrEmpty(productionDate), "productionDate", "not_a_date");
        if (errors.Any || facilityId is not { } facility || date is not { } day)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        if (await work.One<Plant>(PlantSql, new { facility }) is not { } plant)
        {
            return Problem.Invalid("facilityId", "facility_unknown");
        }
        await catalog.EnsureShifts(work, facility, day.AddDays(-1), day);
        var now = clock.GetUtcNow();
        var stood = await work.Query<Stood>(
            StoodSql,
            new
            {
                facility,
                day,
                now,
            }
        );
        var stops = await events.OfFacility(work, facility, day, [.. stood.Select(s => s.EventId)]);
        var shifts = await work.Query<ShiftRow>(
            ShiftsSql,
            new
            {
                facility,
                day,
                standing = stood.Select(s => s.LineId).Concat(stops.Select(s => s.LineId)).Distinct().ToArray(),
                language = CultureInfo.CurrentCulture.TwoLetterISOLanguageName,
            }
        );
        var changes = await work.Query<ChangeRow>(ChangesSql, new { ids = stops.Select(s => s.Id).ToArray() });
        await work.Commit();
        return TypedResults.Ok(Of(plant, day, now, stops, stood, shifts, changes));
    }

    /// <summary>A date of the years that shifts are kept for; null where the text is none.</summary>
    internal static DateOnly? DateOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date.Year is >= FirstYear and <= LastYear
            ? date
            : null;

    private static Response Of(
        Plant plant,
        DateOnly day,
        DateTimeOffset now,
        IReadOnlyList<DowntimeEvent> stops,
        IReadOnlyList<Stood> stood,
        IReadOnlyList<ShiftRow> shifts,
        IReadOnlyList<ChangeRow> changes
    )
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(plant.TimeZone);
        var live = stops.Where(s => s.State != DowntimeEvent.Deleted).ToLookup(s => s.LineId);
        var minutes = stood.ToLookup(s => s.LineId);
        var changeOf = changes.ToDictionary(c => c.EventId);
        return new Response(
            plant,
            day,
            TimeZoneInfo.ConvertTime(now, zone),
            SumOf(live.SelectMany(line => line).Where(s => s.ProductionDate == day), stood),
            [.. shifts.GroupBy(s => s.LineId).Select(line => LineOf(line, live[line.Key], minutes[line.Key], day, zone))],
            [
                .. stops
                    .Where(s => s.State != DowntimeEvent.Deleted && s.ProductionDate == day && changeOf.ContainsKey(s.Id))
                    .Select(s => changeOf[s.Id])
                    .Select(c => new Change(c.EventId, c.ByName, TimeZoneInfo.ConvertTime(c.At, zone), c.Why)),
            ],
            [
                .. stops
                    .Where(s => s.State == DowntimeEvent.Deleted && changeOf.ContainsKey(s.Id))
                    .Select(s => (Stop: s, Gone: changeOf[s.Id]))
                    .Select(d => new Removal(d.Stop, d.Gone.ByName, TimeZoneInfo.ConvertTime(d.Gone.At, zone), d.Gone.Why)),
            ]
        );
    }

    private static Line LineOf(
        IEnumerable<ShiftRow> rows,
        IEnumerable<DowntimeEvent> stops,
        IEnumerable<Stood> stood,
        DateOnly day,
        TimeZoneInfo zone
    )
    {
        var line = rows.First();
        var ofDay = stops.Where(s => s.ProductionDate == day).ToList();
        var begun = ofDay.ToLookup(s => s.Shift?.Id);
        var minutes = stood.ToLookup(s => s.ShiftOccurrenceId);
        var shifts = rows.Where(r => r.ShiftId is not null)
            .Select(r => ShiftOf(r, [.. begun[r.ShiftId]], minutes[r.ShiftId], zone))
            .ToList();
        var outside = ofDay.Where(s => shifts.TrueForAll(shift => shift.Id != s.Shift?.Id)).ToList();
        if (outside.Count > 0 || minutes[null].Any())
        {
            shifts.Add(new Shift(null, null, null, null, null, SumOf(outside, minutes[null]), null, outside));
        }
        return new Line(
            line.LineId,
            line.Code,
            line.Name,
            line.Crew,
            SumOf(ofDay, stood),
            stops.FirstOrDefault(s => s.ProductionDate != day),
            shifts
        );
    }

    private static Shift ShiftOf(ShiftRow row, IReadOnlyList<DowntimeEvent> stops, IEnumerable<Stood> stood, TimeZoneInfo zone) =>
        new(
            row.ShiftId,
            row.ShiftCode,
            row.ShiftName,
            TimeZoneInfo.ConvertTime(row.StartsAt!.Value, zone),
            TimeZoneInfo.ConvertTime(row.EndsAt!.Value, zone),
            SumOf(stops, stood),
            row.SignedAt is { } at ? new Signature(row.SignedByName!, TimeZoneInfo.ConvertTime(at, zone)) : null,
            stops
        );

    private static Sum SumOf(IEnumerable<DowntimeEvent> stops, IEnumerable<Stood> stood)
    {
        var all = stops.ToList();
        return new Sum(
            Minutes.Shown(stood.Sum(s => s.Minutes)),
            all.Count,
            all.Count(s => s.ReasonId is null),
            all.Count(s => s.State == DowntimeEvent.Open),
            all.Count(s => s.Carried)
        );
    }

    private sealed record Stood
    {
        public long LineId { get; init; }
        public long EventId { get; init; }
        public long? ShiftOccurrenceId { get; init; }
        public decimal Minutes { get; init; }
    }

    private sealed record ShiftRow
    {
        public long LineId { get; init; }
        public string Code { get; init; } = "";
        public string Name { get; init; } = "";
        public int Crew { get; init; }
        public long? ShiftId { get; init; }
        public string? ShiftCode { get; init; }
        public string? ShiftName { get; init; }
        public DateTimeOffset? StartsAt { get; init; }
        public DateTimeOffset? EndsAt { get; init; }
        public string? SignedByName { get; init; }
        public DateTimeOffset? SignedAt { get; init; }
    }

    private sealed record ChangeRow(long EventId, string ByName, DateTimeOffset At, string Why);

    private const string PlantSql =
        "SELECT id, code, name, time_zone, stop_alert_minutes::int FROM catalog.v_facility WHERE id = @facility::bigint";

    private const string StoodSql = """
        SELECT m.line_id, m.event_id, m.shift_occurrence_id, m.minutes
        FROM downtime.v_minutes(@facility::bigint, @day::date, @day::date, @now::timestamptz) m
        """;

    // A line that is out of use stays on the days on which it stood.
    private const string ShiftsSql = """
        SELECT l.id AS line_id, l.code, l.name, l.crew::int, o.id AS shift_id, o.shift_code,
          CASE WHEN @language::text = 'en' THEN o.name_en ELSE o.name_es END AS shift_name, o.starts_at, o.ends_at,
          coalesce((SELECT who.display_name FROM identity.v_actors who WHERE who.name = s.signed_by LIMIT 1), s.signed_by) AS signed_by_name,
          s.signed_at
        FROM catalog.v_line l
        LEFT JOIN catalog.v_shift_occurrence o ON o.facility_id = l.facility_id AND o.production_date = @day::date
        LEFT JOIN downtime.sign_off s ON s.line_id = l.id AND s.shift_occurrence_id = o.id
        WHERE l.facility_id = @facility::bigint
          AND (l.active OR l.id = ANY (@standing::bigint[]))
        ORDER BY lower(l.code), l.id, o.starts_at
        """;

    // Of what was taken away, the taking; else the last time that somebody else replaced what had been said. To say what nobody had
    // said yet (a reason, an end) replaces nothing.
    private const string ChangesSql = """
        SELECT e.id AS event_id,
          coalesce((SELECT who.display_name FROM identity.v_actors who WHERE who.name = c.changed_by LIMIT 1), c.changed_by) AS by_name,
          c.changed_date AS at, c.why
        FROM downtime.event e
        LEFT JOIN identity.v_actors author ON author.id = e.entered_by
        CROSS JOIN LATERAL (
          SELECT a.changed_by, a.changed_date, coalesce(a.after ->> 'change_reason', '') AS why FROM audit.v_audit_log a
          WHERE a.table_name = 'downtime.event' AND a.record_id = e.id::text
            AND CASE WHEN e.deleted_at IS NOT NULL THEN a.action_type = 'DELETE'
              ELSE a.changed_by IS DISTINCT FROM author.name AND EXISTS (
                SELECT FROM unnest(ARRAY['line_id', 'reason_id', 'started_at', 'ended_at', 'crew', 'note', 'job_number']) said
                WHERE nullif(a.before ->> said, '') <> coalesce(a.after ->> said, '')) END
          ORDER BY a.audit_id DESC LIMIT 1) c
        WHERE e.id = ANY (@ids::bigint[])
        """;
}
