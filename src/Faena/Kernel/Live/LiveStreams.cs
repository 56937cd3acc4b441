using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Faena.Kernel.Live;

/// <summary>What every stream of Server-Sent Events has in common: headers at once, a heartbeat, and an end.</summary>
public static class LiveStreams
{
    // Shorter than the idle limits of proxies on the way.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    // A stream outlives the session that opened it; when it ends the browser comes back and is asked again who it is.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static SseItem<string> Alive { get; } = new("", "alive");

    /// <summary>The changes of one topic; null where the stream only says that it lives.</summary>
    public static IAsyncEnumerable<Change?> Stream(this LiveHub hub, string topic, CancellationToken stopping) =>
        hub.Stream(new HashSet<string>(StringComparer.Ordinal) { topic }, stopping);

    /// <summary>The changes of some topics; null where the stream only says that it lives.</summary>
    public static async IAsyncEnumerable<Change?> Stream(
        this LiveHub hub,
        IReadOnlySet<string> topics,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        using var listener = hub.Listen(topics);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, stopping);
        ending.CancelAfter(Longest);
        // The first one carries the headers, so that the browser knows at once that it is heard.
        yield return null;
        var next = listener.Notes.WaitToReadAsync(ending.Token).AsTask();
        while (true)
        {
            await ((Task)next).WaitAsync(Heartbeat, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!next.IsCompleted)
            {
                yield return null;
                continue;
            }
            if (!next.IsCompletedSuccessfully || !await next)
            {
                yield break;
            }
            while (listener.Notes.TryRead(out var change))
            {
                yield return change;
            }
            next = listener.Notes.WaitToReadAsync(ending.Token).AsTask();
        }
    }
}
