using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;

namespace Faena.Kernel.Imports;

/// <summary>An import that a client makes in one call: the file is kept, run and taken in, all while the caller waits.</summary>
public sealed class OneCall : IAsyncDisposable
{
    private readonly FileForm form;
    private readonly ImportRun? run;
    private DbWork? work;

    private OneCall(FileForm form, KeptFile? file, Texts texts, Db db, bool isPreview, CancellationToken ct)
    {
        this.form = form;
        run = file is null
            ? null
            : new ImportRun(file, () => Task.FromResult(form.File.OpenReadStream()), async () => work = await db.Begin(ct))
            {
                Fields = form.Fields.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal),
                Texts = texts,
                IsPreview = isPreview,
            };
    }

    /// <param name="isPreview">Whether the form asks only what would change.</param>
    public static async Task<OneCall> Read(
        HttpContext http,
        string mediaType,
        KeptFiles files,
        Db db,
        TextCatalog texts,
        CancellationToken ct,
        Func<IFormCollection, bool>? isPreview = null
    )
    {
        var sent = await FileForm.Read(http.Request, ct);
        var file = sent.Fault is null ? await files.Take(sent, mediaType, ct) : null;
        return new OneCall(sent, file, texts.For(http), db, file is not null && isPreview?.Invoke(sent.Fields) == true, ct);
    }

    /// <summary>Runs the import and keeps what it did, unless it refused or was only to say what it would do.</summary>
    public async Task<ImportOutcome> Run(Func<ImportRun, CancellationToken, Task<ImportOutcome>> import, CancellationToken ct)
    {
        if (run is null)
        {
            return new ImportOutcome.Refused(form.Fault!);
        }
        try
        {
            var outcome = await import(run, ct);
            if (work is not null && !run.IsPreview && outcome is ImportOutcome.Done)
            {
                await work.Commit();
            }
            return outcome;
        }
        catch (XlsxRefusedException refused)
        {
            return new ImportOutcome.Refused(refused.ToProblem("archivo"));
        }
    }

    public ValueTask DisposeAsync() => work?.DisposeAsync() ?? ValueTask.CompletedTask;
}
