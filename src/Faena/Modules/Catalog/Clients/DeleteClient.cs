using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Clients;

/// <summary>Removes a client that nothing names yet.</summary>
public static class DeleteClient
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/clients/{id:long}", Handle).Needs("catalog.manage").Everywhere("the company has one list of clients");

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(long id, Db db, CancellationToken ct) =>
        Removal.Try(db, DeleteSql, new { id }, ct);

    private const string DeleteSql = "DELETE FROM catalog.cliente WHERE id = @id::bigint";
}
