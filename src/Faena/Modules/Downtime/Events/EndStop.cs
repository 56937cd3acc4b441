using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Events;

/// <summary>The line runs again. Whoever stands at it may say so, whoever said that it stopped.</summary>
public static class EndStop
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/events/{id:long}/stop", Handle)
            .Needs("downtime.record")
            .Of(Scope.Stop("id"))
            .TakesIdempotencyKey()
            .Refuses(404, "event_not_found")
            .Refuses(409, "already_closed", "overlap")
            .Refuses(422);

    /// <param name="EndedAt">Now, where it is missing.</param>
    public sealed record Request(string? EndedAt, int? EndTimeFold);

    private static async Task<Results<Ok<DowntimeEvent>, ProblemHttpResult>> Handle(
        long id,
        Request? request,
        HttpContext http,
        Db db,
        ReadEvents events,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await EventTable.Hold(work, id) is not var (stop, line))
        {
            return Problem.NotFound(OneEvent.NotFound);
        }
        if (!stop.IsOpen)
        {
            return Problem.Conflict("already_closed");
        }
        var now = clock.GetUtcNow();
        var end = request?.EndedAt is { Length: > 0 } text
            ? LocalTime.Read(text, line.Zone, request.EndTimeFold, now)
            : new LocalTime.Reading(now, null);
        var errors = new FieldErrors();
        errors.Require(end.Code is null, "endedAt", end.Code ?? "", new { suggestion = end.Suggestion });
        if (end.Code is null)
        {
            errors
                .Require(end.At <= now + EventDraft.Ahead, "endedAt", "moment_to_come")
                .Require(end.At > stop.StartedAt, "endedAt", "end_not_after_start");
        }
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await EventTable.Change(work, stop with { EndedAt = end.At });
        return await OneEvent.Saved(work, events, http, id);
    }
}
