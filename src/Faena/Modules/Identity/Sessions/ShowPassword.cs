using Faena.Kernel.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Sessions;

/// <summary>Where people change their own password, the first administrator's printed one above all.</summary>
public static class ShowPassword
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/account/password", () => new RazorComponentResult<PasswordPage>())
            .NeedsSignIn()
            .Everywhere("only what is the caller's own")
            .ExcludeFromDescription();
}
