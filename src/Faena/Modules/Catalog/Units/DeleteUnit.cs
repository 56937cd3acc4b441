using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Units;

/// <summary>Removes a unit that nothing is measured in yet, and its aliases with it.</summary>
public static class DeleteUnit
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/units/{id:long}", Handle)
            .Needs("catalog.manage")
            .Everywhere("the company has one list of units")
            .Refuses(404, "not_found")
            .Refuses(409, "entry_in_use");

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(long id, Db db, CancellationToken ct) =>
        Removal.Try(db, DeleteSql, new { id }, ct);

    private const string DeleteSql = """
        WITH aliases AS (DELETE FROM catalog.unit_alias WHERE id_unidad = @id::bigint)
        DELETE FROM catalog.unidad_medida WHERE id = @id::bigint
        """;
}
