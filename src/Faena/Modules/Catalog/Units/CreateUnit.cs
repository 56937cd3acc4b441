using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Units;

/// <summary>Adds a unit of measure. Its key is kept as spellings are looked up.</summary>
public static class CreateUnit
{
    internal const int DescriptionLength = 50;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/units", Handle)
            .Needs("catalog.manage")
            .Everywhere("the company has one list of units")
            .Refuses(409, "unit_key_taken", "unit_spelling_taken")
            .Refuses(422);

    public sealed record Request(string? Clave, string? Descripcion);

    public sealed record Response(long Id);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Request request, Db db, CancellationToken ct)
    {
        var (clave, descripcion) = (UnitSpelling.Key(request.Clave ?? ""), EntryName.Of(request.Descripcion));
        var errors = Check(clave, descripcion);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        if (await work.One<string>(ChangeUnitAliases.MeansSql, new { alias = clave, id = 0 }) is { } other)
        {
            return Problem.Conflict("unit_spelling_taken", new { unit = other });
        }
        var id = await work.One<long>(InsertSql, new { clave, descripcion });
        await work.Commit();
        return TypedResults.Ok(new Response(id));
    }

    internal static FieldErrors Check(string clave, string descripcion) =>
        new FieldErrors()
            .Require(clave.Length > 0, "clave", "required")
            .Require(clave.Length <= UnitSpelling.MaxLength, "clave", "too_long", new { max = UnitSpelling.MaxLength })
            .Require(descripcion.Length <= DescriptionLength, "descripcion", "too_long", new { max = DescriptionLength });

    private const string InsertSql = """
        INSERT INTO catalog.unidad_medida (clave, descripcion) VALUES (@clave::text, @descripcion::text) RETURNING id
        """;
}
