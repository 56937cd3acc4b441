using Faena.Kernel.Ui.Pages;

namespace Faena.Kernel.Ui;

/// <summary>What pages need from the host.</summary>
public static class UiServices
{
    public static void AddUi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRazorComponents();
        services.AddSingleton<AssetUrls>();
        services.AddSingleton<Menu>();
        // Before the API's writers: the first one that can write does.
        services.AddSingleton<IProblemDetailsWriter, ErrorPages>();
        if (!builder.Environment.IsDevelopment())
        {
            // Started from a build instead of a publish, files and their compressed copies lie where the build's list says; they would
            // be looked at anew on every request and kept by no browser, and a catch-all for files added while running would make the
            // wrong verb at a known address a 404 where it is a 405.
            builder.WebHost.UseStaticWebAssets();
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
            builder.Configuration["EnableStaticAssetsDevelopmentCaching"] = "true";
        }
    }

    public static void MapUi(this WebApplication app)
    {
        ShowHome.Map(app);
        if (app.Environment.IsDevelopment())
        {
            ShowGallery.Map(app);
        }
    }
}
