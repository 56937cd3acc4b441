using Faena.Kernel.Access;
using Faena.Kernel.Languages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Sessions;

/// <summary>Tells the caller who they are signed in as and what they may do.</summary>
internal static class ShowSession
{
    public static void Map(IEndpointRouteBuilder session) =>
        session.MapGet("", Handle).NeedsSignIn().Everywhere("only what is the caller's own");

    public sealed record Response(
        string Username,
        string DisplayName,
        string Language,
        IEnumerable<string> Roles,
        IEnumerable<string> Permissions,
        long[]? SiteIds,
        long[]? FacilityIds
    );

    private static Ok<Response> Handle(CurrentUser user, HttpContext http) =>
        TypedResults.Ok(
            new Response(
                user.Name,
                user.DisplayName,
                RequestLanguage.Of(http),
                user.Roles,
                user.Permissions,
                user.SiteLimit,
                user.FacilityLimit
            )
        );
}
