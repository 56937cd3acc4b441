using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Events;

/// <summary>Writes down a stop: one that begins now and runs, or one that is over. Its reason may follow.</summary>
public static class RecordStop
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/events", Handle)
            .Needs("downtime.record")
            .Of(Scope.Line("$.lineId"))
            .TakesIdempotencyKey()
            .Refuses(409, "overlap")
            .Refuses(422);

    private static async Task<Results<Created<DowntimeEvent>, Ok<DowntimeEvent>, ProblemHttpResult>> Handle(
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
        if (request.LineId is not { } lineId)
        {
            return Problem.Invalid("lineId", "required");
        }
        await using var work = await db.Begin(ct);
        if (await EventTable.HoldLine(work, lineId) is not { Active: true } line)
        {
            return Problem.Invalid("lineId", "line_unknown");
        }
        if (request.ClientId is { } client && await EventTable.FindSent(work, client) is { } sent)
        {
            return OneEvent.Ok(http, await events.One(work, sent.Id));
        }
        var now = clock.GetUtcNow();
        var errors = new FieldErrors();
        var blank = new StoredEvent
        {
            ClientId = request.ClientId,
            EnteredBy = user.Id,
            EnteredByName = user.DisplayName,
            EnteredAt = now,
        };
        var stop = await EventDraft.Complete(work, request, blank, line, catalog, user, now, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        if (await Overlap.Refusal(work, stop, line.Zone) is { } overlap)
        {
            return overlap;
        }
        var id = await EventTable.Add(work, stop);
        var saved = await events.One(work, id);
        await work.Commit();
        http.Response.Headers.ETag = saved.Etag;
        return TypedResults.Created($"/api/downtime/events/{id}", saved);
    }
}
