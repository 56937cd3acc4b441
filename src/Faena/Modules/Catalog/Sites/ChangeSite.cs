using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Sites;

/// <summary>Renames a site, moves it to another front, or takes it out of use and back. What is not sent stays.</summary>
public static class ChangeSite
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/sites/{id:long}", Handle)
            .Needs("catalog.manage")
            .Of(Scope.Site("id"))
            .Refuses(404, "not_found")
            .Refuses(409, "site_name_taken", "site_number_taken")
            .Refuses(422)
            .Refuses(412, "changed_meanwhile");

    public sealed record Request(string? Descripcion, string? Frente, int? Numero, bool? Activo);

    private static async Task<Results<Ok<ListSites.Site>, ProblemHttpResult>> Handle(
        long id,
        Request request,
        HttpContext http,
        Db db,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await work.One<ListSites.Site>(HoldSql, new { id }) is not { } site)
        {
            return Problem.NotFound();
        }
        if (new Tag(site.Version).Refusal(http.Request, site) is { } stale)
        {
            return stale;
        }
        site = site with
        {
            Descripcion = request.Descripcion is null ? site.Descripcion : EntryName.Of(request.Descripcion),
            Frente = request.Frente ?? site.Frente,
            Numero = request.Numero ?? site.Numero,
            Activo = request.Activo ?? site.Activo,
        };
        var errors = SiteRules.Check(new FieldErrors(), site.Descripcion, site.Frente, site.Numero);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        site = site with { Version = await work.One<long>(UpdateSql, site) };
        await work.Commit();
        new Tag(site.Version).Give(http);
        return TypedResults.Ok(site);
    }

    private const string HoldSql = """
        SELECT s.id, s.descripcion, f.clase AS frente, s.numero, s.zona_horaria, s.activo, s.version
        FROM catalog.sitio s JOIN catalog.frente f ON f.id = s.id_frente
        WHERE s.id = @id::bigint FOR UPDATE OF s
        """;

    // A site that keeps its kind of front keeps the front itself: two fronts may be of one kind.
    private const string UpdateSql = """
        UPDATE catalog.sitio s SET
          descripcion = @Descripcion::text, numero = @Numero::integer, activo = @Activo::boolean,
          id_frente = (SELECT f.id FROM catalog.frente f WHERE f.clase = @Frente::text ORDER BY f.id = s.id_frente DESC, f.id LIMIT 1)
        WHERE s.id = @Id::bigint RETURNING version
        """;
}
