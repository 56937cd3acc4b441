using System.Security.Cryptography;

namespace Faena.Kernel.Files;

/// <summary>A file that was kept: how to find it again, what it must hash to, and its size in bytes.</summary>
public sealed record StoredFile(string Id, string Sha256, long Size);

/// <summary>
/// Keeps uploaded files under names of its own, outside the web root. What a file is called, whose it is and what kind it is
/// stays with the caller.
/// </summary>
public sealed class FileStore(string folder)
{
    private const int IdBytes = 16;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;

    private readonly string folder = Path.GetFullPath(folder);

    private string Unfinished => Path.Combine(folder, "unfinished");

    /// <summary>Keeps the content, safe on the disk when this returns; null, and nothing kept, when it is longer than the limit.</summary>
    public async Task<StoredFile?> Save(Stream content, long limit, CancellationToken ct)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
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

    /// <summary>Opens a kept file; null when there is none with this id.</summary>
    public FileStream? OpenRead(string id) =>
        IsId(id) && File.Exists(PathOf(id))
            ? new(
                PathOf(id),
                new FileStreamOptions
                {
                    Share = FileShare.Read | FileShare.Delete,
                    Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                }
            )
            : null;

    /// <summary>Forgets a file; false when there is none with this id.</summary>
    public bool Delete(string id)
    {
        if (!IsId(id) || !File.Exists(PathOf(id)))
        {
            return false;
        }
        File.Delete(PathOf(id));
        return true;
    }

    /// <summary>Removes what uploads left behind when the machine went down under them.</summary>
    public void DeleteUnfinished(DateTimeOffset startedBefore)
    {
        var left = Directory.Exists(Unfinished) ? Directory.GetFiles(Unfinished) : [];
        foreach (var file in left.Where(file => File.GetLastWriteTimeUtc(file) < startedBefore.UtcDateTime))
        {
            File.Delete(file);
        }
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

    /// <summary>Only what we generate ourselves ever becomes part of a path.</summary>
    private static bool IsId(string id) => id.Length == 2 * IdBytes && id.All(char.IsAsciiHexDigitLower);
}
