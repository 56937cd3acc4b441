using Faena.Kernel.Access;
using Faena.Kernel.Database;

namespace Faena.Kernel.Files;

/// <summary>A file that somebody sent, as <c>kernel.file</c> knows it.</summary>
/// <param name="Id">Its id in the store.</param>
/// <param name="Name">What the sender calls it.</param>
/// <param name="Owner">Who sent it.</param>
public sealed record KeptFile(string Id, string Name, string MediaType, string Sha256, string Owner);

/// <summary>
/// The one way in which a sent file is kept. It is taken in first, for a day; whoever needs it longer claims it in the transaction that
/// says what for. So nothing has to be undone when that transaction fails: what nobody claimed is swept away.
/// </summary>
public sealed class KeptFiles(IFileStore store, Db db, Actor actor, TimeProvider clock)
{
    /// <summary>How long a file that nobody claimed is kept.</summary>
    public static readonly TimeSpan Unclaimed = TimeSpan.FromDays(1);

    /// <summary>Keeps the form's file until somebody claims it.</summary>
    /// <param name="form">A form without a fault.</param>
    /// <param name="mediaType">What the file is; what the sender's browser says of it is not trusted.</param>
    /// <param name="ct">Ends the upload.</param>
    public async Task<KeptFile> Take(FileForm form, string mediaType, CancellationToken ct)
    {
        await using var content = form.File.OpenReadStream();
        var stored =
            await store.Save(content, form.File.Length, ct)
            ?? throw new InvalidOperationException("A form's file that is longer than its length.");
        var file = new KeptFile(stored.Id, form.FileName, mediaType, stored.Sha256, actor.Name);
        await db.Execute(
            TakeSql,
            new
            {
                file.Id,
                file.Name,
                file.MediaType,
                file.Sha256,
                file.Owner,
                stored.Size,
                until = clock.GetUtcNow() + Unclaimed,
            },
            ct
        );
        return file;
    }

    /// <summary>From now on the file is kept for as long as a row of the caller's names it.</summary>
    public static Task Claim(DbWork work, string id) => work.Execute(ClaimSql, new { id });

    /// <summary>Opens a kept file; null when its bytes are gone.</summary>
    public Task<Stream?> Open(string id, CancellationToken ct) => store.Open(id, ct);

    /// <summary>Forgets the files that nobody claimed in time, and the bytes that belong to no file at all.</summary>
    public async Task Sweep(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.Execute(ForgetSql, new { now }, ct);
        await foreach (var ids in store.KeptBefore(now - Unclaimed, ct).Chunk(SweptAtOnce).WithCancellation(ct))
        {
            foreach (var orphan in await db.Query<string>(OrphansSql, new { ids }, ct))
            {
                await store.Delete(orphan, ct);
            }
        }
    }

    private const int SweptAtOnce = 1_000;

    private const string TakeSql = """
        INSERT INTO kernel.file (id, name, media_type, sha256, bytes, owner, expires_at)
        VALUES (@Id, @Name, @MediaType, @Sha256, @Size, @Owner, @until)
        """;

    private const string ClaimSql = "UPDATE kernel.file SET expires_at = NULL WHERE id = @id";

    private const string ForgetSql = "DELETE FROM kernel.file WHERE expires_at < @now";

    // Bytes come before their row, and stay when it is taken back.
    private const string OrphansSql = """
        SELECT s.id FROM unnest(@ids::text[]) AS s (id) WHERE NOT EXISTS (SELECT 1 FROM kernel.file f WHERE f.id = s.id)
        """;
}
