using System.Security.Cryptography;

namespace Faena.Kernel.Files;

/// <summary>Bytes that were kept: what they hash to, and how many there are.</summary>
public sealed record StoredFile(string Id, string Sha256, long Size)
{
    private const int IdBytes = 16;

    /// <summary>An id that nobody can guess and that says nothing.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>Only what we generate ourselves ever becomes part of a path.</summary>
    public static bool IsId(string id) => id.Length == 2 * IdBytes && id.All(char.IsAsciiHexDigitLower);
}

/// <summary>
/// Where the bytes of files are, under ids and nothing else: what a file is called, whose it is and how long it is wanted stands in
/// <c>kernel.file</c> (<see cref="KeptFiles"/>). A store never judges what is wanted: with another database before it, it would take
/// everything for forgotten.
/// </summary>
public interface IFileStore
{
    /// <summary>Keeps the content under a new id, safe when this returns; null, and nothing kept, when it is longer than the limit.</summary>
    Task<StoredFile?> Save(string id, Stream content, long limit, CancellationToken ct);

    /// <summary>Opens what was kept; null when there is nothing under this id.</summary>
    Task<Stream?> Open(string id, CancellationToken ct);

    /// <returns>False when there is nothing under this id.</returns>
    Task<bool> Delete(string id, CancellationToken ct);

    /// <summary>Removes what uploads left behind when the machine went down under them.</summary>
    Task DeleteUnfinished(DateTimeOffset startedBefore, CancellationToken ct);
}
