namespace Faena.Modules.Downtime.Events;

/// <summary>Stopped minutes as people read them; <c>downtime.v_minutes</c> says what they are.</summary>
internal static class Minutes
{
    public static decimal Shown(decimal minutes) => decimal.Round(minutes, 1, MidpointRounding.AwayFromZero);
}
