using Faena.Kernel.Database;

namespace Faena.Kernel.Jobs;

/// <summary>A job that every installation does again and again.</summary>
/// <param name="Kind">Whose work it is; it gets an empty payload.</param>
/// <param name="Every">How often.</param>
public sealed record RecurringJob(string Kind, TimeSpan Every);

/// <summary>Puts recurring jobs into the queue when they are due: once over all nodes, since they meet on the job's row.</summary>
public sealed class RecurringJobs(Db db, JobBoard board, TimeProvider clock, IEnumerable<RecurringJob> jobs)
{
    public async Task QueueDue(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var args = new { kinds = jobs.Select(j => j.Kind).ToArray(), before = jobs.Select(j => now - j.Every).ToArray() };
        foreach (var due in await db.Query<Due>(DueSql, args, ct))
        {
            await using var work = await db.Begin(ct);
            if (
                await work.Execute(
                    QueueSql,
                    new
                    {
                        due.Kind,
                        due.Before,
                        now,
                    }
                ) > 0
            )
            {
                await board.Add(work, due.Kind, new { });
                await work.Commit();
            }
        }
    }

    private sealed record Due
    {
        public required string Kind { get; init; }
        public required DateTimeOffset Before { get; init; }
    }

    private const string DueSql = """
        SELECT j.kind, j.before
        FROM unnest(@kinds::text[], @before::timestamptz[]) AS j (kind, before)
        LEFT JOIN kernel.recurring_job r ON r.kind = j.kind
        WHERE r.queued_at IS NULL OR r.queued_at <= j.before
        """;

    // Two nodes at once: the second waits for the first and finds that the job is no longer due.
    private const string QueueSql = """
        INSERT INTO kernel.recurring_job AS r (kind, queued_at) VALUES (@Kind, @now)
        ON CONFLICT (kind) DO UPDATE SET queued_at = excluded.queued_at WHERE r.queued_at <= @Before
        """;
}
