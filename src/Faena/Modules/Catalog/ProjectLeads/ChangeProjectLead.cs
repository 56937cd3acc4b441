using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.ProjectLeads;

/// <summary>Renames a project lead, or takes one out of use and back. What is not sent stays.</summary>
public static class ChangeProjectLead
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/project-leads/{id:long}", Handle)
            .Needs("catalog.manage")
            .Everywhere("the company has one list of project leads")
            .Refuses(404, "not_found")
            .Refuses(409, "project_lead_taken")
            .Refuses(422)
            .Refuses(412, "changed_meanwhile");

    public sealed record Request(string? Descripcion, bool? Activo);

    private static async Task<Results<Ok<ListProjectLeads.ProjectLead>, ProblemHttpResult>> Handle(
        long id,
        Request request,
        HttpContext http,
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
        if (await work.One<ListProjectLeads.ProjectLead>(HoldSql, new { id }) is not { } stored)
        {
            return Problem.NotFound();
        }
        if (new Tag(stored.Version).Refusal(http.Request, stored) is { } stale)
        {
            return stale;
        }
        var changed = await work.One<ListProjectLeads.ProjectLead>(
            UpdateSql,
            new
            {
                id,
                descripcion,
                activo = request.Activo,
            }
        );
        await work.Commit();
        new Tag(changed!.Version).Give(http);
        return TypedResults.Ok(changed);
    }

    private const string HoldSql =
        "SELECT id, descripcion, activo, version FROM catalog.responsable_proyecto WHERE id = @id::bigint FOR UPDATE";

    private const string UpdateSql = """
        UPDATE catalog.responsable_proyecto
        SET descripcion = coalesce(@descripcion::text, descripcion), activo = coalesce(@activo::boolean, activo)
        WHERE id = @id::bigint
        RETURNING id, descripcion, activo, version
        """;
}
