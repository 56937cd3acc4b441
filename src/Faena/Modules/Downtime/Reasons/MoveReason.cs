using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Reasons;

/// <summary>Moves a reason one place up or down among its siblings; the first goes no further up, nor the last down.</summary>
public static class MoveReason
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/reasons/{id:long}/move", Handle)
            .Needs("downtime.manage")
            .Everywhere("the company has one tree of reasons")
            .Refuses(404, "not_found")
            .Refuses(422);

    /// <param name="By">1 is down, -1 up.</param>
    public sealed record Request(int? By);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(long id, Request request, Db db, CancellationToken ct)
    {
        if (request.By is not (1 or -1))
        {
            return Problem.Invalid("by", "one_of", new { opciones = new[] { "1", "-1" } });
        }
        await using var work = await db.Begin(ct);
        // Two who move siblings at once take turns.
        if (await work.One<long?>(HoldSql, new { id }) is null)
        {
            return Problem.NotFound();
        }
        await work.Execute(MoveSql, new { id, by = request.By });
        await work.Commit();
        return TypedResults.NoContent();
    }

    private const string HoldSql = """
        WITH held AS (
          SELECT s.id FROM downtime.reason r JOIN downtime.reason s ON s.parent_id IS NOT DISTINCT FROM r.parent_id
          WHERE r.id = @id::bigint ORDER BY s.id FOR UPDATE OF s)
        SELECT id FROM held WHERE id = @id::bigint
        """;

    // A reason in use changes places with the nearest one in use: those out of use are mostly not on the screen.
    private const string MoveSql = """
        WITH siblings AS (
          SELECT s.id, s.active, row_number() OVER (ORDER BY s.sort_order, s.code)::numeric AS place
          FROM downtime.reason r JOIN downtime.reason s ON s.parent_id IS NOT DISTINCT FROM r.parent_id WHERE r.id = @id::bigint),
        neighbour AS (
          SELECT n.place FROM siblings me JOIN siblings n ON (n.place - me.place) * @by::int > 0 AND (n.active OR NOT me.active)
          WHERE me.id = @id::bigint ORDER BY abs(n.place - me.place) LIMIT 1),
        ordered AS (
          SELECT s.id, row_number() OVER (
            ORDER BY CASE WHEN s.id = @id::bigint THEN coalesce((SELECT place + @by::int * 0.5 FROM neighbour), s.place) ELSE s.place END) AS place
          FROM siblings s)
        UPDATE downtime.reason r SET sort_order = o.place FROM ordered o WHERE r.id = o.id AND r.sort_order <> o.place
        """;
}
