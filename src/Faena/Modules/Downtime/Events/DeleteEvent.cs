using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Live;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Events;

/// <summary>Takes a stop away. It stays in the database, and a supervisor can bring it back.</summary>
public static class DeleteEvent
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/events/{id:long}", Handle)
            .Needs("downtime.record")
            .Of(Scope.Stop("id"))
            .TakesIdempotencyKey()
            .Refuses(403, "not_yours", "window_closed")
            .Refuses(404, "event_not_found")
            .Refuses(409, "overlap")
            .Refuses(422);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        long id,
        string? changeReason,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await EventTable.Hold(work, id) is not var (stop, _))
        {
            return Problem.NotFound(OneEvent.NotFound);
        }
        var why = (changeReason ?? "").Trim();
        var now = clock.GetUtcNow();
        if (EditWindow.Refusal(user, stop, await EventTable.IsSignedOff(work, stop), why, now) is { } closed)
        {
            return closed;
        }
        await work.NameAction("DELETE");
        await work.Execute(
            DeleteSql,
            new
            {
                id,
                now,
                why,
            }
        );
        await work.Tell(EventTable.TopicOf(stop.LineId), id);
        await work.Commit();
        return TypedResults.NoContent();
    }

    private const string DeleteSql = """
        UPDATE downtime.event SET deleted_at = @now::timestamptz, change_reason = @why::text WHERE id = @id::bigint
        """;
}
