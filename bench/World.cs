using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Faena.Kernel.Database;
using Faena.Kernel.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Faena.Bench;

/// <summary>A durable private PostgreSQL with the loaded data, and the published app in a process of its own in front of it.</summary>
public sealed class World : IAsyncDisposable
{
    private readonly PrivatePostgres server;
    private readonly Process appProcess;
    private readonly string ownFolder;

    private World(PrivatePostgres postgres, Process app, string folder, NpgsqlDataSource bare, HttpClient http, Scale scale)
    {
        (server, appProcess, ownFolder) = (postgres, app, folder);
        (Bare, Http, Scale) = (bare, http, scale);
    }

    public NpgsqlDataSource Bare { get; }
    public HttpClient Http { get; }
    public Scale Scale { get; }

    public static async Task<World> Start(Scale scale)
    {
        var folder = Path.Combine(Path.GetTempPath(), "faena-bench-" + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        var options = new PrivatePostgresOptions
        {
            Folder = Path.Combine(folder, "postgres"),
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["shared_buffers"] = "2GB",
                ["max_wal_size"] = "4GB",
                ["jit"] = "off",
            },
        };
        var postgres = await PrivatePostgres.Start(options, NullLogger.Instance, CancellationToken.None);
        var database = postgres.ConnectionString("postgres");
        await new Migrator(NullLogger<Migrator>.Instance).Migrate(database);
        await Load(database, scale);

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await using (var connection = new NpgsqlConnection(database))
        {
            await connection.ExecuteAsync(TokenSql, new { hash = SHA256.HashData(Encoding.UTF8.GetBytes(token)) });
        }
        var app = StartApp(database, folder, out var address);
        var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await Ready(http);
        var bare = new NpgsqlDataSourceBuilder(database)
        {
            ConnectionStringBuilder = { MaxAutoPrepare = 50, AutoPrepareMinUsages = 1 },
        }.Build();
        return new World(postgres, app, folder, bare, http, scale);
    }

    public void Describe() =>
        Console.WriteLine(
            $"app {Http.BaseAddress} (process {appProcess.Id})\n{Http.DefaultRequestHeaders.Authorization}\ndatabase {Bare.ConnectionString}"
        );

    /// <summary>Ends when the app is stopped from outside.</summary>
    public Task Served() => appProcess.WaitForExitAsync();

    /// <summary>Ordinary families, spread over the whole range of ids.</summary>
    public long OrderNumber(int round) => (10L * (round * 7 % Scale.Families)) + 1;

    public int SiteOf(long order) => (int)((order - 1) / 10 % Scale.Sites) + 1;

    private static async Task Load(string database, Scale scale)
    {
        var text = Sql("load")
            .Replace("{sites}", scale.Sites.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{families}", scale.Families.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{lines}", scale.Lines.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{months}", scale.Months.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var watch = Stopwatch.StartNew();
        await using var connection = new NpgsqlConnection(database + ";Command Timeout=0");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync();
        await using var vacuum = new NpgsqlCommand("VACUUM ANALYZE", connection);
        await vacuum.ExecuteNonQueryAsync();
        var rows = await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM contracts.produccion");
        Console.WriteLine($"{scale.Name}: {rows:N0} production records loaded in {watch.Elapsed.TotalSeconds:N0} s");
    }

    internal static string Sql(string name)
    {
        using var stream = typeof(World).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Process StartApp(string database, string folder, out Uri address)
    {
        address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(
            "dotnet",
            typeof(World).Assembly.Location.Replace("Faena.Bench.dll", "Faena.dll", StringComparison.Ordinal)
        );
        start.WorkingDirectory = folder;
        start.Environment["ConnectionStrings__Faena"] = database;
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["FAENA_DATA"] = Path.Combine(folder, "data");
        start.Environment["FAENA_ADMIN_PASSWORD"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Ready(HttpClient http)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(100);
        }
        throw new TimeoutException("The app did not become ready.");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!appProcess.HasExited)
        {
            appProcess.Kill();
        }
        await appProcess.WaitForExitAsync();
        appProcess.Dispose();
        await Bare.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(ownFolder, true);
    }

    private const string TokenSql = """
        WITH t AS (INSERT INTO identity.tokens (name, token_hash, created_at, created_by) VALUES ('bench', @hash, now(), 'bench') RETURNING id)
        INSERT INTO identity.token_roles (token_id, role) SELECT id, 'Administrator' FROM t
        """;
}
