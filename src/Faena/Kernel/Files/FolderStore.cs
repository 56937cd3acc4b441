using System.Security.Cryptography;

namespace Faena.Kernel.Files;

/// <summary>Keeps files in a folder of this machine, outside the web root.</summary>
public sealed class FolderStore(string folder) : IFileStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;

    private readonly string folder = Path.GetFullPath(folder);

    private string Unfinished => Path.Combine(folder, "unfinished");

    public async Task<StoredFile?> Save(string id, Stream content, long limit, CancellationToken ct)
    {
        var unfinished = Path.Combine(Unfinished, id);
        Directory.CreateDirectory(Unfinished, OwnerOnlyFolder);
        try
        {
            if (await Copy(content, unfinished, limit, ct) is not { } copied)
            {
                return null;
            }
            Publish(unfinished, PathOf(id));
            return new(id, copied.Sha256, copied.Size);
        }
        finally
        {
            // Gone already when it was published.
            File.Delete(unfinished);
        }
    }

    public Task<Stream?> Open(string id, CancellationToken ct) =>
        Task.FromResult<Stream?>(
            StoredFile.IsId(id) && File.Exists(PathOf(id))
                ? new FileStream(
                    PathOf(id),
                    new FileStreamOptions
                    {
                        Share = FileShare.Read | FileShare.Delete,
                        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                    }
                )
                : null
        );

    public Task<bool> Delete(string id, CancellationToken ct)
    {
        var isKept = StoredFile.IsId(id) && File.Exists(PathOf(id));
        if (isKept)
        {
            File.Delete(PathOf(id));
        }
        return Task.FromResult(isKept);
    }

    public Task DeleteUnfinished(DateTimeOffset startedBefore, CancellationToken ct)
    {
        var left = Directory.Exists(Unfinished) ? Directory.GetFiles(Unfinished) : [];
        foreach (var file in left.Where(file => File.GetLastWriteTimeUtc(file) < startedBefore.UtcDateTime))
        {
            File.Delete(file);
        }
        return Task.CompletedTask;
    }

    private static async Task<(string Sha256, long Size)?> Copy(Stream content, string path, long limit, CancellationToken ct)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
            UnixCreateMode = OwnerOnly,
        };
        await using var file = new FileStream(path, options);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81_920];
        var size = 0L;
        while (await content.ReadAsync(buffer, ct) is > 0 and var count)
        {
            size += count;
            if (size > limit)
            {
                return null;
            }
            hash.AppendData(buffer, 0, count);
            await file.WriteAsync(buffer.AsMemory(0, count), ct);
        }
        await file.FlushAsync(ct);
        file.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), size);
    }

    /// <summary>A file appears whole or not at all, and stays after a power cut.</summary>
    private void Publish(string unfinished, string path)
    {
        var home = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(home, OwnerOnlyFolder);
        File.Move(unfinished, path);
        Posix.FlushFolder(home);
        Posix.FlushFolder(folder);
    }

    /// <summary>Spread over 256 folders by the first two letters.</summary>
    private string PathOf(string id) => Path.Combine(folder, id[..2], id[2..]);
}
