namespace Faena.Kernel.Jobs;

/// <summary>Does the jobs of one kind. A module registers its own (<see cref="JobServices.AddJob{T}"/>); any node may run them.</summary>
public interface IJob
{
    /// <summary>A word <c>module.verb</c>.</summary>
    string Kind { get; }

    /// <summary>
    /// Does the job. What it writes through <see cref="JobRun.Work"/> is kept together with the job's end, or not at all; it may run
    /// again after a failure, so whatever else it does must bear repetition. An exception is a failure: it is logged and tried again.
    /// </summary>
    Task<JobResult> Run(JobRun run, CancellationToken ct);
}

/// <summary>How a job ended.</summary>
public abstract record JobResult
{
    private JobResult() { }

    /// <param name="Value">What whoever asked for it is told; null: nothing.</param>
    public sealed record Done(object? Value = null) : JobResult;

    /// <summary>It cannot be done, and trying again would not help. Nothing it wrote is kept.</summary>
    /// <param name="Code">The code of a text.</param>
    public sealed record Refused(string Code) : JobResult;
}
