using Faena.Kernel.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Ui.Pages;

/// <summary>Every piece on one page, to look at while changing it. Only in development.</summary>
public static class ShowGallery
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/dev/gallery", () => new RazorComponentResult<GalleryPage>()).OpenToAnyone().ExcludeFromDescription();
}
