using System.Globalization;

namespace Faena.Modules.Downtime.Events;

/// <summary>
/// A moment as people and devices write it: an instant with its offset, or the time on the wall of the line's facility. In the hour
/// that a clock change repeats, the fold says which pass is meant.
/// </summary>
public static class LocalTime
{
    public const string DoesNotExist = "local_time_does_not_exist";

    /// <param name="Code">Why it is none; null where it is one.</param>
    /// <param name="Suggestion">The first wall time after the gap, where the clock skips the one that was written.</param>
    public readonly record struct Reading(DateTimeOffset At, string? Code, DateTime? Suggestion = null);

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];

    /// <param name="text">As it was sent.</param>
    /// <param name="zone">The facility's.</param>
    /// <param name="fold">0 the first pass, 1 the second; without it the one nearer to now.</param>
    /// <param name="now">The server's time: the only clock that counts.</param>
    public static Reading Read(string text, TimeZoneInfo zone, int? fold, DateTimeOffset now)
    {
        if (DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
        {
            return OnTheWall(wall, zone, fold, now);
        }
        return
            text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            && instant.Year is >= FirstYear and <= LastYear
            ? new Reading(instant.ToUniversalTime(), null)
            : new Reading(default, "not_an_instant");
    }

    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    private static Reading OnTheWall(DateTime wall, TimeZoneInfo zone, int? fold, DateTimeOffset now)
    {
        if (wall.Year is < FirstYear or > LastYear)
        {
            return new Reading(default, "not_an_instant");
        }
        if (zone.IsInvalidTime(wall))
        {
            return new Reading(default, DoesNotExist, AfterTheGap(wall, zone));
        }
        if (!zone.IsAmbiguousTime(wall))
        {
            return new Reading(new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToUniversalTime(), null);
        }
        // The first pass is still on summer time: the larger offset.
        var passes = zone.GetAmbiguousTimeOffsets(wall)
            .OrderDescending()
            .Select(o => new DateTimeOffset(wall, o).ToUniversalTime())
            .ToList();
        return new Reading(fold is { } pass ? (pass == 0 ? passes[0] : passes[^1]) : passes.MinBy(p => (p - now).Duration()), null);
    }

    private static DateTime AfterTheGap(DateTime wall, TimeZoneInfo zone)
    {
        var later = new DateTime(wall.Year, wall.Month, wall.Day, wall.Hour, wall.Minute, 0, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(later))
        {
            later = later.AddMinutes(1);
        }
        return later;
    }
}
