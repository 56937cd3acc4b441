using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Identity.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Faena.Modules.Identity.Sessions;

/// <summary>Asks the person of a session for their password once more, as slowly as a sign-in does.</summary>
internal sealed class OwnPassword(Passwords passwords, SignInThrottle throttle, CurrentUser user, Actor actor)
{
    /// <param name="IsKeptHere">Whether there is one at all: not for a token, nor for a directory's person.</param>
    /// <param name="Refusal">Why it is not right; the failure is counted already.</param>
    public readonly record struct Answer(bool IsKeptHere, ProblemHttpResult? Refusal);

    public async Task<Answer> Check(HttpContext http, string given, DbWork work)
    {
        if (await throttle.HoldAndWait(user.Name, actor.Ip, work) is { } wait)
        {
            return new Answer(true, SignInThrottle.Refusal(http, wait));
        }
        if (await work.One<string>(HashSql, new { user.Id }) is not { } hash)
        {
            return new Answer(false, null);
        }
        if (passwords.Verify(hash, given) == PasswordVerificationResult.Failed)
        {
            await throttle.Count(user.Name, actor.Ip, work);
            await work.Commit();
            return new Answer(true, Problem.Invalid("current", "password_wrong"));
        }
        return new Answer(true, null);
    }

    private const string HashSql = "SELECT password_hash FROM identity.users WHERE id = @Id FOR UPDATE";
}
