using System.Text.Json.Serialization;
using Faena.Kernel.Access;
using Faena.Kernel.Languages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Floor.Pages;

/// <summary>What a tablet needs to keep the page as an application of its own, without the browser's bars around it.</summary>
public static class ShowAppManifest
{
    public const string Address = "/downtime/app.webmanifest";

    // Browsers ask for it without the session.
    public static void Map(IEndpointRouteBuilder app) => app.MapGet(Address, Handle).OpenToAnyone().ExcludeFromDescription();

    private static JsonHttpResult<Manifest> Handle(HttpContext http, TextCatalog texts) =>
        TypedResults.Json(
            new Manifest(
                $"Faena · {texts.For(http)["downtime.floor"]}",
                "Faena",
                ShowFloorPage.Address,
                ShowFloorPage.Address,
                "/",
                "standalone",
                "#f6f7f9",
                "#20145f",
                RequestLanguage.Of(http),
                [new("/app-192.png", "192x192", "image/png", "any"), new("/app-512.png", "512x512", "image/png", "any maskable")]
            ),
            contentType: "application/manifest+json"
        );

    private sealed record Manifest(
        string Name,
        [property: JsonPropertyName("short_name")] string ShortName,
        string Id,
        [property: JsonPropertyName("start_url")] string StartUrl,
        string Scope,
        string Display,
        [property: JsonPropertyName("background_color")] string BackgroundColor,
        [property: JsonPropertyName("theme_color")] string ThemeColor,
        string Lang,
        IReadOnlyList<Image> Icons
    );

    private sealed record Image(string Src, string Sizes, string Type, string Purpose);
}
