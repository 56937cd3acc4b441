using Faena.Kernel.Access;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Ui.Pages;

/// <summary>Every piece on one page, to look at while changing it. Only in development.</summary>
public static class ShowGallery
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/dev/gallery", () => new RazorComponentResult<GalleryPage>()).OpenToAnyone().ExcludeFromDescription();
        app.MapGet("/dev/broken", string () => throw new InvalidOperationException("To look at the error page."))
            .OpenToAnyone()
            .ExcludeFromDescription();
        app.MapPost("/dev/refuse", () => Problem.Invalid("volume", "invalid_fields")).OpenToAnyone().ExcludeFromDescription();
    }
}
