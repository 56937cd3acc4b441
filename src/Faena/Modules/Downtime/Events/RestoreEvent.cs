using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Live;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Events;

/// <summary>Brings a stop back that was taken away, unless another one has taken its time since.</summary>
public static class RestoreEvent
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/events/{id:long}/restore", Handle)
            .Needs(EditWindow.Supervise)
            .Of(Scope.Stop("id"))
            .TakesIdempotencyKey()
            .Refuses(404, "event_not_found")
            .Refuses(409, "overlap");

    private static async Task<Results<Ok<DowntimeEvent>, ProblemHttpResult>> Handle(
        long id,
        HttpContext http,
        Db db,
        ReadEvents events,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await EventTable.Hold(work, id, deleted: true) is not var (stop, line))
        {
            return Problem.NotFound(OneEvent.NotFound);
        }
        if (await Overlap.Refusal(work, stop, line.Zone) is { } overlap)
        {
            return overlap;
        }
        await work.NameAction("RESTORE");
        await work.Execute(RestoreSql, new { id });
        await work.Tell(EventTable.TopicOf(stop.LineId), id);
        return await OneEvent.Saved(work, events, http, id);
    }

    private const string RestoreSql = """
        UPDATE downtime.event SET deleted_at = NULL, change_reason = '' WHERE id = @id::bigint
        """;
}
