using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Tokens;

/// <summary>Makes a token worthless at once.</summary>
internal static class RevokeToken
{
    public static void Map(IEndpointRouteBuilder tokens) =>
        tokens
            .MapDelete("/{id:long}", Handle)
            .Needs("identity.manage")
            .Of(Scope.AllSites, Scope.AllFacilities)
            .Refuses(404, "not_found")
            .Refuses(409, "token_name_taken");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(long id, Db db, TimeProvider clock, CancellationToken ct)
    {
        await using var work = await db.Begin(ct);
        if (await work.Execute(RevokeSql, new { id, now = clock.GetUtcNow() }) == 0)
        {
            return Problem.NotFound();
        }
        await work.Commit();
        return TypedResults.NoContent();
    }

    private const string RevokeSql = "UPDATE identity.tokens SET revoked_at = @now WHERE id = @id AND revoked_at IS NULL";
}
