using System.Globalization;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Sessions;

/// <summary>
/// Slows down guessing: 5 wrong passwords for one name, existing or not, or 30 from one address within 15 minutes close that name
/// or address until the oldest of them has aged.
/// </summary>
internal sealed class SignInThrottle(Db db, TimeProvider clock)
{
    private const int FailuresPerName = 5;
    private const int FailuresPerAddress = 30;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    // Somewhat longer than they count, for whoever looks into an attack.
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>How long this name and address must still wait; null when they need not.</summary>
    public async Task<TimeSpan?> Wait(string name, string ip, CancellationToken ct) =>
        Remaining(await db.One<DateTimeOffset?>(OldestThatCountsSql, Arguments(name, ip), ct));

    /// <summary>
    /// The same, once every other attempt on this name or from this address has been counted: of a hundred guesses sent at
    /// once, no more than five learn whether they were right.
    /// </summary>
    public async Task<TimeSpan?> HoldAndWait(string name, string ip, DbWork work)
    {
        await work.Execute(HoldSql, Arguments(name, ip));
        return Remaining(await work.One<DateTimeOffset?>(OldestThatCountsSql, Arguments(name, ip)));
    }

    public Task<long> Count(string name, string ip, DbWork work) => work.One<long>(CountSql, Arguments(name, ip));

    public static ProblemHttpResult Refusal(HttpContext http, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problem.With(
            StatusCodes.Status429TooManyRequests,
            "too_many_sign_ins",
            new { minutes = (int)Math.Ceiling(seconds / 60m), seconds }
        );
    }

    private object Arguments(string name, string ip) =>
        new
        {
            name,
            ip,
            now = clock.GetUtcNow(),
            since = clock.GetUtcNow() - Window,
            beforeLastOfName = FailuresPerName - 1,
            beforeLastOfAddress = FailuresPerAddress - 1,
        };

    private TimeSpan? Remaining(DateTimeOffset? oldestThatCounts) => oldestThatCounts + Window - clock.GetUtcNow();

    private const string OldestThatCountsSql = """
        SELECT greatest(
            (SELECT failed_at FROM identity.sign_in_failure WHERE name = lower(@name) AND failed_at > @since
             ORDER BY failed_at DESC OFFSET @beforeLastOfName::int LIMIT 1),
            (SELECT failed_at FROM identity.sign_in_failure WHERE ip = @ip AND failed_at > @since
             ORDER BY failed_at DESC OFFSET @beforeLastOfAddress::int LIMIT 1))
        """;

    private const string HoldSql = """
        SELECT pg_advisory_xact_lock(hashtextextended('sign-in name ' || lower(@name), 0)),
               pg_advisory_xact_lock(hashtextextended('sign-in address ' || @ip, 0))
        """;

    private const string CountSql = """
        INSERT INTO identity.sign_in_failure (name, ip, failed_at) VALUES (lower(@name), @ip, @now) RETURNING id
        """;

    public const string CleanSql = "DELETE FROM identity.sign_in_failure WHERE failed_at < @before::timestamptz";
}
