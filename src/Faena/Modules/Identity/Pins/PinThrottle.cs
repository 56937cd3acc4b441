using Faena.Kernel.Database;

namespace Faena.Modules.Identity.Pins;

/// <summary>
/// Slows down guessing: 5 wrong PINs of one person within 15 minutes close that person's PIN, even to the right one, until the oldest of
/// them has aged or the PIN is set anew. Their sign-in with a password is not touched. 20 wrong ones at one station, whoever's, close that
/// station to PINs it has not just seen: who tries one PIN on many people gets no further.
/// </summary>
internal sealed class PinThrottle(TimeProvider clock)
{
    private const int MostFailures = 5;
    private const int MostAtAStation = 20;
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
    /// The code of the refusal where the PIN or the station is closed, once every other attempt on them has been counted: of a hundred
    /// guesses sent at once, no more than five learn whether they were right.
    /// </summary>
    public async Task<string?> HoldAndAsk(long person, long station, DbWork work)
    {
        await work.Execute(HoldSql, new { lockName = FormattableString.Invariant($"pin of {person}") });
        // After the person's: two attempts never wait for each other both ways.
        await work.Execute(HoldSql, new { lockName = FormattableString.Invariant($"pins at {station}") });
        return await work.One<string?>(
            RefusalSql,
            new
            {
                person,
                station,
                since = clock.GetUtcNow() - Window,
                mostFailures = MostFailures,
                mostAtAStation = MostAtAStation,
            }
        );
    }

    public Task Count(long person, long station, DbWork work) =>
        work.Execute(
            CountSql,
            new
            {
                person,
                station,
                now = clock.GetUtcNow(),
            }
        );

    private const string HoldSql = "SELECT pg_advisory_xact_lock(hashtextextended(@lockName::text, 0))";

    private const string RefusalSql = $"""
        SELECT CASE
          WHEN {IsClosed} THEN 'pin_closed'
          WHEN (SELECT count(*) FROM identity.pin_failure f WHERE f.station_id = @station::bigint AND f.failed_at > @since::timestamptz)
            >= @mostAtAStation::int THEN 'pin_station_closed' END
        FROM identity.pins p WHERE p.user_id = @person::bigint
        """;

    private const string CountSql = """
        INSERT INTO identity.pin_failure (user_id, station_id, failed_at) VALUES (@person::bigint, @station::bigint, @now::timestamptz)
        """;

    public const string CleanSql = "DELETE FROM identity.pin_failure WHERE failed_at < @before::timestamptz";
}
