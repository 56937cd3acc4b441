using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Identity.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Faena.Modules.Identity.Sessions;

/// <summary>A person changes their own password, knowing the old one. A stolen session alone cannot lock its owner out.</summary>
internal static class ChangePassword
{
    public static void Map(IEndpointRouteBuilder session) => session.MapPut("/password", Handle).NeedsSignIn();

    public sealed record Request(string? Current, string? Password);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        CurrentUser user,
        Db db,
        Passwords passwords,
        SignInThrottle throttle,
        Actor actor,
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
        if (await throttle.HoldAndWait(user.Name, actor.Ip, work) is { } wait)
        {
            return SignInThrottle.Refusal(http, wait);
        }
        var hash = await work.One<string>(HashSql, new { user.Id });
        if (hash is null)
        {
            return Problem.Invalid("password", "password_of_directory");
        }
        if (passwords.Verify(hash, request.Current!) == PasswordVerificationResult.Failed)
        {
            await throttle.Count(user.Name, actor.Ip, work);
            await work.Commit();
            return Problem.Invalid("current", "password_wrong");
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

    // No row for a token, no hash for a directory's person.
    private const string HashSql = "SELECT password_hash FROM identity.users WHERE id = @Id FOR UPDATE";

    private const string ChangeSql = "UPDATE identity.users SET password_hash = @hash, password_set_at = @now WHERE id = @Id";
}
