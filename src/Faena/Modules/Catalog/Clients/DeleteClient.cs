using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Clients;

/// <summary>Removes a client that nothing names yet.</summary>
public static class DeleteClient
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/clients/{id:long}", Handle)
            .Needs("catalog.manage")
            .Everywhere("the company has one list of clients")
            .Refuses(404, "not_found")
            .Refuses(409, "entry_in_use");

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(long id, Db db, CancellationToken ct) =>
        Removal.Try(db, DeleteSql, new { id }, ct);

    private const string DeleteSql = "DELETE FROM catalog.cliente WHERE id = @id::bigint";
}
