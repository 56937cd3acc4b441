using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Shifts;

/// <summary>The shifts of a facility as they were or will be between two production dates, both included.</summary>
public static class ListShiftOccurrences
{
    private const int MostDays = 366;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/shift-occurrences", Handle).Needs("catalog.read").Of(Scope.Facility("facilityId")).Refuses(422);

    /// <param name="Minutes">From its start to its end: 420 on a night on which the clock skips an hour.</param>
    /// <param name="PlannedMinutes">Without its breaks.</param>
    public sealed record Occurrence(
        long Id,
        long ShiftId,
        string ShiftCode,
        BothNames Names,
        DateOnly ProductionDate,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        decimal Minutes,
        decimal PlannedMinutes
    );

    public sealed record BothNames(string Es, string En);

    public sealed record Response(IReadOnlyList<Occurrence> Occurrences);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        long? facilityId,
        string? from,
        string? to,
        Db db,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        var (first, last) = (DateOf(from, "from", errors), DateOf(to, "to", errors));
        errors
            .Require(facilityId is not null, "facilityId", "required")
            .Require(errors.Any || first <= last, "to", "date_before_start")
            .Require(errors.Any || last.DayNumber - first.DayNumber <= MostDays, "to", "date_range_too_long", new { most = MostDays });
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        await Occurrences.Ensure(work, facilityId!.Value, first, last);
        var rows = await work.Query<Row>(
            RowsSql,
            new
            {
                facility = facilityId,
                first,
                last,
            }
        );
        await work.Commit();
        return TypedResults.Ok(
            new Response([
                .. rows.Select(r => new Occurrence(
                    r.Id,
                    r.ShiftId,
                    r.ShiftCode,
                    new BothNames(r.NameEs, r.NameEn),
                    r.ProductionDate,
                    TimeZoneInfo.ConvertTimeBySystemTimeZoneId(r.StartsAt, r.TimeZone),
                    TimeZoneInfo.ConvertTimeBySystemTimeZoneId(r.EndsAt, r.TimeZone),
                    r.Minutes.Trimmed(),
                    (r.Minutes - r.BreakMinutes).Trimmed()
                )),
            ])
        );
    }

    private static DateOnly DateOf(string? text, string name, FieldErrors errors)
    {
        if (
            !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || date.Year is < 2000 or > 2100
        )
        {
            errors.Add(name, string.IsNullOrEmpty(text) ? "required" : "not_a_date");
        }
        return date;
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public long ShiftId { get; init; }
        public string ShiftCode { get; init; } = "";
        public string NameEs { get; init; } = "";
        public string NameEn { get; init; } = "";
        public DateOnly ProductionDate { get; init; }
        public DateTimeOffset StartsAt { get; init; }
        public DateTimeOffset EndsAt { get; init; }
        public decimal Minutes { get; init; }
        public decimal BreakMinutes { get; init; }
        public string TimeZone { get; init; } = "";
    }

    private const string RowsSql = """
        SELECT o.id, o.shift_id, o.shift_code, o.name_es, o.name_en, o.production_date, o.starts_at, o.ends_at, f.time_zone,
          extract(epoch FROM o.ends_at - o.starts_at) / 60 AS minutes,
          coalesce((SELECT sum(extract(epoch FROM upper(b) - lower(b))) / 60 FROM unnest(o.breaks) b), 0) AS break_minutes
        FROM catalog.shift_occurrence o JOIN catalog.facility f ON f.id = o.facility_id
        WHERE o.facility_id = @facility::bigint AND o.production_date BETWEEN @first::date AND @last::date
        ORDER BY o.starts_at
        """;
}
