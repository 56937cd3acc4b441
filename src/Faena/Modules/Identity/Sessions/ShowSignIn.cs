using Faena.Kernel.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Sessions;

/// <summary>The page where everybody starts, and the one that ends a repeated sign-in from another tab.</summary>
public static class ShowSignIn
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", Handle).OpenToAnyone().ExcludeFromDescription();
        app.MapGet("/signed-in", () => new RazorComponentResult<SignedInAgainPage>())
            .NeedsSignIn()
            .Everywhere("only what is the caller's own")
            .ExcludeFromDescription();
    }

    private static RazorComponentResult<SignInPage> Handle(string? returnUrl, string? reason) =>
        new(
            new
            {
                ReturnUrl = OurPage(returnUrl),
                Reason = reason is "station_revoked" || reason?.StartsWith("session_", StringComparison.Ordinal) == true ? reason : null,
            }
        );

    /// <summary>Only an address of ours; anything else would make our sign-in the first step of somebody's trick.</summary>
    private static string OurPage(string? url) => url is ['/', not ('/' or '\\'), ..] && !url.Any(char.IsControl) ? url : "/";
}
