using Faena.Kernel.Database;
using Faena.Kernel.Live;

namespace Faena.Modules.Downtime.Events;

/// <summary>Reads and writes stops. Whoever writes holds the line first, so that two who write at once see each other.</summary>
internal static class EventTable
{
    /// <summary>What listeners of a line listen to.</summary>
    public static string TopicOf(long line) => $"downtime:line:{line}";

    public sealed record Line(long Id, long FacilityId, int Crew, bool Active, string TimeZone)
    {
        public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
    }

    /// <summary>The line, and nobody else writes a stop of it until the transaction ends.</summary>
    public static async Task<Line?> HoldLine(DbWork work, long line)
    {
        await work.Execute(AloneSql, new { line });
        return await work.One<Line>(LineSql, new { line });
    }

    public static Task<StoredEvent?> Find(DbWork work, long id) => work.One<StoredEvent>(FindSql, new { id });

    public static Task<StoredEvent?> FindSent(DbWork work, Guid client) => work.One<StoredEvent>(SentSql, new { client });

    /// <summary>The stop with its line held; deleted ones only where they are asked for.</summary>
    public static async Task<(StoredEvent Stop, Line Line)?> Hold(DbWork work, long id, bool deleted = false)
    {
        if (await Find(work, id) is not { } found || await HoldLine(work, found.LineId) is not { } line)
        {
            return null;
        }
        // Read again: the one who held the line before may have changed it.
        var stop = (await Find(work, id))!;
        return stop.IsDeleted == deleted ? (stop, line) : null;
    }

    public static Task<bool> IsSignedOff(DbWork work, StoredEvent stop) =>
        work.One<bool>(SignedSql, new { line = stop.LineId, occurrence = stop.ShiftOccurrenceId });

    public static async Task<long> Add(DbWork work, StoredEvent stop)
    {
        var id = await work.One<long>(AddSql, stop);
        await work.Tell(TopicOf(stop.LineId), id);
        return id;
    }

    public static async Task Change(DbWork work, StoredEvent stop)
    {
        await work.Execute(ChangeSql, stop);
        await work.Tell(TopicOf(stop.LineId), stop.Id);
    }

    private const string AloneSql = "SELECT pg_advisory_xact_lock(hashtextextended('downtime.line', @line::bigint))";

    private const string LineSql = """
        SELECT id, facility_id, crew::int, active, time_zone FROM catalog.v_line WHERE id = @line::bigint
        """;

    private const string Columns = """
        SELECT id, client_id, line_id, facility_id, reason_id, explained_by, started_at, ended_at, shift_occurrence_id, production_date, shift_source,
          crew::int, note, job_number, job_verified, entered_by, entered_by_name, entered_at, version, deleted_at
        FROM downtime.event
        """;

    private const string FindSql = $"{Columns} WHERE id = @id::bigint";

    private const string SentSql = $"{Columns} WHERE client_id = @client::uuid";

    private const string SignedSql = """
        SELECT EXISTS (SELECT FROM downtime.sign_off WHERE line_id = @line::bigint AND shift_occurrence_id = @occurrence::bigint)
        """;

    private const string AddSql = """
        INSERT INTO downtime.event (client_id, line_id, facility_id, reason_id, explained_by, started_at, ended_at, shift_occurrence_id, production_date,
          shift_source, crew, note, job_number, job_verified, entered_by, entered_by_name, entered_at)
        VALUES (@ClientId::uuid, @LineId::bigint, @FacilityId::bigint, @ReasonId::bigint, @ExplainedBy::bigint, @StartedAt::timestamptz, @EndedAt::timestamptz,
          @ShiftOccurrenceId::bigint, @ProductionDate::date, @ShiftSource::text, @Crew::smallint, @Note::text, @JobNumber::text,
          @JobVerified::boolean, @EnteredBy::bigint, @EnteredByName::text, @EnteredAt::timestamptz)
        RETURNING id
        """;

    private const string ChangeSql = """
        UPDATE downtime.event SET line_id = @LineId::bigint, facility_id = @FacilityId::bigint, reason_id = @ReasonId::bigint,
          explained_by = @ExplainedBy::bigint,
          started_at = @StartedAt::timestamptz, ended_at = @EndedAt::timestamptz, shift_occurrence_id = @ShiftOccurrenceId::bigint,
          production_date = @ProductionDate::date, shift_source = @ShiftSource::text, crew = @Crew::smallint, note = @Note::text,
          job_number = @JobNumber::text, job_verified = @JobVerified::boolean, change_reason = @ChangeReason::text
        WHERE id = @Id::bigint
        """;
}
