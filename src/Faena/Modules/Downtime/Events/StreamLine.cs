using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Live;
using Faena.Modules.Catalog;
using Faena.Modules.Downtime.Floor;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Events;

/// <summary>Every change of a line's stops as it happens: Server-Sent Events named <c>downtime</c>, each a whole stop.</summary>
public static class StreamLine
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/lines/{id:long}/stream", Handle).Needs("downtime.read").Of(Scope.Line("id")).Streams().Refuses(404, "line_unknown");

    /// <param name="watch">The caller is a tablet that stands by the line: while it listens, the line is watched.</param>
    private static async Task<Results<ServerSentEventsResult<string>, ProblemHttpResult>> Handle(
        long id,
        bool? watch,
        Db db,
        LiveHub hub,
        ReadEvents events,
        TimeProvider clock,
        IHostApplicationLifetime host,
        CancellationToken ct
    )
    {
        if (await db.One<long?>(ListLineEvents.FacilitySql, new { id }, ct) is null)
        {
            return Problem.NotFound("line_unknown");
        }
        var changes = hub.Stream(EventTable.TopicOf(id), host.ApplicationStopping);
        return TypedResults.ServerSentEvents(Stops(watch == true ? Watched(changes, id, db, clock, ct) : changes, db, events, ct));
    }

    private static async IAsyncEnumerable<Change?> Watched(
        IAsyncEnumerable<Change?> changes,
        long line,
        Db db,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        await foreach (var change in changes.WithCancellation(ct))
        {
            if (change is null)
            {
                await LineWatch.Seen(db, line, clock.GetUtcNow(), ct);
            }
            yield return change;
        }
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
