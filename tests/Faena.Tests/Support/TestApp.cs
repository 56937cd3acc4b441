using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Faena.Tests.Support;

/// <summary>The real app over its own database, copied from a migrated one: one per test class.</summary>
public class TestApp : IAsyncLifetime
{
    /// <summary>The password of <c>admin</c>, made by the first start.</summary>
    public const string AdminPassword = "the first password";

    /// <summary>A request carries this header to come from another address than this machine's.</summary>
    public const string AddressHeader = "X-Test-Address";

    internal const int HashIterations = 1_000;

    private readonly ConcurrentDictionary<string, string> sessions = new(StringComparer.Ordinal);
    private readonly string dataFolder = Directory.CreateTempSubdirectory("faena-test-").FullName;
    private WebApplicationFactory<Program>? factory;

    public FakeTime Time { get; } = new();

    /// <summary>The owner's way into the database, past the app.</summary>
    public string ConnectionString { get; private set; } = "";

    public IServiceProvider Services => Factory.Services;

    /// <summary>Where the app answers; a browser can reach it where <see cref="OverNetwork"/> is true.</summary>
    public Uri Address => OverNetwork ? ListeningAt : Factory.ClientOptions.BaseAddress;

    private Uri ListeningAt => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Settings in which a class of tests differs from the default.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    /// <summary>Whether the app listens on a real port, as browsers need.</summary>
    protected virtual bool OverNetwork => false;

    protected virtual Task<string> NewDatabase() => TestCluster.NewDatabase();

    protected virtual Task DropDatabase() => TestCluster.Drop(ConnectionString);

    /// <summary>Services in which a class of tests differs from the real ones.</summary>
    protected virtual void Configure(IServiceCollection services) { }

    private WebApplicationFactory<Program> Factory => factory ?? throw new InvalidOperationException("The app is not running.");

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await NewDatabase();
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(Configure);
        if (OverNetwork)
        {
            factory.UseKestrel();
        }
        factory.StartServer();
    }

    public async ValueTask DisposeAsync()
    {
        await Factory.DisposeAsync();
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
        await DropDatabase();
        Directory.Delete(dataFolder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private void Configure(IWebHostBuilder host)
    {
        host.UseEnvironment("Production");
        host.UseSetting("ConnectionStrings:Faena", ConnectionString);
        // Any free port: runs of several checkouts must not meet.
        host.UseUrls("http://127.0.0.1:0");
        host.UseSetting("FAENA_DATA", dataFolder);
        host.UseSetting("FAENA_ADMIN_PASSWORD", AdminPassword);
        host.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (key, value) in Settings)
        {
            host.UseSetting(key, value);
        }
        host.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            // Slow on purpose in the product; here it would be most of the run.
            services.Configure<PasswordHasherOptions>(o => o.IterationCount = HashIterations);
            services.AddSingleton<IStartupFilter, ComesFromAnAddress>();
            Configure(services);
        });
    }

    /// <summary>A browser in which nobody has signed in; it keeps its cookies.</summary>
    public HttpClient Anonymous() => Browser(new CookieContainer());

    /// <summary>A browser in which a person with these roles is signed in. The same roles are the same person.</summary>
    public HttpClient SignedInAs(params string[] roles) => SignedInAs(roles, []);

    /// <summary>The same, for a person limited to these sites and facilities.</summary>
    public HttpClient SignedInAs(string[] roles, long[] siteIds, params long[] facilityIds)
    {
        var cookies = new CookieContainer();
        cookies.Add(Address, new Cookie("faena", SessionOf(roles, siteIds, facilityIds)));
        return Browser(cookies);
    }

    /// <summary>What the session cookie of such a person holds.</summary>
    public string SessionOf(string[] roles, params long[] siteIds) => SessionOf(roles, siteIds, []);

    private string SessionOf(string[] roles, long[] siteIds, long[] facilityIds)
    {
        var username = UsernameOf(roles, siteIds) + (facilityIds.Length == 0 ? "" : "#" + string.Join(',', facilityIds));
        return sessions.GetOrAdd(username, name => OpenSession(name, roles, siteIds, facilityIds));
    }

    /// <summary>The name that such a person has: their roles.</summary>
    public static string UsernameOf(string[] roles, params long[] siteIds) =>
        (roles.Length == 0 ? "nobody" : string.Join('+', roles).ToLowerInvariant())
        + (siteIds.Length == 0 ? "" : "@" + string.Join(',', siteIds));

    public async Task Execute(string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.ExecuteAsync(sql, args);
    }

    public async Task<T> Row<T>(string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        return await connection.QuerySingleAsync<T>(sql, args);
    }

    public async Task<IReadOnlyList<T>> Rows<T>(string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        return (await connection.QueryAsync<T>(sql, args)).AsList();
    }

    public async Task<T> Scalar<T>(string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        return (await connection.ExecuteScalarAsync<T>(sql, args))!;
    }

    /// <summary>How many statements the app sends to its database meanwhile.</summary>
    public async Task<int> CountStatements(Func<Task> meanwhile)
    {
        var database = new NpgsqlConnectionStringBuilder(ConnectionString).Database;
        var count = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("db.namespace") as string == database && !IsOfTheWorker(activity))
                {
                    Interlocked.Increment(ref count);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await meanwhile();
        return count;
    }

    // The node's own worker looks for jobs whenever it likes.
    private static bool IsOfTheWorker(Activity activity) =>
        activity.GetTagItem("db.query.text") is string sql
        && (sql.Contains("/* JobRunner.cs:", StringComparison.Ordinal) || sql.Contains("/* RecurringJobs.cs:", StringComparison.Ordinal));

    // Straight into the tables: hashing a password takes longer than most tests.
    private string OpenSession(string username, string[] roles, long[] siteIds, long[] facilityIds)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Execute(
            """
            WITH person AS (
                INSERT INTO identity.users (username, display_name) VALUES (@username, @username) RETURNING id
            ), roles AS (
                INSERT INTO identity.user_roles (user_id, role) SELECT id, unnest(@roles) FROM person
            ), sites AS (
                INSERT INTO identity.user_sites (user_id, site_id) SELECT id, unnest(@siteIds) FROM person
            ), facilities AS (
                INSERT INTO identity.user_facilities (user_id, facility_id) SELECT id, unnest(@facilityIds) FROM person
            )
            INSERT INTO identity.sessions (token_hash, user_id, created_at, last_seen_at, expires_at, ip, user_agent)
            SELECT @hash, id, @now, @now, @now::timestamptz + interval '1 day', '', '' FROM person
            """,
            new
            {
                username,
                roles,
                siteIds,
                facilityIds,
                hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret)),
                now = Time.GetUtcNow(),
            }
        );
        return secret;
    }

    private HttpClient Browser(CookieContainer cookies) => Factory.CreateDefaultClient(Address, new CookieContainerHandler(cookies));

    private sealed class ComesFromAnAddress : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (http, rest) =>
                    {
                        var given = http.Request.Headers[AddressHeader].ToString();
                        http.Connection.RemoteIpAddress = given.Length > 0 ? IPAddress.Parse(given) : IPAddress.Loopback;
                        return rest(http);
                    }
                );
                next(app);
            };
    }
}
