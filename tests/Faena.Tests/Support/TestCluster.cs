using System.Security.Cryptography;
using System.Text;
using Dapper;
using Faena.Kernel.Database;
using Faena.Kernel.Postgres;
using Faena.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestCluster.OfThisRun))]

namespace Faena.Tests.Support;

/// <summary>The private PostgreSQL of this test run, with a migrated database to copy.</summary>
public static class TestCluster
{
    private const string Template = "faena_template";

    // Known by where the tests lie, so that a run that was killed is cleared away by the next one.
    private static readonly string Folder = Path.Combine(
        Path.GetTempPath(),
        "faena-tests-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(AppContext.BaseDirectory)))[..12]
    );

    private static readonly Lazy<Task<PrivatePostgres>> Started = new(Start);

    /// <summary>A new database as a fresh installation has it after its first start.</summary>
    /// <returns>The connection string of its owner.</returns>
    public static Task<string> NewDatabase() => NewDatabase($"TEMPLATE {Template}");

    /// <summary>A new database with nothing in it.</summary>
    public static Task<string> NewEmptyDatabase() => NewDatabase("TEMPLATE template0");

    public static async Task Drop(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await Command(await Started.Value, $"DROP DATABASE {name} WITH (FORCE)");
    }

    /// <summary>The tools that belong to the server, such as pg_dump.</summary>
    public static async Task<string> PathOfTool(string tool)
    {
        var process = (await Started.Value).ProcessId;
        var server = new FileInfo($"/proc/{process}/exe").ResolveLinkTarget(returnFinalTarget: true)!;
        return Path.Combine(Path.GetDirectoryName(server.FullName)!, tool);
    }

    private static async Task<string> NewDatabase(string origin)
    {
        var postgres = await Started.Value;
        var name = $"faena_test_{Guid.NewGuid():N}";
        await Command(postgres, $"CREATE DATABASE {name} {origin}");
        // Several apps run side by side, and none of them needs many connections.
        return new NpgsqlConnectionStringBuilder(postgres.ConnectionString(name)) { MaxPoolSize = 20 }.ConnectionString;
    }

    private static async Task<PrivatePostgres> Start()
    {
        var options = new PrivatePostgresOptions { Folder = Folder, Settings = PrivatePostgresOptions.WithoutDurability };
        if (Directory.Exists(Folder))
        {
            await using (await PrivatePostgres.Start(options, NullLogger.Instance, CancellationToken.None)) { }
            Directory.Delete(Folder, recursive: true);
        }
        var postgres = await PrivatePostgres.Start(options, NullLogger.Instance, CancellationToken.None);
        await Command(postgres, $"CREATE DATABASE {Template}");
        var template = postgres.ConnectionString(Template);
        await new Migrator(NullLogger<Migrator>.Instance).Migrate(template);
        await AddAdministrator(template);
        NpgsqlConnection.ClearAllPools();
        return postgres;
    }

    // As the first start does, with an older hash than apps make today.
    private static async Task AddAdministrator(string template)
    {
        var effort = new PasswordHasherOptions { IterationCount = TestApp.HashIterations / 2 };
        var hash = new PasswordHasher<TestApp>(Options.Create(effort)).HashPassword(null!, TestApp.AdminPassword);
        await using var connection = new NpgsqlConnection(template);
        await connection.ExecuteAsync(
            """
            WITH admin AS (
                INSERT INTO identity.users (username, display_name, password_hash, password_set_at)
                VALUES ('admin', 'Administrator', @hash, now())
                RETURNING id
            )
            INSERT INTO identity.user_roles (user_id, role) SELECT id, 'Administrator' FROM admin
            """,
            new { hash }
        );
    }

    private static async Task Command(PrivatePostgres postgres, string sql)
    {
        var server = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("postgres")) { Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.ExecuteAsync(sql);
    }

    /// <summary>Stops the server when the last test is over.</summary>
    public sealed class OfThisRun : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (Started.IsValueCreated)
            {
                await (await Started.Value).Stop();
                Directory.Delete(Folder, recursive: true);
            }
        }
    }
}
