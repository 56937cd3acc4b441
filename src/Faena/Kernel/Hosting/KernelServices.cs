using System.Globalization;
using Dapper;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.Live;
using Faena.Kernel.Ui;
using Npgsql;

namespace Faena.Kernel.Hosting;

/// <summary>Registers the mechanisms that no module owns.</summary>
public static class KernelServices
{
    public static void AddKernel(this WebApplicationBuilder builder, FaenaDatabase database)
    {
        var services = builder.Services;

        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        DefaultTypeMap.MatchNamesWithUnderscores = true;

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(database);
        services.AddSingleton(database.Source);
        services.AddHttpContextAccessor();
        services.AddSingleton<Actor>();
        services.AddSingleton<CurrentUser>();
        services.AddSingleton<Db>();
        services.AddSingleton<TextCatalog>();

        services.ConfigureHttpJsonOptions(o => Json.Configure(o.SerializerOptions));
        services.AddSingleton<LiveHub>();
        services.AddHostedService<LiveListener>();
        services.AddUi();
        services.AddProblemDetails(o => o.CustomizeProblemDetails = ProblemTexts.Apply);
        services.AddExceptionHandler<DbErrors>();
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddAuthorizationBuilder();
        services.AddOpenApi();
    }

    /// <summary>The pipeline up to the modules' routes, in the order it runs.</summary>
    public static void UseKernel(this WebApplication app)
    {
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                StatusCodeSelector = e => e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
                SuppressDiagnosticsCallback = c => c.Exception is BadHttpRequestException or OperationCanceledException,
            }
        );
        app.UseStatusCodePages();
        app.UseMiddleware<SecurityHeaders>();
        app.UseAuthentication();
        app.UseMiddleware<SameOriginOnly>();
        app.Use(
            (http, next) =>
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = RequestLanguage.CultureOf(http);
                return next(http);
            }
        );
        app.UseAuthorization();
    }

    public static void MapKernel(this WebApplication app)
    {
        app.MapStaticAssets().OpenToAnyone();
        app.MapUi();
        ListenLive.Map(app);
        app.MapOpenApi().OpenToAnyone();
        app.MapGet("/health/live", () => Results.Ok()).ExcludeFromDescription().OpenToAnyone();
        app.MapGet(
                "/health/ready",
                async (NpgsqlDataSource db, CancellationToken ct) =>
                {
                    await using var command = db.CreateCommand("SELECT 1");
                    await command.ExecuteScalarAsync(ct);
                    return Results.Ok();
                }
            )
            .ExcludeFromDescription()
            .OpenToAnyone();
    }
}
