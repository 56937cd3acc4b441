using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Identity.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Sessions;

/// <summary>A person changes their own password, knowing the old one. A stolen session alone cannot lock its owner out.</summary>
internal static class ChangePassword
{
    public static void Map(IEndpointRouteBuilder session) =>
        session
            .MapPut("/password", Handle)
            .NeedsSignIn()
            .Everywhere("only what is the caller's own")
            .Refuses(422)
            .Refuses(429, "too_many_sign_ins");

    public sealed record Request(string? Current, string? Password);

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
        var errors = new FieldErrors()
            .Require(request.Current is not null, "current", "required")
            .RequirePassword("password", request.Password);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        var (isKeptHere, refusal) = await own.Check(http, request.Current!, work);
        if (refusal is not null)
        {
            return refusal;
        }
        if (!isKeptHere)
        {
            return Problem.Invalid("password", "password_of_directory");
        }
        await work.Execute(
            ChangeSql,
            new
            {
                user.Id,
                hash = passwords.Hash(request.Password!),
                now = clock.GetUtcNow(),
            }
        );
        await work.Commit();
        return TypedResults.NoContent();
    }

    private const string ChangeSql = "UPDATE identity.users SET password_hash = @hash, password_set_at = @now WHERE id = @Id";
}
