using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Live;
using Faena.Modules.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Events;

/// <summary>Changes a stop: the whole of it is sent, with the tag it was read with.</summary>
public static class ChangeEvent
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/events/{id:long}", Handle)
            .Needs("downtime.record")
            .Of(Scope.Stop("id"), Scope.Line("$.lineId"))
            .TakesIdempotencyKey()
            .Refuses(403, "not_yours", "window_closed")
            .Refuses(404, "event_not_found")
            .Refuses(409, "overlap")
            .Refuses(412, "event_changed")
            .Refuses(422)
            .Refuses(428, "if_match_required");

    private static async Task<Results<Ok<DowntimeEvent>, ProblemHttpResult>> Handle(
        long id,
        EventRequest request,
        HttpContext http,
        Db db,
        ICatalog catalog,
        ReadEvents events,
        CurrentUser user,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await EventTable.Hold(work, id) is not var (before, line))
        {
            return Problem.NotFound(OneEvent.NotFound);
        }
        var now = clock.GetUtcNow();
        var isSignedOff = await EventTable.IsSignedOff(work, before);
        if (EditWindow.Refusal(user, before, isSignedOff, request.ChangeReason, now) is { } closed)
        {
            return closed;
        }
        if (await OneEvent.Stale(http.Request, work, events, before) is { } stale)
        {
            return stale;
        }
        if (request.LineId is { } other && other != line.Id)
        {
            if (await EventTable.HoldLine(work, other) is not { Active: true } moved)
            {
                return Problem.Invalid("lineId", "line_unknown");
            }
            line = moved;
        }
        var errors = new FieldErrors();
        var stop = await EventDraft.Complete(work, request, before, line, catalog, user, now, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        if (await Overlap.Refusal(work, stop, line.Zone) is { } overlap)
        {
            return overlap;
        }
        // Saved as it was, nothing happens: no version, no audit entry.
        if (stop != before)
        {
            await EventTable.Change(work, stop with { ChangeReason = (request.ChangeReason ?? "").Trim() });
            if (stop.LineId != before.LineId)
            {
                await work.Tell(EventTable.TopicOf(before.LineId), id);
            }
        }
        return await OneEvent.Saved(work, events, http, id);
    }
}
