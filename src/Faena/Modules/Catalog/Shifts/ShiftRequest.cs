using System.Globalization;
using Faena.Kernel.Http;

namespace Faena.Modules.Catalog.Shifts;

/// <summary>A shift as it is sent, created or changed: the whole of it.</summary>
/// <param name="Weekdays">Monday is 1; all seven where it is missing.</param>
/// <param name="ValidFrom">First production date; from ever where it is missing.</param>
/// <param name="ValidTo">Last production date; for ever where it is missing.</param>
public sealed record ShiftRequest(
    long? FacilityId,
    string? Code,
    ShiftRequest.BothNames? Names,
    string? Start,
    string? End,
    IReadOnlyList<ShiftRequest.Break?>? Breaks,
    IReadOnlyList<int>? Weekdays,
    DateOnly? ValidFrom,
    DateOnly? ValidTo
)
{
    public sealed record BothNames(string? Es, string? En);

    /// <param name="Start">Wall clock, within the shift.</param>
    public sealed record Break(string? Start, int? Minutes);
}

/// <summary>A shift whose fields are right, as it is stored.</summary>
internal sealed record CheckedShift
{
    public required long FacilityId { get; init; }
    public required string Code { get; init; }
    public required string NameEs { get; init; }
    public required string NameEn { get; init; }

    /// <summary>Wall clock, as text: HH:mm.</summary>
    public required string Starts { get; init; }

    public required string Ends { get; init; }
    public required short[] Weekdays { get; init; }
    public required string Validity { get; init; }
    public required string[] BreakStarts { get; init; }
    public required short[] BreakMinutes { get; init; }

    /// <summary>The minutes of a week that it takes, as PostgreSQL writes them.</summary>
    public required string Week { get; init; }

    private const int CodeLength = 10;
    private const int NameLength = 100;
    private const int MostBreaks = 20;

    /// <returns>Null where a field is wrong.</returns>
    public static CheckedShift? Of(ShiftRequest request, FieldErrors errors)
    {
        var code = EntryName.Of(request.Code);
        var (es, en) = (EntryName.Of(request.Names?.Es), EntryName.Of(request.Names?.En));
        var (start, end) = (TimeOf(request.Start, "start", errors), TimeOf(request.End, "end", errors));
        var weekdays = request.Weekdays ?? [1, 2, 3, 4, 5, 6, 7];
        errors
            .Require(request.FacilityId is not null, "facilityId", "required")
            .Require(code.Length > 0, "code", "required")
            .Require(code.Length <= CodeLength, "code", "too_long", new { max = CodeLength })
            .Require(es.Length > 0, "names.es", "required")
            .Require(es.Length <= NameLength, "names.es", "too_long", new { max = NameLength })
            .Require(en.Length > 0, "names.en", "required")
            .Require(en.Length <= NameLength, "names.en", "too_long", new { max = NameLength })
            .Require(weekdays.Count > 0 && weekdays.All(d => d is >= 1 and <= 7), "weekdays", "weekday_range")
            .Require(
                request.ValidFrom is null || request.ValidTo is null || request.ValidFrom <= request.ValidTo,
                "validTo",
                "date_before_start"
            );
        var breaks = BreaksOf(request.Breaks ?? [], start, end, errors);
        return errors.Any
            ? null
            : new CheckedShift
            {
                FacilityId = request.FacilityId!.Value,
                Code = code,
                NameEs = es,
                NameEn = en,
                Starts = Text(start!.Value),
                Ends = Text(end!.Value),
                Week = WeekMinutes.Text(WeekMinutes.Of(weekdays, start.Value, end.Value)),
                Weekdays = [.. weekdays.Distinct().Order().Select(d => (short)d)],
                Validity = $"[{Text(request.ValidFrom)},{Text(request.ValidTo?.AddDays(1))})",
                BreakStarts = [.. breaks.Select(b => Text(b.Start))],
                BreakMinutes = [.. breaks.Select(b => (short)b.Minutes)],
            };
    }

    private static IReadOnlyList<(TimeOnly Start, int Minutes)> BreaksOf(
        IReadOnlyList<ShiftRequest.Break?> given,
        TimeOnly? start,
        TimeOnly? end,
        FieldErrors errors
    )
    {
        errors.Require(given.Count <= MostBreaks, "breaks", "too_many_items", new { max = MostBreaks });
        var found = new List<(TimeOnly Start, int Minutes)>();
        foreach (var (pause, index) in given.Take(MostBreaks).Select((b, i) => (b, i)))
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"breaks[{index}]");
            var from = TimeOf(pause?.Start, $"{path}.start", errors);
            var minutes = pause?.Minutes ?? 0;
            errors.Require(minutes > 0, $"{path}.minutes", "not_positive");
            if (from is not { } time || minutes <= 0 || start is not { } shiftStart || end is not { } shiftEnd)
            {
                continue;
            }
            var length = WeekMinutes.Length(shiftStart, shiftEnd);
            var offset = WeekMinutes.Length(shiftStart, time) % WeekMinutes.Day;
            errors.Require(offset + minutes <= length, $"{path}.start", "break_outside_shift");
            var isFree = found.TrueForAll(other =>
            {
                var before = WeekMinutes.Length(shiftStart, other.Start) % WeekMinutes.Day;
                return offset >= before + other.Minutes || before >= offset + minutes;
            });
            errors.Require(isFree, $"{path}.start", "break_overlap");
            found.Add((time, minutes));
        }
        return found;
    }

    private static TimeOnly? TimeOf(string? text, string path, FieldErrors errors)
    {
        if (TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }
        errors.Add(path, string.IsNullOrEmpty(text) ? "required" : "not_a_time");
        return null;
    }

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Text(DateOnly? date) => date?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
