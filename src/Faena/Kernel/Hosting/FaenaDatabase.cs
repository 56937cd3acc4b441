using Faena.Kernel.Database;
using Npgsql;

namespace Faena.Kernel.Hosting;

/// <summary>
/// The database this process works on: the one named by <c>ConnectionStrings:Faena</c>, else a private PostgreSQL of our own
/// under <c>FAENA_DATA</c>. Migrated before anything is served.
/// </summary>
public sealed class FaenaDatabase : IAsyncDisposable
{
    private FaenaDatabase(string connectionString, string dataFolder)
    {
        DataFolder = dataFolder;
        Source = BuildSource(connectionString);
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>Where uploaded files (and the private PostgreSQL) live.</summary>
    public string DataFolder { get; }

    public static async Task<FaenaDatabase> Start(IConfiguration configuration, ILoggerFactory logs, CancellationToken ct = default)
    {
        var dataFolder = configuration["FAENA_DATA"] ?? Path.Combine(Directory.GetCurrentDirectory(), ".data");
        var connectionString =
            configuration.GetConnectionString("Faena") ?? throw new NotSupportedException("The private PostgreSQL comes next.");
        await new Migrator(logs.CreateLogger<Migrator>()).Migrate(connectionString, ct);
        return new FaenaDatabase(connectionString, dataFolder);
    }

    private static NpgsqlDataSource BuildSource(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        // Work as the restricted role. A pooled connection is not reset between uses, since a reset would drop that role;
        // everything else we set is local to a transaction.
        builder.ConnectionStringBuilder.Options = "-c role=faena_app";
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        builder.ConnectionStringBuilder.MaxAutoPrepare = 200;
        builder.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
        return builder.Build();
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
