using System.Globalization;
using System.Text.Json;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;

namespace Faena.Modules.Downtime.Events;

/// <summary>Stops as this caller reads them, in one statement however many they are.</summary>
public sealed class ReadEvents(CurrentUser user, TimeProvider clock)
{
    private const decimal SecondsPerMinute = 60;

    public async Task<DowntimeEvent?> One(Db db, long id, CancellationToken ct) =>
        (await db.Query<Row>(ByIdSql, new { ids = new[] { id }, language = Language }, ct)).Select(Of).FirstOrDefault();

    public async Task<DowntimeEvent> One(DbWork work, long id) =>
        (await work.Query<Row>(ByIdSql, new { ids = new[] { id }, language = Language })).Select(Of).Single();

    public async Task<IReadOnlyList<DowntimeEvent>> Some(Db db, IReadOnlyCollection<long> ids, CancellationToken ct) =>
        [.. (await db.Query<Row>(ByIdSql, new { ids = ids.ToArray(), language = Language }, ct)).Select(Of)];

    /// <summary>The live stops of a line's production date, in the order in which they began.</summary>
    public async Task<IReadOnlyList<DowntimeEvent>> OfDay(Db db, long line, DateOnly date, CancellationToken ct) =>
        [
            .. (
                await db.Query<Row>(
                    OfDaySql,
                    new
                    {
                        line,
                        date,
                        language = Language,
                    },
                    ct
                )
            ).Select(Of),
        ];

    /// <summary>
    /// The stops of a facility's production date, also those that were taken away, and of those of earlier dates what still runs and what
    /// stood on this one; in the order in which they began.
    /// </summary>
    public async Task<IReadOnlyList<DowntimeEvent>> OfFacility(DbWork work, long facility, DateOnly date, long[] stood) =>
        [
            .. (
                await work.Query<Row>(
                    OfFacilitySql,
                    new
                    {
                        facility,
                        date,
                        stood,
                        language = Language,
                    }
                )
            ).Select(Of),
        ];

    /// <summary>
    /// What a tablet at the line shows: the stops of these production dates, the one that runs, and those since a moment that nobody
    /// has explained.
    /// </summary>
    public async Task<IReadOnlyList<DowntimeEvent>> OnFloor(
        DbWork work,
        long line,
        DateOnly from,
        DateOnly to,
        DateTimeOffset unexplainedSince
    ) =>
        [
            .. (
                await work.Query<Row>(
                    OnFloorSql,
                    new
                    {
                        line,
                        from,
                        to,
                        unexplainedSince,
                        language = Language,
                    }
                )
            ).Select(Of),
        ];

    private static string Language => CultureInfo.CurrentCulture.TwoLetterISOLanguageName;

    private DowntimeEvent Of(Row row)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(row.TimeZone);
        var now = clock.GetUtcNow();
        var mayEdit = !row.Stop.IsDeleted && EditWindow.IsOpen(user, row.Stop, row.IsSignedOff, now);
        return new DowntimeEvent(
            row.Id,
            row.ClientId,
            row.LineId,
            row.FacilityId,
            row.ReasonId,
            JsonSerializer.Deserialize<IReadOnlyList<DowntimeEvent.Reason>>(row.ReasonPath, Json.Options)!,
            TimeZoneInfo.ConvertTime(row.StartedAt, zone),
            row.EndedAt is { } end ? TimeZoneInfo.ConvertTime(end, zone) : null,
            row.EndedAt is { } last
                ? decimal.Round((last - row.StartedAt).Ticks / (SecondsPerMinute * TimeSpan.TicksPerSecond), 6).Trimmed()
                : null,
            row.DeletedAt is not null ? DowntimeEvent.Deleted
                : row.EndedAt is null ? DowntimeEvent.Open
                : DowntimeEvent.Closed,
            row.ShiftCode is null
                ? null
                : new DowntimeEvent.ShiftOf(row.ShiftOccurrenceId!.Value, row.ShiftName!, row.ShiftCode, row.ProductionDate),
            row.ProductionDate,
            row.ShiftSource,
            row.Crew,
            row.Note,
            row.JobNumber is null ? null : new DowntimeEvent.JobOf(row.JobNumber, null, null, null, null, row.JobVerified),
            new DowntimeEvent.Person(row.EnteredBy, row.EnteredByName),
            TimeZoneInfo.ConvertTime(row.EnteredAt, zone),
            row.EndedAt is null && row.DeletedAt is null && row.ShiftEndsAt <= now,
            mayEdit,
            mayEdit,
            !row.Stop.IsDeleted && EditWindow.MayExplain(user, row.Stop, row.IsSignedOff, now),
            row.Stop.Tag.ToString()
        );
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public Guid? ClientId { get; init; }
        public long LineId { get; init; }
        public long FacilityId { get; init; }
        public long? ReasonId { get; init; }
        public long? ExplainedBy { get; init; }
        public string ReasonPath { get; init; } = "[]";
        public DateTimeOffset StartedAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public long? ShiftOccurrenceId { get; init; }
        public string? ShiftCode { get; init; }
        public string? ShiftName { get; init; }
        public DateTimeOffset? ShiftEndsAt { get; init; }
        public DateOnly ProductionDate { get; init; }
        public string ShiftSource { get; init; } = "";
        public int Crew { get; init; }
        public string Note { get; init; } = "";
        public string? JobNumber { get; init; }
        public bool JobVerified { get; init; }
        public long EnteredBy { get; init; }
        public string EnteredByName { get; init; } = "";
        public DateTimeOffset EnteredAt { get; init; }
        public long Version { get; init; }
        public DateTimeOffset? DeletedAt { get; init; }
        public bool IsSignedOff { get; init; }
        public string TimeZone { get; init; } = "";

