using Faena.Kernel.Database;
using Faena.Kernel.Live;
using Faena.Modules.Downtime.Events;

namespace Faena.Modules.Downtime.Floor;

/// <summary>
/// Whether a tablet stands by a line. A line that nobody watches and that has no stop is not running: nobody knows what it does.
/// </summary>
internal static class LineWatch
{
    /// <summary>A tablet is heard every twenty seconds; one that was silent for so long is gone.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(70);

    /// <summary>Notes the tablet; those who look at the board are told when it comes back.</summary>
    public static async Task Seen(Db db, long line, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await db.Begin(ct);
        var gone = await work.One<bool>(
            SeenSql,
            new
            {
                line,
                now,
                before = now - Patience,
            }
        );
        if (gone)
        {
            await work.Tell(EventTable.TopicOf(line));
        }
        await work.Commit();
    }

    private const string SeenSql = """
        WITH last AS (SELECT seen_at FROM downtime.line_watch WHERE line_id = @line::bigint), seen AS (
          INSERT INTO downtime.line_watch (line_id, seen_at) VALUES (@line::bigint, @now::timestamptz)
          ON CONFLICT (line_id) DO UPDATE SET seen_at = greatest(line_watch.seen_at, excluded.seen_at))
        SELECT coalesce((SELECT seen_at < @before::timestamptz FROM last), true)
        """;
}
