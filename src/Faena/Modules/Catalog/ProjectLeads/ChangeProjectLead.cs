using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.ProjectLeads;

/// <summary>Renames a project lead, or takes one out of use and back. What is not sent stays.</summary>
public static class ChangeProjectLead
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/project-leads/{id:long}", Handle).Needs("catalog.manage").Everywhere("the company has one list of project leads");

    public sealed record Request(string? Descripcion, bool? Activo);

    private static async Task<Results<Ok<ListProjectLeads.ProjectLead>, ProblemHttpResult>> Handle(
        long id,
        Request request,
        Db db,
        CancellationToken ct
    )
    {
        var descripcion = request.Descripcion is null ? null : EntryName.Of(request.Descripcion);
        if (descripcion is not null && CreateProjectLead.Check(descripcion) is { Any: true } errors)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        var changed = await work.One<ListProjectLeads.ProjectLead>(
            UpdateSql,
            new
            {
                id,
                descripcion,
                activo = request.Activo,
            }
        );
        if (changed is null)
        {
            return Problem.NotFound();
        }
        await work.Commit();
        return TypedResults.Ok(changed);
    }

    private const string UpdateSql = """
        UPDATE catalog.responsable_proyecto
        SET descripcion = coalesce(@descripcion::text, descripcion), activo = coalesce(@activo::boolean, activo)
        WHERE id = @id::bigint
        RETURNING id, descripcion, activo
        """;
}
