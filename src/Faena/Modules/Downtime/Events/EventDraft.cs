using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;

namespace Faena.Modules.Downtime.Events;

/// <summary>What a body says of a stop, checked and completed: its times, its reason, its crew and the shift that ran then.</summary>
internal static class EventDraft
{
    public const int LongestNote = 1_000;
    private const int LongestJob = 50;
    private const int MostCrew = 50;

    /// <summary>Devices' clocks are never quite the server's.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);

    /// <param name="before">The stop that is being changed, with its author; a new one has its author already.</param>
    /// <returns>The stop; its errors are in <paramref name="errors"/>.</returns>
    public static async Task<StoredEvent> Complete(
        DbWork work,
        EventRequest given,
        StoredEvent before,
        EventTable.Line line,
        ICatalog catalog,
        CurrentUser user,
        DateTimeOffset now,
        FieldErrors errors
    )
    {
        errors
            .Require(given.TimeFold is null or 0 or 1, "timeFold", "one_of", new { opciones = new[] { "0", "1" } })
            .Require(given.EndTimeFold is null or 0 or 1, "endTimeFold", "one_of", new { opciones = new[] { "0", "1" } })
            .Require(given.CrewSize is null or (>= 0 and <= MostCrew), "crewSize", "crew_range", new { most = MostCrew })
            .Require((given.Note ?? "").Length <= LongestNote, "note", "too_long", new { max = LongestNote });
        var job = EntryName.Of(given.JobNumber);
        errors.Require(job.Length <= LongestJob, "jobNumber", "too_long", new { max = LongestJob });
        var start = TimeOf(given.StartedAt, "startedAt", given.TimeFold, line, now, errors);
        var end = string.IsNullOrEmpty(given.EndedAt) ? null : TimeOf(given.EndedAt, "endedAt", given.EndTimeFold, line, now, errors);
        if (start is { } from)
        {
            Check(before, from, end, user, now, errors);
        }
        var note = (given.Note ?? "").Trim();
        await ChosenReason.Check(work, given.ReasonId, before, line.Id, note, errors);
        if (errors.Any || start is not { } startedAt)
        {
            return before;
        }
        var stop = before.Explained(given.ReasonId, user.Id) with
        {
            LineId = line.Id,
            FacilityId = line.FacilityId,
            StartedAt = startedAt,
            EndedAt = end,
            Crew = given.CrewSize ?? line.Crew,
            Note = note,
            JobNumber = job.Length == 0 ? null : job,
            JobVerified = before.JobVerified && before.JobNumber == job,
        };
        return given.ShiftOccurrenceId is { } occurrence
            ? await InShift(work, stop, occurrence, errors)
            : await InShiftOfItsStart(work, stop, catalog, line);
    }

    private static DateTimeOffset? TimeOf(
        string? text,
        string path,
        int? fold,
        EventTable.Line line,
        DateTimeOffset now,
        FieldErrors errors
    )
    {
        if (string.IsNullOrEmpty(text))
        {
            errors.Add(path, "required");
            return null;
        }
        var reading = LocalTime.Read(text, line.Zone, fold, now);
        errors
            .Require(reading.Code is null, path, reading.Code ?? "", new { suggestion = reading.Suggestion })
            .Require(reading.Code is not null || reading.At <= now + Ahead, path, "moment_to_come");
        return reading.Code is null ? reading.At : null;
    }

    private static void Check(
        StoredEvent before,
        DateTimeOffset start,
        DateTimeOffset? end,
        CurrentUser user,
        DateTimeOffset now,
        FieldErrors errors
    )
    {
        // What was once accepted stays where it is; what is moved is as old as what is new.
        if (EditWindow.Back(user) is { } back && start != before.StartedAt)
        {
            errors.Require(now - start <= back, "startedAt", "too_far_back", new { hours = (int)back.TotalHours });
        }
        errors.Require(end is null || end > start, "endedAt", "end_not_after_start");
        if (EditWindow.Longest(user) is { } longest)
        {
            errors.Require(end is null || end - start <= longest, "endedAt", "stop_too_long", new { hours = (int)longest.TotalHours });
        }
    }

    private static async Task<StoredEvent> InShift(DbWork work, StoredEvent stop, long occurrence, FieldErrors errors)
    {
        var date = await work.One<DateOnly?>(
            TouchedSql,
            new
            {
                occurrence,
                facility = stop.FacilityId,
                stop.StartedAt,
                stop.EndedAt,
            }
        );
        errors.Require(date is not null, "shiftOccurrenceId", "shift_not_touched");
        return stop with { ShiftOccurrenceId = occurrence, ProductionDate = date ?? stop.ProductionDate, ShiftSource = StoredEvent.Manual };
    }

    /// <summary>The shift that runs when the stop begins; in a gap the local date.</summary>
    public static async Task<StoredEvent> InShiftOfItsStart(DbWork work, StoredEvent stop, ICatalog catalog, EventTable.Line line)
    {
        var shift = await catalog.ShiftAt(work, line.FacilityId, stop.StartedAt);
        return stop with
        {
            ShiftOccurrenceId = shift?.Id,
            ProductionDate = shift?.ProductionDate ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(stop.StartedAt, line.Zone).DateTime),
            ShiftSource = StoredEvent.Auto,
        };
    }

    private const string TouchedSql = """
        SELECT production_date FROM catalog.v_shift_occurrence
        WHERE id = @occurrence::bigint AND facility_id = @facility::bigint
          AND tstzrange(starts_at, ends_at) && tstzrange(@StartedAt::timestamptz, @EndedAt::timestamptz)
        """;
}
