using Faena.Kernel.Database;

namespace Faena.Modules.Identity.Pins;

/// <summary>
/// Slows down guessing: 5 wrong PINs of one person within 15 minutes close that person's PIN, even to the right one, until the oldest of
/// them has aged or the PIN is set anew. Their sign-in with a password is not touched.
/// </summary>
internal sealed class PinThrottle(TimeProvider clock)
{
    private const int MostFailures = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    // Somewhat longer than they count, for whoever looks into an attack.
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Whether the PIN <c>p</c> of a statement is closed; it takes <see cref="Arguments"/>.</summary>
    public const string IsClosed = """
        (SELECT count(*) FROM identity.pin_failure f
         WHERE f.user_id = p.user_id AND f.failed_at > greatest(@since::timestamptz, p.set_at)) >= @mostFailures::int
        """;

    public object Arguments(long person) =>
        new
        {
            person,
            since = clock.GetUtcNow() - Window,
            mostFailures = MostFailures,
        };

    /// <summary>
    /// Whether it is closed once every other attempt on this person's PIN has been counted: of a hundred guesses sent at once, no more than
    /// five learn whether they were right.
    /// </summary>
    public async Task<bool> HoldAndAsk(long person, DbWork work)
    {
        await work.Execute(HoldSql, Arguments(person));
        return await work.One<bool>(IsClosedSql, Arguments(person));
    }

    public Task Count(long person, DbWork work) => work.Execute(CountSql, new { person, now = clock.GetUtcNow() });

    private const string HoldSql = "SELECT pg_advisory_xact_lock(hashtextextended('pin of ' || @person::bigint, 0))";

    private const string IsClosedSql = $"SELECT {IsClosed} FROM identity.pins p WHERE p.user_id = @person::bigint";

    private const string CountSql = "INSERT INTO identity.pin_failure (user_id, failed_at) VALUES (@person::bigint, @now::timestamptz)";

    public const string CleanSql = "DELETE FROM identity.pin_failure WHERE failed_at < @before::timestamptz";
}
