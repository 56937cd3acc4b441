using System.Buffers.Text;
using System.Security.Cryptography;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;

namespace Faena.Kernel.Demo;

/// <summary>
/// With <c>FAENA_DEMO=1</c> (what <c>./run</c> sets) an empty database gets demo data before anyone is served: once, all of it or
/// nothing, and never beside work that people entered.
/// </summary>
public static class DemoMode
{
    // Any number, as long as every node uses the same one.
    private const long LockKey = 4_605_201_124;
    private const int PasswordBytes = 9;

    public static async Task LoadDemoData(this WebApplication app)
    {
        if (app.Configuration["FAENA_DEMO"] != "1")
        {
            return;
        }
        var ct = app.Lifetime.ApplicationStopping;
        await using var work = await app.Services.GetRequiredService<Db>().Begin(ct);
        await work.Execute(LockSql, new { LockKey });
        var demo = await work.One<Demo>(DemoSql) ?? await Load(app, work, ct);
        await work.Commit();
        if (demo is not null)
        {
            app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(SignInNotice(demo)));
        }
    }

    private sealed record Demo
    {
        public required string[] Usernames { get; init; }
        public required string Password { get; init; }
    }

    private static string SignInNotice(Demo demo) =>
        $"Faena: demo data, nothing of it is real. Sign in as {string.Join(", ", demo.Usernames)} with the password {demo.Password}";

    private static async Task<Demo?> Load(WebApplication app, DbWork work, CancellationToken ct)
    {
        var parts = app.Services.GetServices<IDemoData>().ToList();
        foreach (var part in parts)
        {
            if (!await part.HasRoom(work))
            {
                app.Logger.LogWarning("FAENA_DEMO=1, but this database holds work of its own: no demo data is loaded");
                return null;
            }
        }
        app.Logger.LogWarning("FAENA_DEMO=1 and an empty database: loading demo data. Use another database for real work");
        var clock = app.Services.GetRequiredService<TimeProvider>();
        var zone = app.Services.GetRequiredService<Installation>().TimeZone;
        var now = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        var stage = new DemoStage(
            RoutesOf(app),
            app.Services,
            work,
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime),
            Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PasswordBytes))
        );
        foreach (var part in parts)
        {
            await part.Load(stage, ct);
        }
        var demo = new Demo { Usernames = [.. stage.Usernames], Password = stage.Password };
        await work.Execute(
            MarkSql,
            new
            {
                now,
                demo.Usernames,
                demo.Password,
            }
        );
        app.Logger.LogInformation("Demo data loaded in {Elapsed:0.0} s", clock.GetElapsedTime(started).TotalSeconds);
        return demo;
    }

    /// <summary>The app's routes with their authorization, without the rest of the pipeline, which is about the network.</summary>
    private static RequestDelegate RoutesOf(WebApplication app)
    {
        var pipeline = ((IApplicationBuilder)app).New();
        pipeline.UseRouting();
        pipeline.UseAuthorization();
        pipeline.UseEndpoints(routes =>
        {
            foreach (var source in ((IEndpointRouteBuilder)app).DataSources)
            {
                routes.DataSources.Add(source);
            }
        });
        return pipeline.Build();
    }

    private const string LockSql = "SELECT pg_advisory_xact_lock(@LockKey::bigint)";

    private const string DemoSql = "SELECT usernames, password FROM kernel.demo_data";

    private const string MarkSql = """
        INSERT INTO kernel.demo_data (loaded_at, usernames, password) VALUES (@now, @Usernames::text[], @Password)
        """;
}
