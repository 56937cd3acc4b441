using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Identity.Sessions;
using Faena.Modules.Identity.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Pins;

/// <summary>
/// A person chooses the PIN with which they sign at stations, knowing their password: a screen that was left open gives nobody the
/// means to sign for its owner from then on.
/// </summary>
internal static class SetOwnPin
{
    public static void Map(IEndpointRouteBuilder session) =>
        session
            .MapPut("/pin", Handle)
            .NeedsSignIn()
            .Everywhere("only what is the caller's own")
            .Refuses(403, "pin_needs_session")
            .Refuses(422)
            .Refuses(429, "too_many_sign_ins");

    /// <param name="Pin">4 to 8 digits.</param>
    /// <param name="Current">The password; not asked of people whose password a directory keeps.</param>
    public sealed record Request(string? Pin, string? Current);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        CurrentUser user,
        Db db,
        Passwords passwords,
        OwnPassword own,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (user.SessionId is null)
        {
            return Problem.Forbidden("pin_needs_session");
        }
        var errors = new FieldErrors().RequirePin(request.Pin);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        if ((await own.Check(http, request.Current ?? "", work)).Refusal is { } refusal)
        {
            return refusal;
        }
        await SetPin.Keep(work, user.Id, passwords.Hash(request.Pin!), clock.GetUtcNow());
        await work.Commit();
        return TypedResults.NoContent();
    }
}
