using Faena.Kernel.Files;

namespace Faena.Kernel.Jobs;

/// <summary>What nobody needs any more after a while.</summary>
/// <param name="Sql">Deletes it, with <c>@before</c> for the moment up to which it has aged.</param>
/// <param name="Kept">How long it is kept.</param>
public sealed record Cleaning(string Sql, TimeSpan Kept);

/// <summary>Deletes what has aged, of every module that said what that is.</summary>
internal sealed class CleanJob(IEnumerable<Cleaning> cleanings, KeptFiles files, TimeProvider clock) : IJob
{
    public const string KindOfJob = "kernel.clean";

    public string Kind => KindOfJob;

    public async Task<JobResult> Run(JobRun run, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await files.Sweep(ct);
        var work = await run.Work();
        foreach (var cleaning in cleanings)
        {
            await work.Execute(cleaning.Sql, new { before = now - cleaning.Kept });
        }
        return new JobResult.Done();
    }
}
