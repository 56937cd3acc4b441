using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;

namespace Faena.Modules.Identity.Sessions;

/// <summary>A session in the way of a new one.</summary>
internal sealed record OtherSession
{
    public long Id { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset LastSeenAt { get; init; }
    public string Ip { get; init; } = "";
}

/// <summary>Keeps a person signed in at one place at a time. Callers hold the person's row.</summary>
internal sealed class OneSession(SessionLifetime lifetime, AuditTrail audit, Actor actor, TimeProvider clock)
{
    /// <summary>The session the person has open, if any.</summary>
    public async Task<OtherSession?> Find(long user, DbWork work)
    {
        var now = clock.GetUtcNow();
        await work.Execute(
            EndExpiredSql,
            new
            {
                user,
                now,
                idleSince = now - lifetime.Idle,
            }
        );
        return await work.One<OtherSession>(FindSql, new { user });
    }

    /// <summary>Opens a session and ends the other one.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="username">The name for the log.</param>
    /// <param name="other">The session to take over.</param>
    /// <param name="carried">What the browser's cookie held until now: if that is another person's session, they leave.</param>
    /// <param name="userAgent">The browser's name for itself.</param>
    /// <param name="work">The transaction it is part of.</param>
    /// <returns>What the new cookie is to hold.</returns>
    public async Task<string> Open(long user, string username, OtherSession? other, string? carried, string userAgent, DbWork work)
    {
        if (other is not null)
        {
            await End(user, "superseded", work);
            await audit.Write(
                new("SESSION_TAKEOVER", "identity.sessions", Text(other.Id)) { User = username, Before = new { other.Ip } },
                work
            );
        }
        var now = clock.GetUtcNow();
        if (carried is not null)
        {
            await work.Execute(EndCarriedSql, new { carried = Secret.HashOf(carried), now });
        }

        var secret = Secret.New();
        var session = await work.One<long>(
            OpenSql,
            new
            {
                user,
                hash = Secret.HashOf(secret),
                now,
                expires = now + lifetime.Absolute,
                ip = actor.Ip,
                userAgent,
            }
        );
        await audit.Write(new("LOGIN", "identity.sessions", Text(session)) { User = username }, work);
        return secret;
    }

    public Task End(long user, string reason, DbWork work) =>
        work.Execute(
            EndSql,
            new
            {
                user,
                reason,
                now = clock.GetUtcNow(),
            }
        );

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    // The history of sign-ins is in user_logins and the audit log; here an ended session only explains itself to a late cookie.
    public static readonly TimeSpan EndedKept = TimeSpan.FromDays(30);

    public const string CleanSql = "DELETE FROM identity.sessions WHERE coalesce(ended_at, expires_at) < @before::timestamptz";

    private const string EndExpiredSql = """
        UPDATE identity.sessions SET ended_at = @now::timestamptz, end_reason = 'expired'
        WHERE user_id = @user AND ended_at IS NULL AND (expires_at <= @now::timestamptz OR last_seen_at <= @idleSince::timestamptz)
        """;

    private const string FindSql =
        "SELECT id, created_at, last_seen_at, ip FROM identity.sessions WHERE user_id = @user AND ended_at IS NULL";

    private const string EndSql = """
        UPDATE identity.sessions SET ended_at = @now, end_reason = @reason WHERE user_id = @user AND ended_at IS NULL
        """;

    private const string EndCarriedSql = """
        UPDATE identity.sessions SET ended_at = @now, end_reason = 'replaced' WHERE token_hash = @carried AND ended_at IS NULL
        """;

    private const string OpenSql = """
        WITH login AS (
            INSERT INTO identity.user_logins (username, display_name, is_admin, login_date, ip_address, user_agent)
            SELECT u.username, u.display_name, 'Administrator' = ANY (a.roles), @now, @ip, @userAgent
            FROM identity.users u JOIN identity.v_user_access a ON a.user_id = u.id
            WHERE u.id = @user
        )
        INSERT INTO identity.sessions (token_hash, user_id, created_at, last_seen_at, expires_at, ip, user_agent)
        VALUES (@hash, @user, @now, @now, @expires, @ip, @userAgent)
        RETURNING id
        """;
}
