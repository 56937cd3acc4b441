using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Languages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Imports;

/// <summary>
/// Takes in files of one kind. A person first sees what a file would change: that is the same run, undone. So a preview cannot say
/// anything else than what happens.
/// </summary>
public interface IImport
{
    /// <summary>A word <c>module.what</c>.</summary>
    string Kind { get; }

    /// <summary>Does within the run's transaction what the file says. Whoever called keeps it or undoes it.</summary>
    Task<ImportOutcome> Run(ImportRun run, CancellationToken ct);
}

/// <summary>How a run ended.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome() { }

    /// <param name="Report">What it changed: new, changed, kept, gone and not understood. Two runs that change the same report the same.</param>
    /// <param name="KeptAs">The id of the record that it leaves; null where nothing was worth one.</param>
    public sealed record Done(object Report, long? KeptAs) : ImportOutcome;

    /// <summary>It cannot be taken in, and nothing of it was.</summary>
    public sealed record Refused(ProblemHttpResult Problem) : ImportOutcome;

    /// <summary>An end that the import that was run cannot have.</summary>
    public InvalidOperationException Unexpected() => new($"An import that ends as {GetType().Name}.");
}

/// <summary>One reading of a file, with what came beside it.</summary>
public sealed class ImportRun(KeptFile file, Func<Task<Stream>> open, Func<Task<DbWork>> begin)
{
    private DbWork? work;

    public KeptFile File => file;

    /// <summary>What the form said beside the file.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>The words of whoever sent it.</summary>
    public required Texts Texts { get; init; }

    /// <summary>It is only to be seen what would change; what may not be done is shown instead of refused.</summary>
    public bool IsPreview { get; init; }

    /// <summary>Tells whoever waits how far it is, in percent.</summary>
    public Func<int, Task> Progress { get; init; } = _ => Task.CompletedTask;

    public Task<Stream> Open() => open();

    /// <summary>The run's transaction, begun when it is first asked for: a file is read before anything is held.</summary>
    public async Task<DbWork> Work() => work ??= await begin();
}
