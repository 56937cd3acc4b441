using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Faena.Kernel.Access;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Live;

/// <summary>A browser listens to the changes of some topics, as Server-Sent Events.</summary>
public static class ListenLive
{
    private const int MostTopics = 20;

    // Shorter than the idle limits of proxies on the way.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    // A stream outlives the session that opened it; when it ends the browser comes back and is asked again who it is.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/live", Handle).NeedsSignIn().Streams().WithTags("Live");

    private static Results<ServerSentEventsResult<string>, ProblemHttpResult> Handle(
        string? topics,
        LiveHub hub,
        CurrentUser user,
        IHostApplicationLifetime host
    )
    {
        var asked = (topics ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToHashSet(StringComparer.Ordinal);
        if (asked.Count is 0 or > MostTopics)
        {
            return Problem.Invalid("topics", "live_topics", new { most = MostTopics });
        }
        if (!asked.All(topic => MayHear(user, topic)))
        {
            return Problem.Forbidden("not_allowed");
        }
        return TypedResults.ServerSentEvents(Notes(hub, asked, host.ApplicationStopping));
    }

    /// <summary>A note carries ids only, so any right in the topic's module is enough to hear it.</summary>
    private static bool MayHear(CurrentUser user, string topic) =>
        topic.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        && user.Permissions.Any(permission => permission.StartsWith(topic[..colon] + ".", StringComparison.Ordinal));

    private static async IAsyncEnumerable<SseItem<string>> Notes(
        LiveHub hub,
        HashSet<string> topics,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        using var listener = hub.Listen(topics);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, stopping);
        ending.CancelAfter(Longest);
        // The first one carries the headers, so that the browser knows at once that it is heard.
        yield return Alive;
        var next = listener.Notes.WaitToReadAsync(ending.Token).AsTask();
        while (true)
        {
            await ((Task)next).WaitAsync(Heartbeat, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!next.IsCompleted)
            {
                yield return Alive;
                continue;
            }
            if (!next.IsCompletedSuccessfully || !await next)
            {
                yield break;
            }
            while (listener.Notes.TryRead(out var change))
            {
                yield return new SseItem<string>(Json.Of(change));
            }
            next = listener.Notes.WaitToReadAsync(ending.Token).AsTask();
        }
    }

    private static readonly SseItem<string> Alive = new("", "alive");
}
