using Faena.Kernel.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Ui.Pages;

/// <summary>The first page: what this person can do, one card a section.</summary>
public static class ShowHome
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/", Handle).NeedsSignIn().Everywhere("only what is the caller's own").ExcludeFromDescription();

    private static RazorComponentResult<HomePage> Handle(Menu menu) => new(new { Lines = menu.For(PathString.Empty) });
}
