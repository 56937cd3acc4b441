using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Sessions;

/// <summary>Ends the caller's session; the cookie is worth nothing from then on, wherever a copy of it may be.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder session) =>
        session.MapDelete("", Handle).NeedsSignIn().Everywhere("only what is the caller's own");

    private static async Task<NoContent> Handle(
        HttpContext http,
        CurrentUser user,
        OneSession sessions,
        Db db,
        AuditTrail audit,
        CancellationToken ct
    )
    {
        // A token has no session to end: it is revoked by an administrator.
        if (user.SessionId is { } session)
        {
            await using var work = await db.Begin(ct);
            await sessions.End(user.Id, "signed_out", work);
            await audit.Write(new("LOGOUT", "identity.sessions", session.ToString(CultureInfo.InvariantCulture)), work);
            await work.Commit();
            HostCookie.Session.TakeBack(http);
        }
        return TypedResults.NoContent();
    }
}
