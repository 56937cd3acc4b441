using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Events;

/// <summary>
/// The line did not run after all: the stop goes on. For some minutes whoever stands at it may say so, as they may say that it runs;
/// later only those who may change the stop.
/// </summary>
public static class ReopenStop
{
    private static readonly TimeSpan SecondThoughts = TimeSpan.FromMinutes(10);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/events/{id:long}/reopen", Handle)
            .Needs("downtime.record")
            .Of(Scope.Stop("id"))
            .TakesIdempotencyKey()
            .Refuses(403, "not_yours", "window_closed")
            .Refuses(404, "event_not_found")
            .Refuses(409, "not_closed", "overlap")
            .Refuses(422);

    /// <param name="ChangeReason">Why an administrator changes what another person wrote.</param>
    public sealed record Request(string? ChangeReason);

    private static async Task<Results<Ok<DowntimeEvent>, ProblemHttpResult>> Handle(
        long id,
        Request? request,
        HttpContext http,
        Db db,
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
        if (stop.IsOpen)
        {
            return Problem.Conflict("not_closed");
        }
        var now = clock.GetUtcNow();
        var isSignedOff = await EventTable.IsSignedOff(work, stop);
        var isFresh = !isSignedOff && now - stop.EndedAt <= SecondThoughts;
        if (!isFresh && EditWindow.Refusal(user, stop, isSignedOff, request?.ChangeReason, now) is { } closed)
        {
            return closed;
        }
        stop = stop with { EndedAt = null, ChangeReason = (request?.ChangeReason ?? "").Trim() };
        if (await Overlap.Refusal(work, stop, line.Zone) is { } overlap)
        {
            return overlap;
        }
        await EventTable.Change(work, stop);
        return await OneEvent.Saved(work, events, http, id);
    }
}
