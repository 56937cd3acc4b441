using System.Globalization;
using System.Text.Json;
using Faena.Kernel.Database;
using Faena.Kernel.Http;

namespace Faena.Kernel.Jobs;

/// <summary>A job as its node holds it.</summary>
public sealed record HeldJob
{
    public required long Id { get; init; }
    public required string Kind { get; init; }
    public required string Payload { get; init; }
    public required int Attempts { get; init; }
    public required string CreatedBy { get; init; }
    public required Guid Token { get; init; }
}

/// <summary>One attempt at a job.</summary>
public sealed class JobRun(HeldJob job, Db db, CancellationToken ct) : IAsyncDisposable
{
    private DbWork? work;

    public long Id => job.Id;
    public string CreatedBy => job.CreatedBy;

    public T Payload<T>() =>
        JsonSerializer.Deserialize<T>(job.Payload, Json.Options)
        ?? throw new InvalidOperationException($"Job {job.Id} ({job.Kind}) has no payload.");

    /// <summary>The one transaction of this attempt, begun when it is first asked for and signed by whoever asked for the job.</summary>
    public async Task<DbWork> Work()
    {
        if (work is null)
        {
            work = await db.Begin(ct, actingAs: job.CreatedBy);
            await work.Execute(SignSql, new { request = string.Create(CultureInfo.InvariantCulture, $"job {job.Id}") });
        }
        return work;
    }

    /// <summary>Tells whoever waits how far it is; seen at once, whatever becomes of the attempt.</summary>
    public Task Progress(int percent) =>
        db.Execute(
            ProgressSql,
            new
            {
                job.Id,
                job.Token,
                percent,
            },
            ct
        );

    public ValueTask DisposeAsync() => work?.DisposeAsync() ?? ValueTask.CompletedTask;

    private const string SignSql = "SELECT set_config('faena.request', @request, true)";

    private const string ProgressSql = "UPDATE kernel.job SET progress = @percent::smallint WHERE id = @Id AND token = @Token";
}
