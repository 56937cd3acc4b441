using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Shifts;

/// <summary>The shifts of a facility, those out of use too, and the minutes of the week that none of them takes.</summary>
public static class ListShifts
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/shifts", Handle).Needs("catalog.read").Of(Scope.Facility("facilityId")).Refuses(422);

    /// <param name="InForce">Whether it is active and valid on the day that was asked about.</param>
    public sealed record Shift(
        long Id,
        string Code,
        BothNames Names,
        string Start,
        string End,
        IReadOnlyList<short> Weekdays,
        IReadOnlyList<Break> Breaks,
        DateOnly? ValidFrom,
        DateOnly? ValidTo,
        bool Active,
        bool InForce,
        long Version
    )
    {
        /// <summary>The minutes of the week that it takes.</summary>
        internal IEnumerable<WeekMinutes.Span> Minutes() => WeekMinutes.Of(Weekdays.Select(d => (int)d), TimeOf(Start), TimeOf(End));

        /// <summary>From its start to its end, by a clock that nobody changes.</summary>
        internal int Length() => WeekMinutes.Length(TimeOf(Start), TimeOf(End));

        internal static TimeOnly TimeOf(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
    }

    public sealed record BothNames(string Es, string En);

    public sealed record Break(string Start, int Minutes);

    /// <summary>From one minute of the week to another; Monday is 1.</summary>
    public sealed record Gap(int Weekday, string Start, int UntilWeekday, string End);

    public sealed record Response(IReadOnlyList<Shift> Shifts, IReadOnlyList<Gap> Gaps);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(long? facilityId, Db db, CancellationToken ct) =>
        facilityId is not { } facility ? Problem.Invalid("facilityId", "required") : TypedResults.Ok(await Of(db, facility, null, ct));

    /// <param name="on">The day whose shifts are in force; the facility's today where it is missing.</param>
    internal static async Task<Response> Of(Db db, long facility, DateOnly? on, CancellationToken ct)
    {
        var shifts = (await db.Query<Row>(ShiftsSql, new { facility, on }, ct)).Select(r => r.As()).ToList();
        var taken = shifts.Where(s => s.InForce).SelectMany(s => s.Minutes()).ToList();
        return new Response(
            shifts,
            // Without shifts the whole week is free, which nobody needs to be told.
            taken.Count == 0
                ? []
                : [.. WeekMinutes.Free(taken).Select(GapOf)]
        );
    }

    private static Gap GapOf(WeekMinutes.Span free) =>
        new(WeekdayOf(free.From), TimeOf(free.From), WeekdayOf(free.To % WeekMinutes.Week), TimeOf(free.To));

    private static int WeekdayOf(int minute) => (minute / WeekMinutes.Day) + 1;

    private static string TimeOf(int minute) =>
        TimeOnly.MinValue.AddMinutes(minute % WeekMinutes.Day).ToString("HH:mm", CultureInfo.InvariantCulture);

    private sealed record Row
    {
        public long Id { get; init; }
        public string Code { get; init; } = "";
        public string NameEs { get; init; } = "";
        public string NameEn { get; init; } = "";
        public string Starts { get; init; } = "";
        public string Ends { get; init; } = "";
        public short[] Weekdays { get; init; } = [];
        public DateOnly? ValidFrom { get; init; }
        public DateOnly? ValidUntil { get; init; }
        public string[] BreakStarts { get; init; } = [];
        public short[] BreakMinutes { get; init; } = [];
        public bool Active { get; init; }
        public bool InForce { get; init; }
        public long Version { get; init; }

        public Shift As() =>
            new(
                Id,
                Code,
                new BothNames(NameEs, NameEn),
                Starts,
                Ends,
                Weekdays,
                [.. BreakStarts.Zip(BreakMinutes, (start, minutes) => new Break(start, minutes))],
                ValidFrom,
                ValidUntil?.AddDays(-1),
                Active,
                InForce,
                Version
            );
    }

    private const string ShiftsSql = """
        SELECT s.id, s.code, s.name_es, s.name_en, to_char(s.starts, 'HH24:MI') AS starts, to_char(s.ends, 'HH24:MI') AS ends, s.weekdays, lower(s.validity) AS valid_from,
          upper(s.validity) AS valid_until, s.active, s.version,
          s.active AND s.validity @> coalesce(@on::date, (now() AT TIME ZONE f.time_zone)::date) AS in_force,
          coalesce((SELECT array_agg(to_char(b.starts, 'HH24:MI') ORDER BY b.position) FROM catalog.shift_break b WHERE b.shift_id = s.id), '{}') AS break_starts,
          coalesce((SELECT array_agg(b.minutes ORDER BY b.position) FROM catalog.shift_break b WHERE b.shift_id = s.id), '{}') AS break_minutes
        FROM catalog.shift s JOIN catalog.facility f ON f.id = s.facility_id
        WHERE s.facility_id = @facility::bigint
        ORDER BY s.active DESC, s.starts, s.code
        """;
}
