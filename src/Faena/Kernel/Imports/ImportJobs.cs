using System.Globalization;
using System.Text.Json;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.Jobs;
using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;
using Npgsql;

namespace Faena.Kernel.Imports;

/// <summary>The two jobs of an import: reading a file to show what it would change, and taking it in.</summary>
internal abstract class ImportJob(IEnumerable<IImport> imports, KeptFiles files, Db db, TextCatalog texts) : IJob
{
    private readonly Dictionary<string, IImport> kinds = imports.ToDictionary(i => i.Kind, StringComparer.Ordinal);

    public abstract string Kind { get; }

    public async Task<JobResult> Run(JobRun run, CancellationToken ct)
    {
        var work = await run.Work();
        // Gone with its file, or applied before this node died.
        if (await work.One<Waiting>(WaitingSql, new { id = run.Payload<Asked>().Import, job = run.Id }) is { } import)
        {
            await Take(run, import, work, ct);
        }
        return new JobResult.Done();
    }

    internal sealed record Asked(long Import);

    protected sealed record Waiting(
        long Id,
        string Kind,
        string Fields,
        string Culture,
        string FileId,
        string Name,
        string MediaType,
        string Sha256,
        string Owner
    );

    protected abstract Task Take(JobRun run, Waiting import, DbWork work, CancellationToken ct);

    protected async Task<ImportOutcome> Run(JobRun run, Waiting import, Func<Task<DbWork>> begin, bool isPreview, CancellationToken ct)
    {
        var reading = new ImportRun(
            new KeptFile(import.FileId, import.Name, import.MediaType, import.Sha256, import.Owner),
            async () =>
                await files.Open(import.FileId, ct) ?? throw new FileNotFoundException($"File {import.FileId} is not in the store."),
            begin
        )
        {
            Fields = JsonSerializer.Deserialize<Dictionary<string, string>>(import.Fields, Json.Options)!,
            Texts = WordsOf(import),
            IsPreview = isPreview,
            Progress = run.Progress,
        };
        try
        {
            return await kinds[import.Kind].Run(reading, ct);
        }
        catch (XlsxRefusedException refused)
        {
            return new ImportOutcome.Refused(refused.ToProblem("archivo"));
        }
        catch (PostgresException e) when (DbErrors.CodeOf(e, texts) is { } code)
        {
            return new ImportOutcome.Refused(Problem.Conflict(code));
        }
    }

    /// <summary>What is said and how numbers are written is as the sender knows it, not as this machine does.</summary>
    private Texts WordsOf(Waiting import)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(import.Culture);
        return texts.For(RequestLanguage.OfCulture(CultureInfo.CurrentCulture));
    }

    /// <summary>A preview is undone as a whole, whatever it did.</summary>
    protected async Task<ImportOutcome> Preview(JobRun run, Waiting import, CancellationToken ct)
    {
        DbWork? undone = null;
        try
        {
            return await Run(run, import, async () => undone = await db.Begin(ct, actingAs: run.CreatedBy), isPreview: true, ct);
        }
        finally
        {
            if (undone is not null)
            {
                await undone.DisposeAsync();
            }
        }
    }

    protected Task Show(DbWork work, Waiting import, ImportOutcome outcome, bool differs = false) =>
        outcome switch
        {
            ImportOutcome.Done done => work.Execute(
                ShowSql,
                new
                {
                    import.Id,
                    differs,
                    report = Json.Of(done.Report),
                    refusal = (string?)null,
                }
            ),
            ImportOutcome.Refused refused => work.Execute(
                ShowSql,
                new
                {
                    import.Id,
                    differs,
                    report = (string?)null,
                    refusal = Json.Of(ProblemTexts.Say(refused.Problem.ProblemDetails, WordsOf(import))),
                }
            ),
            _ => throw outcome.Unexpected(),
        };

    private const string WaitingSql = """
        SELECT i.id, i.kind, i.fields::text AS fields, i.culture, i.file_id, f.name, f.media_type, f.sha256, f.owner
        FROM kernel.import i JOIN kernel.file f ON f.id = i.file_id
        WHERE i.id = @id AND i.job_id = @job AND i.applied_at IS NULL
        FOR UPDATE OF i
        """;

    private const string ShowSql = """
        UPDATE kernel.import SET step = 'read', report = @report::jsonb, refusal = @refusal::jsonb, differs = @differs WHERE id = @Id
        """;
}

/// <summary>Reads a file and keeps what it would change, for the person to see.</summary>
internal sealed class ReadImportJob(IEnumerable<IImport> imports, KeptFiles files, Db db, TextCatalog texts)
    : ImportJob(imports, files, db, texts)
{
    public const string KindOfJob = "kernel.read_import";

    public override string Kind => KindOfJob;

    protected override async Task Take(JobRun run, Waiting import, DbWork work, CancellationToken ct) =>
        await Show(work, import, await Preview(run, import, ct));
}

/// <summary>
/// Takes a file in, in one transaction with the job's end. What the person was shown is what happens: where somebody changed things
/// meanwhile so that it would be something else, nothing is done and they are shown that.
/// </summary>
internal sealed class ApplyImportJob(IEnumerable<IImport> imports, KeptFiles files, Db db, TextCatalog texts)
    : ImportJob(imports, files, db, texts)
{
    public const string KindOfJob = "kernel.apply_import";

    public override string Kind => KindOfJob;

    protected override async Task Take(JobRun run, Waiting import, DbWork work, CancellationToken ct)
    {
        await work.Execute("SAVEPOINT before_import");
        var outcome = await Run(run, import, () => Task.FromResult(work), isPreview: false, ct);
        if (
            outcome is ImportOutcome.Done done
            && await work.Execute(
                AppliedSql,
                new
                {
                    import.Id,
                    report = Json.Of(done.Report),
                    done.KeptAs,
                }
            ) > 0
        )
        {
            return;
        }
        await work.Execute("ROLLBACK TO SAVEPOINT before_import");
        await Show(work, import, outcome, differs: outcome is ImportOutcome.Done);
    }

    private const string AppliedSql = """
        UPDATE kernel.import SET applied_at = now(), kept_as = @KeptAs WHERE id = @Id AND report = @report::jsonb
        """;
}
