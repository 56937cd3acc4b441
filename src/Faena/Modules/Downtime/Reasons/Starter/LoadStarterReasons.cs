using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Reasons.Starter;

/// <summary>Fills an empty tree with reasons to begin with; from then on they are like any other.</summary>
public static class LoadStarterReasons
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/reasons/starter", Handle)
            .Needs("downtime.manage")
            .Everywhere("the company has one tree of reasons")
            .Refuses(409, "reason_code_taken", "reasons_exist");

    public sealed record Response(int Reasons);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Db db, CancellationToken ct)
    {
        await using var work = await db.Begin(ct);
        if (await work.One<bool>(AnySql))
        {
            return Problem.Conflict("reasons_exist");
        }
        await work.NameAction("STARTER_LOADED");
        var reasons = StarterReasons.All.Select(
            (r, place) =>
                new
                {
                    r.Code,
                    r.Parent,
                    r.Es,
                    r.En,
                    loss = r.LossType,
                    r.Failure,
                    r.Note,
                    r.Color,
                    r.Icon,
                    place,
                }
        );
        await work.Execute(LoadSql, new { reasons = Json.Of(reasons) });
        await work.Commit();
        return TypedResults.Ok(new Response(StarterReasons.All.Count));
    }

    private const string AnySql = "SELECT EXISTS (SELECT FROM downtime.reason)";

    private const string LoadSql = """
        WITH given AS (
          SELECT code, parent, es, en, loss, failure, note, color, icon,
            row_number() OVER (PARTITION BY parent ORDER BY place)::int AS place
          FROM jsonb_to_recordset(@reasons::jsonb)
            AS r (code text, parent text, es text, en text, loss text, failure boolean, note boolean, color text, icon text, place int)),
        mains AS (
          INSERT INTO downtime.reason (depth, code, name_es, name_en, loss_type, counts_as_failure, requires_note, color, icon, sort_order)
          SELECT 1, code, es, en, loss, failure, note, color, icon, place FROM given WHERE parent IS NULL
          RETURNING id, code)
        INSERT INTO downtime.reason
          (parent_id, depth, code, name_es, name_en, loss_type, counts_as_failure, requires_note, color, icon, sort_order)
        SELECT m.id, 2, g.code, g.es, g.en, g.loss, g.failure, g.note, g.color, g.icon, g.place FROM given g JOIN mains m ON m.code = g.parent
        """;
}
