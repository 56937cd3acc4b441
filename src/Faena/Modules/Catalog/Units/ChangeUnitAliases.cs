using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Units;

/// <summary>Adds and removes the other spellings that mean a unit.</summary>
public static class ChangeUnitAliases
{
    internal const int AliasLength = 50;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/units/{id:long}/aliases", Add)
            .Needs("catalog.manage")
            .Everywhere("the company has one list of units")
            .Refuses(404, "not_found")
            .Refuses(409, "unit_spelling_taken")
            .Refuses(422);
        // In the query, since many spellings hold a slash: M2/DIA.
        api.MapDelete("/units/{id:long}/aliases", Remove)
            .Needs("catalog.manage")
            .Everywhere("the company has one list of units")
            .Refuses(404, "not_found")
            .Refuses(409, "entry_in_use");
    }

    public sealed record Request(string? Alias);

    public sealed record Response(string Alias);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Add(long id, Request request, Db db, CancellationToken ct)
    {
        var alias = UnitSpelling.Key(request.Alias ?? "");
        var errors = new FieldErrors()
            .Require(alias.Length > 0, "alias", "required")
            .Require(alias.Length <= AliasLength, "alias", "too_long", new { max = AliasLength });
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        if (await work.One<long?>(HoldUnitSql, new { id }) is null)
        {
            return Problem.NotFound();
        }
        if (await work.One<string>(MeansSql, new { alias, id }) is { } other)
        {
            return Problem.Conflict("unit_spelling_taken", new { unit = other });
        }
        await work.Execute(AddSql, new { id, alias });
        await work.Commit();
        return TypedResults.Ok(new Response(alias));
    }

    private static Task<Results<NoContent, ProblemHttpResult>> Remove(long id, string alias, Db db, CancellationToken ct) =>
        Removal.Try(db, RemoveSql, new { id, alias = UnitSpelling.Key(alias) }, ct);

    private const string HoldUnitSql = "SELECT id FROM catalog.unidad_medida WHERE id = @id::bigint FOR SHARE";

    /// <summary>The key of another unit that the spelling already means.</summary>
    internal const string MeansSql = """
        SELECT u.clave FROM catalog.unidad_medida u
        WHERE u.id <> @id::bigint
          AND (upper(u.clave) = @alias::text OR EXISTS (SELECT 1 FROM catalog.unit_alias a WHERE a.id_unidad = u.id AND a.alias = @alias::text))
        """;

    private const string AddSql = """
        INSERT INTO catalog.unit_alias (alias, id_unidad) VALUES (@alias::text, @id::bigint) ON CONFLICT DO NOTHING
        """;

    private const string RemoveSql = "DELETE FROM catalog.unit_alias WHERE id_unidad = @id::bigint AND alias = @alias::text";
}
