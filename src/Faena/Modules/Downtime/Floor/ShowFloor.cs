using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;
using Faena.Modules.Downtime.Events;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Floor;

/// <summary>
/// What a tablet at a line has to know, in one answer: the shift that runs, its stops and those of the shift before, what nobody has
/// explained, and the reasons that were given here lately.
/// </summary>
public static class ShowFloor
{
    // Older debts are a supervisor's: a tablet shows what people can still remember.
    private static readonly TimeSpan DebtKept = TimeSpan.FromDays(7);
    private static readonly TimeSpan Lately = TimeSpan.FromDays(30);
    private const int MostRecentReasons = 8;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/lines/{id:long}/floor", Handle).Needs("downtime.read").Of(Scope.Line("id")).Refuses(404, "line_unknown");

    /// <param name="Now">The server's clock, by which devices set theirs.</param>
    /// <param name="Shift">Null in a gap between shifts.</param>
    /// <param name="PreviousShift">The last one that ended.</param>
    /// <param name="RecentReasons">Ids, the latest first.</param>
    public sealed record Response(
        Line Line,
        DateTimeOffset Now,
        ShiftOf? Shift,
        ShiftOf? PreviousShift,
        DateOnly ProductionDate,
        IReadOnlyList<DowntimeEvent> Events,
        IReadOnlyList<long> RecentReasons
    );

    public sealed record Line(long Id, string Code, string Name, long FacilityId, int CrewSize, string TimeZone);

    public sealed record ShiftOf(
        long Id,
        string Name,
        string Code,
        DateOnly ProductionDate,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt
    );

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        long id,
        Db db,
        ICatalog catalog,
        ReadEvents events,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await work.One<LineRow>(LineSql, new { id }) is not { } line)
        {
            return Problem.NotFound("line_unknown");
        }
        var now = clock.GetUtcNow();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(line.TimeZone);
        var shift = await catalog.ShiftAt(work, line.FacilityId, now);
        var previous = await work.One<ShiftOccurrence>(PreviousSql, new { line.FacilityId, before = shift?.StartsAt ?? now });
        var today = shift?.ProductionDate ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var stops = await events.OnFloor(work, id, previous?.ProductionDate ?? today, today, now - DebtKept);
        var recent = await work.Query<long>(
            RecentSql,
            new
            {
                id,
                since = now - Lately,
                most = MostRecentReasons,
            }
        );
        await work.Commit();
        return TypedResults.Ok(
            new Response(
                new Line(line.Id, line.Code, line.Name, line.FacilityId, line.Crew, line.TimeZone),
                TimeZoneInfo.ConvertTime(now, zone),
                Of(shift, zone),
                Of(previous, zone),
                today,
                stops,
                recent
            )
        );
    }

    private static ShiftOf? Of(ShiftOccurrence? shift, TimeZoneInfo zone) =>
        shift is null
            ? null
            : new(
                shift.Id,
                shift.Name,
                shift.ShiftCode,
                shift.ProductionDate,
                TimeZoneInfo.ConvertTime(shift.StartsAt, zone),
                TimeZoneInfo.ConvertTime(shift.EndsAt, zone)
            );

    private sealed record LineRow(long Id, string Code, string Name, long FacilityId, int Crew, string TimeZone);

    private const string LineSql = """
        SELECT id, code, name, facility_id, crew::int, time_zone FROM catalog.v_line WHERE id = @id::bigint
        """;

    private const string PreviousSql = """
        SELECT id, shift_id, shift_code, name_es, name_en, production_date, starts_at, ends_at FROM catalog.v_shift_occurrence
        WHERE facility_id = @FacilityId::bigint AND ends_at <= @before::timestamptz AND ends_at > @before::timestamptz - interval '3 days'
        ORDER BY ends_at DESC LIMIT 1
        """;

    private const string RecentSql = """
        SELECT e.reason_id FROM downtime.event e JOIN downtime.reason r ON r.id = e.reason_id AND r.active
        WHERE e.line_id = @id::bigint AND e.started_at >= @since::timestamptz AND e.deleted_at IS NULL
        GROUP BY e.reason_id ORDER BY max(e.started_at) DESC LIMIT @most::int
        """;
}
