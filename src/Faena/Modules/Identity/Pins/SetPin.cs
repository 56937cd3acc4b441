using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Identity.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Pins;

/// <summary>An administrator gives a person the PIN with which they sign at stations, or another one.</summary>
internal static class SetPin
{
    public static void Map(IEndpointRouteBuilder users) =>
        users.MapPut("/{id:long}/pin", Handle).Needs("identity.manage").Of(Scope.Person("id")).Refuses(404, "not_found").Refuses(422);

    /// <param name="Pin">4 to 8 digits.</param>
    public sealed record Request(string? Pin);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        long id,
        Request request,
        Db db,
        Passwords passwords,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors().RequirePin(request.Pin);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        if (!await Keep(work, id, passwords.Hash(request.Pin!), clock.GetUtcNow()))
        {
            return Problem.NotFound();
        }
        await work.Commit();
        return TypedResults.NoContent();
    }

    /// <returns>False where there is no such person.</returns>
    public static async Task<bool> Keep(DbWork work, long person, string hash, DateTimeOffset now) =>
        await work.Execute(
            KeepSql,
            new
            {
                person,
                hash,
                now,
            }
        ) > 0;

    private const string KeepSql = """
        INSERT INTO identity.pins (user_id, pin_hash, set_at)
        SELECT id, @hash::text, @now::timestamptz FROM identity.users WHERE id = @person::bigint
        ON CONFLICT (user_id) DO UPDATE SET pin_hash = excluded.pin_hash, set_at = excluded.set_at
        """;
}
