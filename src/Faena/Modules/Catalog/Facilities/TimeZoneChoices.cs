namespace Faena.Modules.Catalog.Facilities;

/// <summary>The time zones offered to a new facility, those of our customers first.</summary>
internal static class TimeZoneChoices
{
    public sealed record Choice(string Id, string Offset);

    private static readonly string[] Usual =
    [
        "America/Mexico_City",
        "America/Monterrey",
        "America/Cancun",
        "America/Chihuahua",
        "America/Hermosillo",
        "America/Tijuana",
        "America/Lima",
        "America/Bogota",
        "America/Santiago",
        "America/Los_Angeles",
        "America/Denver",
        "America/Chicago",
        "America/New_York",
    ];

    public static IEnumerable<Choice> All(DateTimeOffset now) =>
        Usual
            .Concat(
                TimeZoneInfo
                    .GetSystemTimeZones()
                    .Where(z => z.HasIanaId && z.Id.Contains('/', StringComparison.Ordinal))
                    // Named by their offset alone, with the sign turned around: nobody's wall clock.
                    .Where(z => !z.Id.StartsWith("Etc/", StringComparison.Ordinal))
                    .Select(z => z.Id)
                    .Order(StringComparer.Ordinal)
            )
            .Append("UTC")
            .Distinct(StringComparer.Ordinal)
            .Select(id => new Choice(id, OffsetOf(id, now)));

    /// <summary>How far the zone's clock is ahead of UTC at a moment, as <c>UTC−06:00</c>.</summary>
    public static string OffsetOf(string id, DateTimeOffset at)
    {
        var offset = TimeZoneInfo.FindSystemTimeZoneById(id).GetUtcOffset(at);
        return $"UTC{(offset < TimeSpan.Zero ? '\u2212' : '+')}{offset:hh\\:mm}";
    }
}
