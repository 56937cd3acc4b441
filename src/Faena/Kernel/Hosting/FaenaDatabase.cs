using Dapper;
using Faena.Kernel.Database;
using Faena.Kernel.Postgres;
using Npgsql;

namespace Faena.Kernel.Hosting;

/// <summary>
/// The database this process works on: the one named by <c>ConnectionStrings:Faena</c>, else a private PostgreSQL of our own
/// under <c>FAENA_DATA</c>. Migrated before anything is served.
/// </summary>
public sealed class FaenaDatabase : IAsyncDisposable
{
    private readonly PrivatePostgres? ownServer;

    private FaenaDatabase(string connectionString, string dataFolder, PrivatePostgres? postgres)
    {
        DataFolder = dataFolder;
        Source = BuildSource(connectionString);
        ownServer = postgres;
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>Where uploaded files (and the private PostgreSQL) live.</summary>
    public string DataFolder { get; }

    public static async Task<FaenaDatabase> Start(
        IConfiguration configuration,
        string contentRoot,
        ILoggerFactory logs,
        CancellationToken ct = default
    )
    {
        var dataFolder = Path.GetFullPath(configuration["FAENA_DATA"] ?? Path.Combine(CheckoutOf(contentRoot), ".data"));
        var migrator = new Migrator(logs.CreateLogger<Migrator>());
        if (configuration.GetConnectionString("Faena") is { } given)
        {
            await migrator.Migrate(given, ct);
            return new FaenaDatabase(given, dataFolder, null);
        }

        var options = new PrivatePostgresOptions { Folder = Path.Combine(dataFolder, "postgres") };
        var postgres = await PrivatePostgres.Start(options, logs.CreateLogger<PrivatePostgres>(), ct);
        try
        {
            await MakeDatabase(postgres, ct);
            await migrator.Migrate(postgres.ConnectionString(PrivateDatabase), ct);
            return new FaenaDatabase(postgres.ConnectionString(PrivateDatabase), dataFolder, postgres);
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        if (ownServer is not null)
        {
            await ownServer.DisposeAsync();
        }
    }

    private const string PrivateDatabase = "faena";

    private static async Task MakeDatabase(PrivatePostgres postgres, CancellationToken ct)
    {
        var server = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("postgres")) { Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        if (!await connection.ExecuteScalarAsync<bool>(Sql.Command(DatabaseExistsSql, new { PrivateDatabase }, ct: ct)))
        {
            await connection.ExecuteAsync(Sql.Command($"CREATE DATABASE {PrivateDatabase}", ct: ct));
        }
    }

    private static NpgsqlDataSource BuildSource(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        // Work as the restricted role. A pooled connection is not reset between uses, since a reset would drop that role;
        // everything else we set is local to a transaction.
        var options = builder.ConnectionStringBuilder;
        options.Options = $"{options.Options} -c role=faena_app".TrimStart();
        options.NoResetOnClose = true;
        options.MaxAutoPrepare = 200;
        options.AutoPrepareMinUsages = 2;
        return builder.Build();
    }

    /// <summary>The folder of the checkout we run from, beside its README; an installed copy keeps its data where it stands.</summary>
    private static string CheckoutOf(string contentRoot)
    {
        for (var folder = new DirectoryInfo(contentRoot); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Faena.slnx")))
            {
                return folder.FullName;
            }
        }
        return contentRoot;
    }

    private const string DatabaseExistsSql = "SELECT EXISTS (SELECT FROM pg_database WHERE datname = @PrivateDatabase)";
}
