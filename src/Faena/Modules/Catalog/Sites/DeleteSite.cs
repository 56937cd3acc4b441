using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Sites;

/// <summary>Removes a site that nothing names yet.</summary>
public static class DeleteSite
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/sites/{id:long}", Handle)
            .Needs("catalog.manage")
            .Of(Scope.Site("id"))
            .Refuses(404, "not_found")
            .Refuses(409, "entry_in_use");

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(long id, Db db, CancellationToken ct) =>
        Removal.Try(db, DeleteSql, new { id }, ct);

    private const string DeleteSql = "DELETE FROM catalog.sitio WHERE id = @id::bigint";
}
