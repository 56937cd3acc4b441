namespace Faena.Modules.Molding.Orders;

/// <summary>Instants as the clock on the plant's wall shows them, to the second and without zone.</summary>
internal static class WallClock
{
    public static DateTime Of(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        return new DateTime(local.Ticks - (local.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Unspecified);
    }
}
