using System.Diagnostics;
using System.Globalization;

namespace Faena.Kernel.Postgres;

/// <summary>The server's main process: started by us, or found alive after an earlier Faena died.</summary>
internal sealed class Postmaster
{
    private readonly Process? child;
    private readonly string startedAt;

    private Postmaster(int pid, Process? child)
    {
        Pid = pid;
        this.child = child;
        startedAt = StartTimeOf(pid) ?? "";
    }

    public int Pid { get; }

    public bool IsAlive => child is not null ? !child.HasExited : StartTimeOf(Pid) == startedAt;

    public static Postmaster Launch(ProcessStartInfo server, string logFile)
    {
        // A session of its own, so that Ctrl+C reaches Faena first and the database stays up until the last request is answered.
        // Its words go to a file, because a pipe would break when Faena dies and take the server with it.
        const string script = """log=$1; shift; exec setsid "$@" >>"$log" 2>&1 </dev/null""";
        var start = new ProcessStartInfo("/bin/sh", ["-c", script, "sh", logFile, server.FileName, .. server.ArgumentList])
        {
            UseShellExecute = false,
            WorkingDirectory = server.WorkingDirectory,
        };
        start.Environment.Clear();
        foreach (var (name, value) in server.Environment)
        {
            start.Environment[name] = value;
        }
        var started = Process.Start(start)!;
        return new(started.Id, started);
    }

    /// <summary>The postmaster that an earlier Faena left running.</summary>
    public static async Task<Postmaster?> FindSurvivor(ClusterFolder folder, ServerAccount account, CancellationToken ct)
    {
        if (!File.Exists(folder.PostmasterFile))
        {
            return null;
        }
        var running = await ProcessesIn(folder.Data, account, ct);
        var recorded = await File.ReadAllLinesAsync(folder.PostmasterFile, ct);
        var isAlive = int.TryParse(recorded.FirstOrDefault(), CultureInfo.InvariantCulture, out var pid) && running.Contains(pid);
        return isAlive ? new(pid, child: null) : null;
    }

    /// <summary>Clears what a server that did not shut down left behind, since it would keep the next one from starting.</summary>
    public static async Task ClearLeftovers(ClusterFolder folder, ServerAccount account, ILogger log, CancellationToken ct)
    {
        if (File.Exists(folder.PostmasterFile))
        {
            log.LogWarning("PostgreSQL did not shut down last time; removing its lock file so that it can recover");
            await EndOrphans(folder, account, log, ct);
            File.Delete(folder.PostmasterFile);
        }
    }

    /// <summary>Stops the server: politely to its clients, then at once, then by force.</summary>
    public async Task Stop()
    {
        foreach (var (signal, seconds) in new[] { (Posix.SigInt, 30), (Posix.SigQuit, 10), (Posix.SigKill, 5) })
        {
            if (!IsAlive || !Posix.Signal(Pid, signal))
            {
                break;
            }
            for (var waited = Stopwatch.StartNew(); IsAlive && waited.Elapsed.TotalSeconds < seconds; )
            {
                await Task.Delay(10);
            }
        }
        child?.Dispose();
    }

    /// <summary>Backends that lost their postmaster end by themselves; until they have, nobody else may touch the data.</summary>
    private static async Task EndOrphans(ClusterFolder folder, ServerAccount account, ILogger log, CancellationToken ct)
    {
        for (var waited = Stopwatch.StartNew(); await ProcessesIn(folder.Data, account, ct) is { Count: > 0 } orphans; )
        {
            if (waited.Elapsed.TotalSeconds > 5)
            {
                log.LogWarning("Killing what is left of the old server: {Processes}", orphans);
                orphans.ForEach(orphan => Posix.Signal(orphan, Posix.SigKill));
            }
            await Task.Delay(20, ct);
        }
    }

    /// <summary>
    /// Every PostgreSQL process stands in its data folder. A pid alone proves nothing, since it may be in use again, or belong to a
    /// zombie. Asked as the server's account, because in a container root may not look into other users' processes.
    /// </summary>
    private static async Task<List<int>> ProcessesIn(string data, ServerAccount account, CancellationToken ct)
    {
        string[] standingInData = ["-L", "/proc", "-mindepth", "2", "-maxdepth", "2", "-name", "cwd", "-samefile", data];
        // Its exit code only tells that some processes belong to others.
        var (_, found, _) = await account.Run("find", standingInData, ct);
        return
        [
            .. found
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => int.Parse(line.Split('/')[2], CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>With the pid this names one process for good; null when it has ended, even if nobody has reaped it.</summary>
    private static string? StartTimeOf(int pid)
    {
        var path = $"/proc/{pid}/stat";
        if (!File.Exists(path))
        {
            return null;
        }
        // The name, in brackets, may hold anything; state is the first field after it, and the start time the twentieth.
        var text = File.ReadAllText(path);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] is "Z" or "X" ? null : fields[19];
    }
}
