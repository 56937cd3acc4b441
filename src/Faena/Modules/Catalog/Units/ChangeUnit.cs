using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Units;

/// <summary>Renames a unit, or takes it out of use and back. What is not sent stays.</summary>
public static class ChangeUnit
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/units/{id:long}", Handle)
            .Needs("catalog.manage")
            .Everywhere("the company has one list of units")
            .Refuses(404, "not_found")
            .Refuses(409, "unit_key_taken", "unit_spelling_taken")
            .Refuses(422)
            .Refuses(412, "changed_meanwhile");

    public sealed record Request(string? Clave, string? Descripcion, bool? Activo);

    private static async Task<Results<Ok<ListUnits.Unit>, ProblemHttpResult>> Handle(
        long id,
        Request request,
        HttpContext http,
        Db db,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await work.One<ListUnits.Unit>(HoldSql, new { id }) is not { } unit)
        {
            return Problem.NotFound();
        }
        if (new Tag(unit.Version).Refusal(http.Request, unit) is { } stale)
        {
            return stale;
        }
        unit = unit with
        {
            Clave = request.Clave is null ? unit.Clave : UnitSpelling.Key(request.Clave),
            Descripcion = request.Descripcion is null ? unit.Descripcion : EntryName.Of(request.Descripcion),
            Activo = request.Activo ?? unit.Activo,
        };
        var errors = CreateUnit.Check(unit.Clave, unit.Descripcion);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        if (await work.One<string>(ChangeUnitAliases.MeansSql, new { alias = unit.Clave, id }) is { } other)
        {
            return Problem.Conflict("unit_spelling_taken", new { unit = other });
        }
        unit = unit with { Version = await work.One<long>(UpdateSql, unit) };
        await work.Commit();
        new Tag(unit.Version).Give(http);
        return TypedResults.Ok(unit);
    }

    private const string HoldSql = """
        SELECT u.id, u.clave, u.descripcion, u.activo, u.version,
          ARRAY(SELECT a.alias FROM catalog.unit_alias a WHERE a.id_unidad = u.id ORDER BY a.alias) AS alias
        FROM catalog.unidad_medida u WHERE u.id = @id::bigint FOR UPDATE OF u
        """;

    private const string UpdateSql = """
        UPDATE catalog.unidad_medida SET clave = @Clave::text, descripcion = @Descripcion::text, activo = @Activo::boolean
        WHERE id = @Id::bigint RETURNING version
        """;
}
