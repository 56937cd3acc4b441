using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Npgsql;

namespace Faena.Kernel.Jobs;

/// <summary>Takes the next job, does it, and ends it: done, failed, or to be tried again later.</summary>
public sealed class JobRunner(Db db, TimeProvider clock, IEnumerable<IJob> jobs, ILogger<JobRunner> log)
{
    private const int MostAttempts = 5;
    private const string Failure = "job_failed";

    // A node that is alive renews its lease three times over; one that died keeps its job from others for this long.
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, IJob> handlers = jobs.ToDictionary(j => j.Kind, StringComparer.Ordinal);

    /// <returns>False when there is nothing to do now.</returns>
    public async Task<bool> RunNext(CancellationToken ct)
    {
        if (await Take(ct) is not { } job)
        {
            return false;
        }
        if (job.Attempts > MostAttempts)
        {
            log.LogError("Job {Id} ({Kind}) took down every node that tried it", job.Id, job.Kind);
            await Fail(job, Failure);
            return true;
        }
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var ended = new CancellationTokenSource();
        var keeping = KeepLease(job, lost, ended.Token);
        try
        {
            await Attempt(job, lost.Token);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await GiveBack(job);
            throw;
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            log.LogWarning("Job {Id} ({Kind}) was taken over by another node", job.Id, job.Kind);
        }
        // Whatever goes wrong in a job is the job's failure, not the worker's.
        catch (Exception e)
        {
            log.LogError(e, "Job {Id} ({Kind}) failed at attempt {Attempt}", job.Id, job.Kind, job.Attempts);
            await TryAgainLater(job);
        }
        finally
        {
            await ended.CancelAsync();
            await keeping;
        }
        return true;
    }

    private Task<HeldJob?> Take(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.One<HeldJob>(
            TakeSql,
            new
            {
                kinds = handlers.Keys.ToArray(),
                now,
                until = now + Lease,
                token = Guid.NewGuid(),
            },
            ct
        );
    }

    private async Task Attempt(HeldJob job, CancellationToken ct)
    {
        await using var run = new JobRun(job, db, ct);
        switch (await handlers[job.Kind].Run(run, ct))
        {
            case JobResult.Done done:
                await Finish(job, run, done);
                break;
            case JobResult.Refused refused:
                await Fail(job, refused.Code);
                break;
            case var other:
                throw new InvalidOperationException($"A job that ends as {other.GetType().Name}.");
        }
    }

    private async Task Finish(HeldJob job, JobRun run, JobResult.Done done)
    {
        var work = await run.Work();
        var result = done.Value is null ? null : Json.Of(done.Value);
        if (await work.Execute(FinishSql, Args(job, result: result)) == 0)
        {
            log.LogWarning("Job {Id} ({Kind}) was taken over by another node: what this one did is undone", job.Id, job.Kind);
            return;
        }
        await work.Commit();
    }

    private async Task KeepLease(HeldJob job, CancellationTokenSource lost, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Lease / 4, clock);
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(ended);
                if (await db.Execute(RenewSql, Args(job, until: clock.GetUtcNow() + Lease), ended) == 0)
                {
                    await lost.CancelAsync();
                    return;
                }
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException e)
            {
                log.LogWarning("The lease of job {Id} could not be renewed and will be tried again: {Reason}", job.Id, e.Message);
            }
        }
    }

    private Task<int> Fail(HeldJob job, string code) => db.Execute(FailSql, Args(job, error: code), CancellationToken.None);

    private Task<int> TryAgainLater(HeldJob job)
    {
        if (job.Attempts >= MostAttempts)
        {
            return Fail(job, Failure);
        }
        var pause = FirstPause * Math.Pow(2, job.Attempts - 1);
        var after = clock.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
        return db.Execute(TryAgainSql, Args(job, until: after), CancellationToken.None);
    }

    /// <summary>A node that shuts down leaves its job to the next one; the attempt does not count.</summary>
    private Task<int> GiveBack(HeldJob job) => db.Execute(GiveBackSql, Args(job), CancellationToken.None);

    private object Args(HeldJob job, string? result = null, string? error = null, DateTimeOffset? until = null) =>
        new
        {
            job.Id,
            job.Token,
            result,
            error,
            until,
            now = clock.GetUtcNow(),
        };

    // An attempt counts when it begins, so that a job which takes its node down is not tried forever.
    private const string TakeSql = """
        UPDATE kernel.job
        SET state = 'running', attempts = attempts + 1, token = @token, lease_until = @until, progress = 0
        WHERE id = (
          SELECT id FROM kernel.job
          WHERE state IN ('waiting', 'running') AND kind = ANY (@kinds::text[])
            AND (state = 'waiting' AND run_after <= @now OR state = 'running' AND lease_until <= @now)
          ORDER BY run_after, id
          LIMIT 1
          FOR UPDATE SKIP LOCKED)
        RETURNING id, kind, payload::text AS payload, attempts, created_by, token
        """;

    private const string RenewSql = "UPDATE kernel.job SET lease_until = @until WHERE id = @Id AND token = @Token";

    private const string FinishSql = """
        UPDATE kernel.job
        SET state = 'done', progress = 100, result = @result::jsonb, error = NULL, finished_at = @now, token = NULL, lease_until = NULL
        WHERE id = @Id AND token = @Token
        """;

    private const string FailSql = """
        UPDATE kernel.job SET state = 'failed', error = @error, finished_at = @now, token = NULL, lease_until = NULL
        WHERE id = @Id AND token = @Token
        """;

    private const string TryAgainSql = """
        UPDATE kernel.job SET state = 'waiting', run_after = @until, token = NULL, lease_until = NULL WHERE id = @Id AND token = @Token
        """;

    private const string GiveBackSql = """
        UPDATE kernel.job SET state = 'waiting', attempts = attempts - 1, token = NULL, lease_until = NULL WHERE id = @Id AND token = @Token
        """;
}
