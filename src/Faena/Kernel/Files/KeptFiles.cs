using System.Security.Cryptography;
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
        var file = new KeptFile(StoredFile.NewId(), form.FileName, mediaType, await HashOf(form, ct), actor.Name);
        // The row first: bytes that no row knows would be nobody's to forget.
        await db.Execute(
            TakeSql,
            new
            {
                file.Id,
                file.Name,
                file.MediaType,
                file.Sha256,
                file.Owner,
                form.File.Length,
                until = clock.GetUtcNow() + Unclaimed,
            },
            ct
        );
        await using var content = form.File.OpenReadStream();
        var stored = await store.Save(file.Id, content, form.File.Length, ct);
        return stored?.Sha256 == file.Sha256 ? file : throw new IOException($"File {file.Id} is not in the store as it was sent.");
    }

    private static async Task<string> HashOf(FileForm form, CancellationToken ct)
    {
        await using var content = form.File.OpenReadStream();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
    }

    /// <summary>From now on the file is kept for as long as a row of the caller's names it.</summary>
    public static Task Claim(DbWork work, string id) => work.Execute(ClaimSql, new { id });

    /// <summary>Opens a kept file; null when its bytes are gone.</summary>
    public Task<Stream?> Open(string id, CancellationToken ct) => store.Open(id, ct);

    /// <summary>Forgets the files that nobody claimed in time. Of what no row tells it knows nothing, and leaves it alone.</summary>
    public async Task Sweep(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await store.DeleteUnfinished(now - Unclaimed, ct);
        await using var work = await db.Begin(ct);
        var ids = (await work.Query<string>(UnclaimedSql, new { now })).ToArray();
        foreach (var id in ids)
        {
            await store.Delete(id, ct);
        }
        await work.Execute(ForgetSql, new { ids });
        await work.Commit();
    }

    private const string TakeSql = """
        INSERT INTO kernel.file (id, name, media_type, sha256, bytes, owner, expires_at)
        VALUES (@Id, @Name, @MediaType, @Sha256, @Length, @Owner, @until)
        """;

    private const string ClaimSql = "UPDATE kernel.file SET expires_at = NULL WHERE id = @id";

    // Whoever is claiming one just now keeps it.
    private const string UnclaimedSql = "SELECT id FROM kernel.file WHERE expires_at < @now FOR UPDATE SKIP LOCKED";

    private const string ForgetSql = "DELETE FROM kernel.file WHERE id = ANY (@ids::text[])";
}
