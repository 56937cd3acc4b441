using Faena.Kernel.Ui.Pages;

namespace Faena.Kernel.Ui;

/// <summary>What pages need from the host.</summary>
public static class UiServices
{
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<AssetUrls>();
        services.AddSingleton<Menu>();
        // Before AddProblemDetails: the first writer that can write does.
        services.AddSingleton<IProblemDetailsWriter, ErrorPages>();
        return services;
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
