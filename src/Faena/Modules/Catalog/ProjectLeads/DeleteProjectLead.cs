using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.ProjectLeads;

/// <summary>Removes a project lead that nothing names yet.</summary>
public static class DeleteProjectLead
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/project-leads/{id:long}", Handle)
            .Needs("catalog.manage")
            .Everywhere("the company has one list of project leads")
            .Refuses(404, "not_found")
            .Refuses(409, "entry_in_use");

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(long id, Db db, CancellationToken ct) =>
        Removal.Try(db, DeleteSql, new { id }, ct);

    private const string DeleteSql = "DELETE FROM catalog.responsable_proyecto WHERE id = @id::bigint";
}
