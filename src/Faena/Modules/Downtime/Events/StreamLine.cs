using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Live;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Events;

/// <summary>Every change of a line's stops as it happens: Server-Sent Events named <c>downtime</c>, each a whole stop.</summary>
public static class StreamLine
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/lines/{id:long}/stream", Handle).Needs("downtime.read").Streams();

    private static async Task<Results<ServerSentEventsResult<string>, ProblemHttpResult>> Handle(
        long id,
        Db db,
        LiveHub hub,
        ReadEvents events,
        CurrentUser user,
        IHostApplicationLifetime host,
        CancellationToken ct
    )
    {
        if (await db.One<long?>(ListLineEvents.FacilitySql, new { id }, ct) is not { } facility)
        {
            return Problem.NotFound("line_unknown");
        }
        return user.MayFacility(facility)
            ? TypedResults.ServerSentEvents(Stops(hub.Stream(EventTable.TopicOf(id), host.ApplicationStopping), db, events, ct))
            : Problem.Forbidden("facility_not_allowed");
    }

    private static async IAsyncEnumerable<SseItem<string>> Stops(
        IAsyncEnumerable<Change?> changes,
        Db db,
        ReadEvents events,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        await foreach (var change in changes.WithCancellation(ct))
        {
            if (change?.Ids is not { Length: > 0 } ids)
            {
                yield return LiveStreams.Alive;
                continue;
            }
            foreach (var stop in await events.Some(db, ids, ct))
            {
                yield return new SseItem<string>(Json.Of(stop), "downtime");
            }
        }
    }
}
