using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Events;

/// <summary>One stop, also one that was taken away.</summary>
public static class ShowEvent
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/events/{id:long}", Handle).Needs("downtime.read").Of(Scope.Stop("id")).Refuses(404, "event_not_found");

    private static async Task<Results<Ok<DowntimeEvent>, ProblemHttpResult>> Handle(
        long id,
        HttpContext http,
        Db db,
        ReadEvents events,
        CancellationToken ct
    ) => await events.One(db, id, ct) is not { } stop ? Problem.NotFound(OneEvent.NotFound) : OneEvent.Ok(http, stop);
}
