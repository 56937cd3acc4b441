namespace Faena.Kernel.Files;

/// <summary>Bytes that were kept: how to find them again, what they must hash to, and how many there are.</summary>
public sealed record StoredFile(string Id, string Sha256, long Size);

/// <summary>
/// Where the bytes of files are, under names of its own and nothing else: what a file is called, whose it is and how long it is wanted
/// stands in <c>kernel.file</c> (<see cref="KeptFiles"/>).
/// </summary>
public interface IFileStore
{
    /// <summary>Keeps the content, safe when this returns; null, and nothing kept, when it is longer than the limit.</summary>
    Task<StoredFile?> Save(Stream content, long limit, CancellationToken ct);

    /// <summary>Opens what was kept; null when there is nothing under this id.</summary>
    Task<Stream?> Open(string id, CancellationToken ct);

    /// <returns>False when there is nothing under this id.</returns>
    Task<bool> Delete(string id, CancellationToken ct);

    /// <summary>The ids of all that was kept before a moment; what uploads left half-done since before then is removed on the way.</summary>
    IAsyncEnumerable<string> KeptBefore(DateTimeOffset moment, CancellationToken ct);
}
