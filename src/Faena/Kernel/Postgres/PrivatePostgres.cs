using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;

namespace Faena.Kernel.Postgres;

/// <summary>A PostgreSQL cluster of our own, run as a child process and reached over a unix socket only.</summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    /// <summary>The superuser, who owns everything in the cluster.</summary>
    public const string Owner = "faena_owner";

    private static readonly Dictionary<string, string> DefaultSettings = new()
    {
        ["shared_buffers"] = "128MB",
        ["wal_compression"] = "on",
        ["timezone"] = "UTC",
        ["log_timezone"] = "UTC",
        ["log_min_duration_statement"] = "1s",
        // Values are people's data and do not belong in a log.
        ["log_parameter_max_length"] = "0",
    };

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource letGo = new();
    private readonly PrivatePostgresOptions options;
    private readonly ServerAccount account;
    private readonly ClusterFolder folder;
    private readonly ILogger log;
    private FileStream? hold;
    private Task watch = Task.CompletedTask;
    private Postmaster? postmaster;
    private string password = "";

    private PrivatePostgres(PrivatePostgresOptions options, ILogger log)
    {
        this.options = options;
        this.log = log;
        account = ServerAccount.ForThisProcess();
        folder = new ClusterFolder(options.Folder);
    }

    /// <summary>The server's main process.</summary>
    public int ProcessId => postmaster!.Pid;

    /// <summary>Whether the server was already running, left by a Faena that died.</summary>
    public bool WasAdopted { get; private set; }

    /// <summary>Starts the cluster of a folder, making it first if there is none, and returns once it accepts logins.</summary>
    /// <exception cref="PrivatePostgresException">It cannot run here; the message tells the administrator what to do.</exception>
    public static async Task<PrivatePostgres> Start(PrivatePostgresOptions options, ILogger log, CancellationToken ct)
    {
        var postgres = new PrivatePostgres(options, log);
        await postgres.folder.Prepare(postgres.account, ct);
        await postgres.TakeHold(ct);
        try
        {
            if (!await postgres.AdoptSurvivor(ct))
            {
                await postgres.Launch(ct);
            }
            postgres.watch = postgres.KeepRunning(postgres.letGo.Token);
            return postgres;
        }
        catch
        {
            await postgres.Abandon();
            throw;
        }
    }

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = folder.Sockets,
            Username = Owner,
            Password = password,
            Database = database,
            // Nothing on a unix socket can be overheard.
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

    /// <summary>Stops the server and lets go of the folder.</summary>
    public async Task Stop()
    {
        if (hold is null)
        {
            return;
        }
        var stopping = Stopwatch.StartNew();
        await EndWatch();
        await postmaster!.Stop();
        Directory.Delete(folder.Sockets, recursive: true);
        log.LogInformation("PostgreSQL stopped in {Milliseconds} ms", stopping.ElapsedMilliseconds);
        await Abandon();
    }

    /// <summary>Lets go of the folder and leaves the server running, as a crash of Faena does; the next start adopts it.</summary>
    public async Task Abandon()
    {
        await EndWatch();
        if (hold is not null)
        {
            await hold.DisposeAsync();
            hold = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        letGo.Dispose();
    }

    /// <summary>Starts the server again whenever it ends without our asking: killed by the system for its memory, or by hand.</summary>
    private async Task KeepRunning(CancellationToken ct)
    {
        try
        {
            for (; ; await Task.Delay(LookEvery, ct))
            {
                if (!postmaster!.IsAlive)
                {
                    log.LogError("PostgreSQL (process {Process}) has ended; starting it again", postmaster.Pid);
                    await LaunchAgain(ct);
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // We are stopping it ourselves.
        }
    }

    private async Task LaunchAgain(CancellationToken ct)
    {
        try
        {
            await Launch(ct);
        }
        catch (PrivatePostgresException failure)
        {
            log.LogCritical(failure, "PostgreSQL does not start");
            await Task.Delay(TryAgainAfter, ct);
        }
    }

    private async Task EndWatch()
    {
        await letGo.CancelAsync();
        await watch;
    }

    /// <summary>One Faena at a time: the lock is held for as long as we use the folder, and the system drops it if we die.</summary>
    private async Task TakeHold(CancellationToken ct)
    {
        for (var waited = Stopwatch.StartNew(); hold is null; )
        {
            try
            {
                hold = new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException taken) when (taken.HResult == Posix.WouldBlock)
            {
                if (waited.Elapsed > options.Patience)
                {
                    throw new PrivatePostgresException(
                        $"Another Faena is using the database in {folder.Root}. Stop it first, or set FAENA_DATA to another folder.",
                        taken
                    );
                }
                await Task.Delay(50, ct);
            }
        }
    }

    private async Task<bool> AdoptSurvivor(CancellationToken ct)
    {
        postmaster = await Postmaster.FindSurvivor(folder, account, ct);
        if (postmaster is null)
        {
            return false;
        }
        password = folder.ReadPassword();
        WasAdopted = await AcceptsLogins(patience: TimeSpan.FromSeconds(30), ct);
        if (WasAdopted)
        {
            log.LogWarning("PostgreSQL (process {Process}) outlived the last Faena and is used again", postmaster.Pid);
        }
        else
        {
            log.LogWarning("PostgreSQL (process {Process}) outlived the last Faena but does not answer; stopping it", postmaster.Pid);
            await postmaster.Stop();
        }
        return WasAdopted;
    }

    private async Task Launch(CancellationToken ct)
    {
        var starting = Stopwatch.StartNew();
        await Postmaster.ClearLeftovers(folder, account, log, ct);
        var binaries = await PostgresBinaries.Choose(options, folder, account, log, ct);
        if (!folder.HasCluster)
        {
            await MakeCluster(binaries, ct);
        }
        password = folder.ReadPassword();
        folder.PrepareSockets(account);
        folder.SetLongLogAside();

        // With no address the port only names the socket, so it can never be taken.
        List<string> arguments = ["-D", folder.Data, "-k", folder.Sockets, "-p", "5432", "-h", ""];
        foreach (var (name, value) in DefaultSettings.Where(one => !options.Settings.ContainsKey(one.Key)).Concat(options.Settings))
        {
            arguments.AddRange(["-c", $"{name}={value}"]);
        }
        postmaster = Postmaster.Launch(account.Command(binaries.Postgres, arguments), folder.Log);
        try
        {
            if (!await AcceptsLogins(patience: TimeSpan.MaxValue, ct))
            {
                throw new PrivatePostgresException($"PostgreSQL ended instead of starting. {folder.Log} ends with:\n{folder.EndOfLog()}");
            }
        }
        catch
        {
            await postmaster.Stop();
            throw;
        }
        log.LogInformation("PostgreSQL (process {Process}) is ready after {Milliseconds} ms", postmaster.Pid, starting.ElapsedMilliseconds);
    }

    /// <summary>Made under another name and renamed when finished, so that an interrupted attempt never passes for a cluster.</summary>
    private async Task MakeCluster(PostgresBinaries binaries, CancellationToken ct)
    {
        log.LogInformation("Making a new database cluster in {Folder}", folder.Data);
        folder.ClearUnfinished();
        account.OwnFolder(folder.DataInTheMaking);
        folder.WritePassword(Convert.ToHexString(RandomNumberGenerator.GetBytes(24)), account);

        const int firstWithBuiltinLocales = 17;
        string[] locale = binaries.Major >= firstWithBuiltinLocales ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : [];
        string[] durability = options.Settings.GetValueOrDefault("fsync") == "off" ? ["--no-sync"] : [];
        string[] arguments =
        [
            $"--pgdata={folder.DataInTheMaking}",
            $"--username={Owner}",
            $"--pwfile={folder.Password}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--data-checksums",
            .. locale,
            .. durability,
        ];
        var (exitCode, _, errors) = await account.Run(binaries.Initdb, arguments, ct);
        if (exitCode != 0)
        {
            throw new PrivatePostgresException($"PostgreSQL could not make a database cluster in {folder.Root}: {errors.Trim()}");
        }
        Directory.Move(folder.DataInTheMaking, folder.Data);
        Posix.FlushFolder(folder.Root);
    }

    /// <summary>Waits for a real login. A recovery after a crash may take long, so patience ends only with a server that says nothing.</summary>
    private async Task<bool> AcceptsLogins(TimeSpan patience, CancellationToken ct)
    {
        var login = new NpgsqlConnectionStringBuilder(ConnectionString("postgres")) { Pooling = false, Timeout = 5 }.ConnectionString;
        var silence = Stopwatch.StartNew();
        var sinceLastWord = Stopwatch.StartNew();
        for (; silence.Elapsed < patience && postmaster!.IsAlive; await Task.Delay(15, ct))
        {
            try
            {
                await using var connection = new NpgsqlConnection(login);
                await connection.OpenAsync(ct);
                return true;
            }
            catch (PostgresException refusal) when (refusal.SqlState != PostgresErrorCodes.CannotConnectNow)
            {
                throw new PrivatePostgresException(
                    $"PostgreSQL refuses {Owner}: {refusal.MessageText}. Is {folder.Password} the one made with the data?",
                    refusal
                );
            }
            catch (NpgsqlException notYet)
            {
                if (notYet is PostgresException)
                {
                    silence.Restart();
                }
                if (sinceLastWord.Elapsed.TotalSeconds > 10)
                {
                    log.LogInformation("PostgreSQL is still starting: {Reason}", notYet.Message);
                    sinceLastWord.Restart();
                }
            }
        }
        return false;
    }
}
