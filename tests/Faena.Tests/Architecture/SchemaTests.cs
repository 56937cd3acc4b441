using System.Diagnostics;
using System.Text.RegularExpressions;
using Faena.Tests.Support;
using Npgsql;

namespace Faena.Tests.Architecture;

public partial class SchemaTests(TestApp app) : IClassFixture<TestApp>
{
    /// <summary>Run with FAENA_WRITE_SCHEMA=1 to write the picture anew.</summary>
    [Fact]
    public async Task The_picture_of_the_schema_is_todays()
    {
        var file = Repo.PathOf("db/schema.sql");
        var today = await Dump();
        if (Environment.GetEnvironmentVariable("FAENA_WRITE_SCHEMA") == "1")
        {
            await File.WriteAllTextAsync(file, today);
        }

        var picture = File.Exists(file) ? await File.ReadAllTextAsync(file) : "";

        Assert.True(
            picture == today,
            "db/schema.sql is not today's schema; write it anew: FAENA_WRITE_SCHEMA=1 dotnet test --project tests/Faena.Tests"
        );
    }

    private async Task<string> Dump()
    {
        var database = new NpgsqlConnectionStringBuilder(app.ConnectionString);
        var start = new ProcessStartInfo(await TestCluster.PathOfTool("pg_dump"))
        {
            ArgumentList = { "--schema-only", "--no-owner", "--restrict-key=faena" },
            Environment =
            {
                ["PGHOST"] = database.Host,
                ["PGUSER"] = database.Username,
                ["PGPASSWORD"] = database.Password,
                ["PGDATABASE"] = database.Database,
            },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var dump = Process.Start(start)!;
        var text = await dump.StandardOutput.ReadToEndAsync();
        await dump.WaitForExitAsync();
        Assert.Equal(0, dump.ExitCode);
        return VersionLine().Replace(text, "");
    }

    [GeneratedRegex("^-- Dumped (?:from|by) .*\n", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
