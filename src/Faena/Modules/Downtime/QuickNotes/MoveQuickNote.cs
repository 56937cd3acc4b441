using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.QuickNotes;

/// <summary>Moves a quick note one place up or down; the first goes no further up, nor the last down.</summary>
public static class MoveQuickNote
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/quick-notes/{id:long}/move", Handle)
            .Needs("downtime.manage")
            .Everywhere("the company has one list of quick notes")
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
        // Two who move notes at once take turns.
        if ((await work.Query<long>(HoldSql)).All(held => held != id))
        {
            return Problem.NotFound();
        }
        await work.Execute(MoveSql, new { id, by = request.By });
        await work.Commit();
        return TypedResults.NoContent();
    }

    private const string HoldSql = "SELECT id FROM downtime.quick_note ORDER BY id FOR UPDATE";

    // A note in use changes places with the nearest one in use: those out of use are mostly not on the screen.
    private const string MoveSql = """
        WITH notes AS (
          SELECT id, active, row_number() OVER (ORDER BY sort_order, id)::numeric AS place FROM downtime.quick_note),
        neighbour AS (
          SELECT n.place FROM notes me JOIN notes n ON (n.place - me.place) * @by::int > 0 AND (n.active OR NOT me.active)
          WHERE me.id = @id::bigint ORDER BY abs(n.place - me.place) LIMIT 1),
        ordered AS (
          SELECT n.id, row_number() OVER (
            ORDER BY CASE WHEN n.id = @id::bigint THEN coalesce((SELECT place + @by::int * 0.5 FROM neighbour), n.place) ELSE n.place END) AS place
          FROM notes n)
        UPDATE downtime.quick_note q SET sort_order = o.place FROM ordered o WHERE q.id = o.id AND q.sort_order <> o.place
        """;
}
