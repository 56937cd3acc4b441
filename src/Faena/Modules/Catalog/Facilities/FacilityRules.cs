using Faena.Kernel.Http;

namespace Faena.Modules.Catalog.Facilities;

/// <summary>What the fields of a facility may hold.</summary>
internal static class FacilityRules
{
    /// <summary>In minutes.</summary>
    public const int UsualStopAlert = 15;
    private const int LongestStopAlert = 24 * 60;
    private const int CodeLength = 20;
    private const int NameLength = 100;

    public static FieldErrors Check(string code, string name, string? timeZone, int? stopAlertMinutes) =>
        new FieldErrors()
            .Require(code.Length > 0, "code", "required")
            .Require(code.Length <= CodeLength, "code", "too_long", new { max = CodeLength })
            .Require(name.Length > 0, "name", "required")
            .Require(name.Length <= NameLength, "name", "too_long", new { max = NameLength })
            .Require(timeZone is not null, "timeZone", "required")
            .Require(timeZone is null || IsZone(timeZone), "timeZone", "time_zone_unknown")
            .Require(
                stopAlertMinutes is >= 0 and <= LongestStopAlert,
                "stopAlertMinutes",
                "stop_alert_range",
                new { most = LongestStopAlert }
            );

    // The machine knows zones by other names too; PostgreSQL and the browsers know these.
    private static bool IsZone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
        && zone.HasIanaId
        && (name.Contains('/', StringComparison.Ordinal) || name == "UTC");
}
