using System.Globalization;
using Dapper;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.Imports;
using Faena.Kernel.Jobs;
using Faena.Kernel.Languages;
using Faena.Kernel.Live;
using Faena.Kernel.OpenApi;
using Faena.Kernel.Ui;
using Microsoft.AspNetCore.Diagnostics;
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
        Instants.Register();

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(database);
        services.AddSingleton(database.Source);
        services.AddFiles(builder.Configuration, database.DataFolder);
        services.AddSingleton(Installation.From(builder.Configuration));
        services.AddHttpContextAccessor();
        services.AddSingleton<Actor>();
        services.AddSingleton<CurrentUser>();
        services.AddSingleton<Db>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<TextCatalog>();

        services.ConfigureHttpJsonOptions(o => Json.Configure(o.SerializerOptions));
        services.AddSingleton<LiveHub>();
        services.AddHostedService<LiveListener>();
        services.AddJobs();
        services.AddImports();
        services.AddCleaning(IdempotentRequests.CleanSql, IdempotentRequests.Kept);
        builder.AddUi();
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails(o => o.CustomizeProblemDetails = ProblemTexts.Apply);
        services.AddExceptionHandler<WrongTypes>();
        services.AddExceptionHandler<DbErrors>();
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddAuthentication();
        services.AddAuthorization();
        services.AddRequestLimits();
        services.AddApiDocument();
        NoDataProtection.Use(services);
    }

    /// <summary>The pipeline up to the modules' routes, in the order it runs.</summary>
    public static void UseKernel(this IApplicationBuilder app)
    {
        app.UseTrustedProxies();
        app.UseMiddleware<HeadRequests>();
        app.UseRouting();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                StatusCodeSelector = e => e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
                // What has become a refusal is no failure of ours.
                SuppressDiagnosticsCallback = c =>
                    c.ExceptionHandledBy == ExceptionHandledType.ExceptionHandlerService
                    || c.Exception is BadHttpRequestException or OperationCanceledException,
            }
        );
        app.UseStatusCodePages();
        app.UseMiddleware<LimitedBodies>();
        app.UseMiddleware<StorableAddresses>();
        app.UseMiddleware<SameOriginOnly>();
        app.UseAuthentication();
        app.UseMiddleware<RefusedAttempts>();
        app.Use(
            (http, next) =>
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = RequestLanguage.CultureOf(http);
                return next(http);
            }
        );
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<StorableRequests>();
        app.UseMiddleware<IdempotentRequests>();
    }

    public static void MapKernel(this WebApplication app)
    {
        app.MapStaticAssets().SameForEveryone();
        app.MapUi();
        ListenLive.Map(app);
        ShowJob.Map(app);
        app.MapOpenApi().OpenToAnyone();
        app.MapGet("/health/live", () => Results.Ok()).ExcludeFromDescription().SameForEveryone();
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
            .SameForEveryone();
    }
}
