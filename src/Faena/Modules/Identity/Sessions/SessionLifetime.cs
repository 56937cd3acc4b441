namespace Faena.Modules.Identity.Sessions;

/// <summary>When a session ends by itself.</summary>
/// <param name="Idle">After so long without a request (<c>Session:Idle</c>).</param>
/// <param name="Absolute">So long after the sign-in, whatever happens (<c>Session:Absolute</c>).</param>
internal sealed record SessionLifetime(TimeSpan Idle, TimeSpan Absolute)
{
    public static SessionLifetime From(IConfiguration configuration)
    {
        var lifetime = new SessionLifetime(
            configuration.GetValue("Session:Idle", TimeSpan.FromHours(12)),
            configuration.GetValue("Session:Absolute", TimeSpan.FromDays(7))
        );
        return lifetime.Idle > TimeSpan.Zero && lifetime.Absolute > TimeSpan.Zero
            ? lifetime
            : throw new InvalidOperationException("Session:Idle and Session:Absolute are lengths of time such as 12:00:00 or 7.00:00:00.");
    }
}
