using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Sessions;

/// <summary>Chooses the language: kept with the person, or by the browser until somebody signs in.</summary>
internal static class ChooseLanguage
{
    public static void Map(IEndpointRouteBuilder session) =>
        session.MapPut("/language", Handle).OpenToAnyone().TakesAtMost(BodyLimit.Little).Refuses(422);

    public sealed record Request(string? Language);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        CurrentUser user,
        Db db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (request.Language is not (TextCatalog.Spanish or TextCatalog.English))
        {
            return Problem.Invalid("language", "language_unknown");
        }
        if (user.SessionId is not null)
        {
            await using var work = await db.Begin(ct);
            await work.Execute(ChooseSql, new { user.Id, request.Language });
            await work.Commit();
            return TypedResults.NoContent();
        }
        http.Response.Cookies.Append(
            RequestLanguage.Cookie,
            request.Language,
            new CookieOptions
            {
                Expires = clock.GetUtcNow().AddYears(1),
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
            }
        );
        return TypedResults.NoContent();
    }

    private const string ChooseSql = "UPDATE identity.users SET language = @Language WHERE id = @Id";
}
