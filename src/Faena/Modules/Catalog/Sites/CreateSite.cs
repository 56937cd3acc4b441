using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Sites;

/// <summary>Adds a place of work.</summary>
public static class CreateSite
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/sites", Handle)
            .Needs("catalog.manage")
            .Of(Scope.AllSites)
            .Refuses(409, "site_name_taken", "site_number_taken")
            .Refuses(422);

    public sealed record Request(string? Descripcion, string? Frente, int? Numero);

    public sealed record Response(long Id);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Request request, Db db, CancellationToken ct)
    {
        var site = request with { Descripcion = EntryName.Of(request.Descripcion) };
        var errors = SiteRules.Check(new FieldErrors(), site.Descripcion, site.Frente, site.Numero);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        var id = await work.One<long>(InsertSql, site);
        await work.Commit();
        return TypedResults.Ok(new Response(id));
    }

    private const string InsertSql = """
        INSERT INTO catalog.sitio (descripcion, id_frente, numero)
        SELECT @Descripcion::text, min(id), @Numero::integer FROM catalog.frente WHERE clase = @Frente::text AND activo
        RETURNING id
        """;
}
