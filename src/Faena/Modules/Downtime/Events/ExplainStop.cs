using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Events;

/// <summary>
/// Says why a line stood, and nothing else of the stop. Whoever stands at it may explain what nobody has explained; 409 with the stop
/// as it is where somebody chose another reason since.
/// </summary>
public static class ExplainStop
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/events/{id:long}/explain", Handle)
            .Needs("downtime.record")
            .Of(Scope.Stop("id"))
            .TakesIdempotencyKey()
            .Refuses(403, "not_yours", "window_closed")
            .Refuses(404, "event_not_found")
            .Refuses(409, "event_changed", "overlap")
            .Refuses(422);

    /// <param name="ReasonId">Null takes the explanation back.</param>
    /// <param name="SeenReasonId">The reason it had when the person looked.</param>
    /// <param name="Note">Where it is missing the note stays.</param>
    /// <param name="ChangeReason">Why an administrator changes what another person wrote.</param>
    public sealed record Request(long? ReasonId, long? SeenReasonId, string? Note, string? ChangeReason);

    private static async Task<Results<Ok<DowntimeEvent>, ProblemHttpResult>> Handle(
        long id,
        Request request,
        HttpContext http,
        Db db,
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
        var isSignedOff = await EventTable.IsSignedOff(work, before);
        if (EditWindow.RefusalToExplain(user, before, isSignedOff, request.ChangeReason, clock.GetUtcNow()) is { } closed)
        {
            return closed;
        }
        if (before.ReasonId != request.SeenReasonId && before.ReasonId != request.ReasonId)
        {
            return Problem.With(StatusCodes.Status409Conflict, "event_changed", more: new { actual = await events.One(work, id) });
        }
        var note = (request.Note ?? before.Note).Trim();
        var errors = new FieldErrors().Require(
            note.Length <= EventDraft.LongestNote,
            "note",
            "too_long",
            new { max = EventDraft.LongestNote }
        );
        await ChosenReason.Check(work, request.ReasonId, before, line.Id, note, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        var stop = before.Explained(request.ReasonId, user.Id) with { Note = note };
        if (stop != before)
        {
            await EventTable.Change(work, stop with { ChangeReason = (request.ChangeReason ?? "").Trim() });
        }
        return await OneEvent.Saved(work, events, http, id);
    }
}
