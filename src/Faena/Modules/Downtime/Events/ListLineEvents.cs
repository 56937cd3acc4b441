using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Events;

/// <summary>The stops of a line on a production date, in the order in which they began.</summary>
public static class ListLineEvents
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/lines/{id:long}/events", Handle).Needs("downtime.read").Of(Scope.Line("id")).Refuses(404, "line_unknown").Refuses(422);

    public sealed record Response(IReadOnlyList<DowntimeEvent> Events);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        long id,
        string? productionDate,
        Db db,
        ReadEvents events,
        CancellationToken ct
    )
    {
        if (await db.One<long?>(FacilitySql, new { id }, ct) is null)
        {
            return Problem.NotFound("line_unknown");
        }
        return DateOnly.TryParseExact(productionDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? TypedResults.Ok(new Response(await events.OfDay(db, id, date, ct)))
            : Problem.Invalid("productionDate", string.IsNullOrEmpty(productionDate) ? "required" : "not_a_date");
    }

    internal const string FacilitySql = "SELECT facility_id FROM catalog.v_line WHERE id = @id::bigint";
}
