using System.Diagnostics;
using System.Globalization;

namespace Faena.Kernel.Postgres;

/// <summary>The system user that PostgreSQL runs as: ourselves, or a lesser one when we are root, since PostgreSQL refuses root.</summary>
internal sealed record ServerAccount(string Name, uint User, uint Group, bool DropsRoot)
{
    public static ServerAccount ForThisProcess()
    {
        if (Posix.EffectiveUser != 0)
        {
            return new(Environment.UserName, Posix.EffectiveUser, Group: 0, DropsRoot: false);
        }
        // initdb refuses a user number without a line in this file.
        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(line => line.Length > 3).ToLookup(line => line[0]);
        var chosen = known["postgres"].Concat(known["nobody"]).FirstOrDefault();
        return chosen is null
            ? throw new PrivatePostgresException(
                "PostgreSQL does not run as root, and /etc/passwd knows neither a user postgres nor nobody. "
                    + "Create one (useradd --system postgres) or start Faena as an ordinary user."
            )
            : new(chosen[0], Number(chosen[2]), Number(chosen[3]), DropsRoot: true);
    }

    /// <summary>How to start a program as this account.</summary>
    public ProcessStartInfo Command(string program, IEnumerable<string> arguments)
    {
        string[] words = DropsRoot ? [.. DropRoot, program, .. arguments] : [program, .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..]) { UseShellExecute = false, WorkingDirectory = "/" };
        // The administrator's own PGDATA, PGPORT or language must not leak into the server.
        foreach (var name in start.Environment.Keys.Where(IsAmbient).ToList())
        {
            start.Environment.Remove(name);
        }
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    /// <summary>Runs a program to its end as this account.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> Run(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = Command(program, arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Makes the folder if need be, and this account its only user.</summary>
    public void OwnFolder(string path)
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(path, ownerOnly);
        Give(path);
        File.SetUnixFileMode(path, ownerOnly);
    }

    public void Give(string path)
    {
        if (DropsRoot)
        {
            Posix.ChangeOwner(path, User, Group);
        }
    }

    /// <summary>Fails with an explanation when this account cannot enter the folder.</summary>
    public async Task MustReach(string folder, CancellationToken ct)
    {
        if (await CanEnter(folder, ct))
        {
            return;
        }
        var closed = folder;
        for (
            var above = Path.GetDirectoryName(closed);
            above is not null && !await CanEnter(above, ct);
            above = Path.GetDirectoryName(above)
        )
        {
            closed = above;
        }
        throw new PrivatePostgresException(
            $"PostgreSQL runs as the user {Name}, who may not enter {closed}, so it cannot keep its data in {folder}. "
                + "Set FAENA_DATA to a folder that every user can reach, such as /var/lib/faena, or start Faena as an ordinary user."
        );
    }

    private async Task<bool> CanEnter(string folder, CancellationToken ct) =>
        (await Run("/usr/bin/test", ["-x", folder], ct)).ExitCode == 0;

    private string[] DropRoot =>
        ["setpriv", $"--reuid={User}", $"--regid={Group}", "--clear-groups", "--inh-caps=-all", "--no-new-privs", "--"];

    private static bool IsAmbient(string variable) =>
        variable.StartsWith("PG", StringComparison.Ordinal) || variable.StartsWith("LC_", StringComparison.Ordinal) || variable == "LANG";

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);
}
