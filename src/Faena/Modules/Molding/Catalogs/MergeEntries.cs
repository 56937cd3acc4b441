using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Catalogs;

/// <summary>
/// Makes two entries for one thing into one: what pointed at the duplicate points at the other, and its spelling is remembered, so that
/// the next import or order that uses it finds the right entry. What orders and sheets copied stays as they copied it.
/// </summary>
public static class MergeEntries
{
    public static void Map(IEndpointRouteBuilder api)
    {
        foreach (var kind in CatalogKind.All)
        {
            api.MapPost(
                    $"/catalog/{kind.Key}/{{id:long}}/merge",
                    (long id, Request request, Db db, CancellationToken ct) => Handle(kind, id, request, db, ct)
                )
                .Needs("molding.manage_catalog")
                .Refuses(404, "not_found")
                .Refuses(422);
        }
    }

    /// <param name="En">The entry that stays.</param>
    public sealed record Request(long? En);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        CatalogKind kind,
        long id,
        Request request,
        Db db,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        var entries = await CatalogEntries.List(work, kind);
        if (entries.FirstOrDefault(e => (long)e["id"]! == id) is not { } duplicate)
        {
            return Problem.NotFound();
        }
        if (request.En is not { } into || into == id || entries.All(e => (long)e["id"]! != into))
        {
            return Problem.Invalid("en", "merge_needs_another");
        }
        await work.NameAction("MERGE");
        await work.Execute(kind.RepointSql, new { id, into });
        await work.Execute(kind.RemoveSql, new { id });
        await work.Execute(
            RememberSql,
            new
            {
                catalog = kind.Word,
                id,
                into,
                name = NameOf(kind, duplicate),
            }
        );
        await work.Commit();
        return TypedResults.NoContent();
    }

    private static string NameOf(CatalogKind kind, JsonObject entry) => (string)entry[kind.Identity.Name]!;

    private const string RememberSql = """
        WITH antes AS (
          UPDATE molding.otro_nombre SET id_entrada = @into::bigint WHERE catalogo = @catalog::text AND id_entrada = @id::bigint
        )
        INSERT INTO molding.otro_nombre (catalogo, nombre, id_entrada) VALUES (@catalog::text, lower(@name::text), @into::bigint)
        """;
}
