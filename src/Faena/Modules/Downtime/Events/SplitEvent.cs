using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Events;

/// <summary>Makes two stops of one, so that each may have its own reason. The first keeps the id; both keep the note.</summary>
public static class SplitEvent
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/events/{id:long}/split", Handle)
            .Needs("downtime.record")
            .Of(Scope.Stop("id"))
            .TakesIdempotencyKey()
            .Refuses(403, "not_yours", "window_closed")
            .Refuses(404, "event_not_found")
            .Refuses(409, "overlap")
            .Refuses(422);

    /// <param name="At">Between its start and its end.</param>
    public sealed record Request(string? At, int? TimeFold, string? ChangeReason);

    public sealed record Response(IReadOnlyList<DowntimeEvent> Events);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        long id,
        Request request,
        Db db,
        ICatalog catalog,
        ReadEvents events,
        CurrentUser user,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await EventTable.Hold(work, id) is not var (stop, line))
        {
            return Problem.NotFound(OneEvent.NotFound);
        }
        var now = clock.GetUtcNow();
        if (EditWindow.Refusal(user, stop, await EventTable.IsSignedOff(work, stop), request.ChangeReason, now) is { } closed)
        {
            return closed;
        }
        if (string.IsNullOrEmpty(request.At))
        {
            return Problem.Invalid("at", "required");
        }
        var at = LocalTime.Read(request.At, line.Zone, request.TimeFold, now);
        if (at.Code is { } code)
        {
            return Problem.Invalid("at", code, new { suggestion = at.Suggestion });
        }
        if (at.At <= stop.StartedAt || at.At >= (stop.EndedAt ?? now))
        {
            return Problem.Invalid("at", "split_outside");
        }
        await EventTable.Change(work, stop with { EndedAt = at.At, ChangeReason = (request.ChangeReason ?? "").Trim() });
        var rest = await EventDraft.InShiftOfItsStart(work, stop with { ClientId = null, StartedAt = at.At }, catalog, line);
        var second = await EventTable.Add(work, rest);
        var both = new Response([await events.One(work, id), await events.One(work, second)]);
        await work.Commit();
        return TypedResults.Ok(both);
    }
}
