using System.Security.Cryptography;
using System.Text;

namespace Faena.Kernel.Postgres;

/// <summary>The places of one private cluster on disk.</summary>
internal sealed class ClusterFolder(string path)
{
    public string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    public string Data => Path.Combine(Root, "data");

    public string DataInTheMaking => Path.Combine(Root, "data.new");

    public string Password => Path.Combine(Root, "owner.password");

    public string Log => Path.Combine(Root, "server.log");

    public string Lock => Path.Combine(Root, "lock");

    public string PostmasterFile => Path.Combine(Data, "postmaster.pid");

    public bool HasCluster => File.Exists(Path.Combine(Data, "PG_VERSION"));

    /// <summary>The major version that made the data; only the same one can read it.</summary>
    public int MajorVersion =>
        int.Parse(File.ReadAllText(Path.Combine(Data, "PG_VERSION")), System.Globalization.CultureInfo.InvariantCulture);

    public IEnumerable<string> CopiesOfBinaries =>
        Directory.GetDirectories(Root, "native-*").Where(name => !name.EndsWith(".new", StringComparison.Ordinal));

    public string CopyOfBinaries(string hash) => Path.Combine(Root, "native-" + hash[..16]);

    /// <summary>The folder of the unix socket: inside the root, or a short one of our own when that would be too long for the system.</summary>
    public string Sockets
    {
        get
        {
            const int longestSocketPath = 107;
            var inside = Path.Combine(Root, "run");
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root)));
            return Encoding.UTF8.GetByteCount(Path.Combine(inside, ".s.PGSQL.5432")) <= longestSocketPath
                ? inside
                : "/tmp/faena-" + hash[..16];
        }
    }

    public async Task Prepare(ServerAccount account, CancellationToken ct)
    {
        await account.MustReach(Directory.Exists(Root) ? Root : NearestFolderAbove(Root), ct);
        if (!Directory.Exists(Root))
        {
            Make(Root);
            await account.MustReach(Root, ct);
        }
        if (Directory.Exists(Data) && Posix.OwnerOf(Data) is var owner && owner != account.User)
        {
            throw new PrivatePostgresException(
                $"{Data} belongs to user number {owner}, but PostgreSQL would run as {account.Name} ({account.User}). "
                    + "Start Faena as the user who made it, or give the folder to the new one (chown -R)."
            );
        }
    }

    /// <summary>Anyone can make a folder in /tmp, so one that is already there must be ours before we put a socket in it.</summary>
    public void PrepareSockets(ServerAccount account)
    {
        if (Path.Exists(Sockets) && !IsOurs(new DirectoryInfo(Sockets), account))
        {
            throw new PrivatePostgresException(
                $"{Sockets} should be the folder of PostgreSQL's socket, but belongs to somebody else. "
                    + "Remove it, or set FAENA_DATA to a folder with a shorter path."
            );
        }
        account.OwnFolder(Sockets);
        // What a server that did not shut down left behind keeps the next one from starting.
        foreach (var left in Directory.GetFiles(Sockets, ".s.PGSQL.*"))
        {
            File.Delete(left);
        }
    }

    public void ClearUnfinished()
    {
        if (Directory.Exists(Data))
        {
            throw new PrivatePostgresException(
                $"{Data} is there but holds no PostgreSQL cluster. Restore it from a backup, or move it away."
            );
        }
        if (Directory.Exists(DataInTheMaking))
        {
            Directory.Delete(DataInTheMaking, recursive: true);
        }
    }

    /// <summary>Keeps one older log, so that years of running fill no disk.</summary>
    public void SetLongLogAside()
    {
        const long tooLong = 10_000_000;
        if (File.Exists(Log) && new FileInfo(Log).Length > tooLong)
        {
            File.Move(Log, Log + ".1", overwrite: true);
        }
    }

    public string EndOfLog() => File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(8)) : "";

    public void WritePassword(string password, ServerAccount account)
    {
        File.Delete(Password);
        var secret = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var file = new FileStream(Password, secret))
        {
            file.Write(Encoding.UTF8.GetBytes(password));
            file.Flush(flushToDisk: true);
        }
        account.Give(Password);
    }

    public string ReadPassword() =>
        File.Exists(Password)
            ? File.ReadAllText(Password)
            : throw new PrivatePostgresException(
                $"{Password}, the password made together with the data, is missing. Restore it from a backup."
            );

    private static string NearestFolderAbove(string path)
    {
        var above = Path.GetDirectoryName(path)!;
        return Directory.Exists(above) ? above : NearestFolderAbove(above);
    }

    private static void Make(string folder)
    {
        const UnixFileMode ownerAndPassersBy =
            UnixFileMode.UserRead
            | UnixFileMode.UserWrite
            | UnixFileMode.UserExecute
            | UnixFileMode.GroupExecute
            | UnixFileMode.OtherExecute;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new PrivatePostgresException(
                $"The user {Environment.UserName} may not make the folder {folder}. Make it for them, or set FAENA_DATA to another one.",
                denied
            );
        }
        File.SetUnixFileMode(folder, ownerAndPassersBy);
    }

    private static bool IsOurs(DirectoryInfo found, ServerAccount account) =>
        found.Exists
        && found.LinkTarget is null
        && Posix.OwnerOf(found.FullName) is var owner
        && (owner == account.User || owner == Posix.EffectiveUser);
}
