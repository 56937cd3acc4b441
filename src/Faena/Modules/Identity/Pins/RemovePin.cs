using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Pins;

/// <summary>Takes a PIN away, one's own or somebody's: what is signed with it from now on is refused.</summary>
internal static class RemovePin
{
    public static void Map(IEndpointRouteBuilder users, IEndpointRouteBuilder session)
    {
        users
            .MapDelete("/{id:long}/pin", (long id, Db db, CancellationToken ct) => Remove(id, db, ct))
            .Needs("identity.manage")
            .Of(Scope.Person("id"))
            .Refuses(404, "not_found");
        session
            .MapDelete("/pin", Own)
            .NeedsSignIn()
            .Everywhere("only what is the caller's own")
            .Refuses(403, "pin_needs_session")
            .Refuses(404, "not_found");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Own(CurrentUser user, Db db, CancellationToken ct) =>
        user.SessionId is null ? Problem.Forbidden("pin_needs_session") : await Remove(user.Id, db, ct);

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(long person, Db db, CancellationToken ct)
    {
        await using var work = await db.Begin(ct);
        if (await work.Execute(RemoveSql, new { person }) == 0)
        {
            return Problem.NotFound();
        }
        await work.Commit();
        return TypedResults.NoContent();
    }

    private const string RemoveSql = "DELETE FROM identity.pins WHERE user_id = @person::bigint";
}