        public StoredEvent Stop =>
            new()
            {
                Id = Id,
                FacilityId = FacilityId,
                ReasonId = ReasonId,
                ExplainedBy = ExplainedBy,
                EnteredBy = EnteredBy,
                EnteredAt = EnteredAt,
                Version = Version,
                DeletedAt = DeletedAt,
            };
    }

    /// <summary>Joins <c>p.path</c> to the stop <c>e</c>: its reason from the top of the tree down.</summary>
    internal const string ReasonPathJoin = """
        CROSS JOIN LATERAL (
          WITH RECURSIVE up AS (
            SELECT r.* FROM downtime.reason r WHERE r.id = e.reason_id
            UNION ALL SELECT r.* FROM downtime.reason r JOIN up ON r.id = up.parent_id)
          SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'code', code, 'color', color, 'icon', icon,
            'name', CASE WHEN @language::text = 'en' THEN name_en ELSE name_es END) ORDER BY depth), '[]') AS path FROM up) p
        """;

    private const string Rows = $"""
        SELECT e.id, e.client_id, e.line_id, e.facility_id, e.reason_id, e.explained_by, e.started_at, e.ended_at, e.shift_occurrence_id, o.shift_code,
          CASE WHEN @language::text = 'en' THEN o.name_en ELSE o.name_es END AS shift_name,
          o.ends_at AS shift_ends_at, e.production_date, e.shift_source, e.crew::int,
          e.note, e.job_number, e.job_verified, e.entered_by, e.entered_by_name, e.entered_at, e.version, e.deleted_at,
          EXISTS (
            SELECT FROM downtime.sign_off s WHERE s.line_id = e.line_id AND s.shift_occurrence_id = e.shift_occurrence_id) AS is_signed_off,
          l.time_zone, p.path::text AS reason_path
        FROM downtime.event e
        JOIN catalog.v_line l ON l.id = e.line_id
        LEFT JOIN catalog.v_shift_occurrence o ON o.id = e.shift_occurrence_id
        {ReasonPathJoin}
        """;

    private const string ByIdSql = $"{Rows} WHERE e.id = ANY (@ids::bigint[]) ORDER BY e.started_at, e.id";

    private const string OnFloorSql = $"""
        {Rows} WHERE e.line_id = @line::bigint AND e.deleted_at IS NULL
          AND (e.production_date BETWEEN @from::date AND @to::date OR e.ended_at IS NULL
            OR (e.reason_id IS NULL AND e.started_at >= @unexplainedSince::timestamptz))
        ORDER BY e.started_at, e.id
        """;

    private const string OfDaySql = $"""
        {Rows} WHERE e.line_id = @line::bigint AND e.production_date = @date::date AND e.deleted_at IS NULL ORDER BY e.started_at, e.id
        """;

    private const string OfFacilitySql = $"""
        {Rows} WHERE l.facility_id = @facility::bigint
          AND (e.production_date = @date::date
            OR (e.production_date < @date::date AND e.deleted_at IS NULL AND (e.ended_at IS NULL OR e.id = ANY (@stood::bigint[]))))
        ORDER BY e.started_at, e.id
        """;
}
