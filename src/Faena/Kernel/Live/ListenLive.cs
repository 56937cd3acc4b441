using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Live;

/// <summary>A browser listens to the changes of some topics, as Server-Sent Events.</summary>
public static class ListenLive
{
    private const int MostTopics = 20;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/live", Handle)
            .NeedsSignIn()
            .Everywhere("each topic leads to its own place")
            .Streams()
            .WithTags("Live")
            .Refuses(403, "not_allowed")
            .Refuses(422);

    private static async Task<Results<ServerSentEventsResult<string>, ProblemHttpResult>> Handle(
        string? topics,
        LiveHub hub,
        Db db,
        IEnumerable<LiveTopic> placed,
        CurrentUser user,
        IHostApplicationLifetime host,
        CancellationToken ct
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
        if (user.IsLimited && await BeyondReach(asked, placed, user, db, ct) is { } refusal)
        {
            return refusal;
        }
        return TypedResults.ServerSentEvents(Notes(hub, asked, host.ApplicationStopping));
    }

    /// <summary>A note carries ids only, so any right in the topic's module is enough to hear it.</summary>
    private static bool MayHear(CurrentUser user, string topic) =>
        topic.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        && user.Permissions.Any(permission => permission.StartsWith(topic[..colon] + ".", StringComparison.Ordinal));

    private static async Task<ProblemHttpResult?> BeyondReach(
        HashSet<string> asked,
        IEnumerable<LiveTopic> placed,
        CurrentUser user,
        Db db,
        CancellationToken ct
    )
    {
        var found = asked.ToLookup(topic => placed.FirstOrDefault(p => p.IdIn(topic) is not null));
        foreach (var topics in found)
        {
            if (topics.Key is not { } topic)
            {
                // Nobody said where it stands, so it may be anywhere.
                return Problem.Forbidden("not_allowed");
            }
            if (
                topic.Kind is { } kind
                && await kind.Refusal([.. topics.Select(t => topic.IdIn(t)!.Value).Distinct()], user, db, ct) is { } refusal
            )
            {
                return refusal;
            }
        }
        return null;
    }

    private static async IAsyncEnumerable<SseItem<string>> Notes(
        LiveHub hub,
        HashSet<string> topics,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        await foreach (var change in hub.Stream(topics, stopping, ct))
        {
            yield return change is null ? LiveStreams.Alive : new SseItem<string>(Json.Of(change));
        }
    }
}
