using System.Diagnostics;

namespace Faena.Tests.Support;

/// <summary>Public tools that know nothing of us but our description: a linter, a generator of clients, a compiler.</summary>
public static class ClientTools
{
    private static readonly Lazy<Task> Installed = new(Install);

    private static string Folder => Repo.PathOf("tests/client");

    /// <summary>A folder of its own beside the tools, in which a client can be made.</summary>
    public static DirectoryInfo NewFolder() => Directory.CreateDirectory(Path.Combine(Folder, "artifacts", Guid.NewGuid().ToString("N")));

    /// <summary>Runs one of the tools; how it ended, and all that it said.</summary>
    public static async Task<(int ExitCode, string Said)> Run(string tool, params string[] arguments)
    {
        await Installed.Value;
        return await Start(Path.Combine(Folder, "node_modules/.bin", tool), Folder, arguments);
    }

    public static Task<(int ExitCode, string Said)> Node(params string[] arguments) => Start("node", Folder, arguments);

    private static async Task Install()
    {
        if (!File.Exists(Path.Combine(Folder, "node_modules/.package-lock.json")))
        {
            var (exit, said) = await Start("npm", Folder, "ci", "--no-audit", "--no-fund", "--loglevel=error");
            Assert.True(exit == 0, said);
        }
    }

    private static async Task<(int ExitCode, string Said)> Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Neither looks for a newer one of itself.
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true";
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await complained);
    }
}
