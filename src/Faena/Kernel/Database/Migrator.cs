using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Faena.Kernel.Database;

/// <summary>
/// Brings a database to today's schema: dated migrations once each, then views, functions, grants and base data anew whenever
/// one of their texts changed. Two nodes starting together wait for one another.
/// </summary>
public sealed class Migrator(ILogger<Migrator> log)
{
    // Any number, as long as every node uses the same one.
    private const long LockKey = 4_605_201_123;

    public async Task Migrate(string connectionString, CancellationToken ct = default)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync(ct);
        await connection.ExecuteAsync(Sql.Command(LockSql, new { LockKey }, ct: ct));
        await connection.ExecuteAsync(Sql.Command(JournalScript, ct: ct));

        var applied = (await connection.QueryAsync<(string Name, string Checksum)>(Sql.Command(AppliedSql, ct: ct))).ToDictionary(
            a => a.Name,
            a => a.Checksum,
            StringComparer.Ordinal
        );
        var migrated = false;
        foreach (var script in Scripts("db/migrations/"))
        {
            if (applied.TryGetValue(script.Name, out var checksum))
            {
                if (checksum != script.Checksum)
                {
                    throw new InvalidOperationException(
                        $"Migration {script.Name} was applied with another text. A landed migration is never edited: add a new one."
                    );
                }
                continue;
            }
            log.LogInformation("Applying migration {Name}", script.Name);
            await Apply(connection, [script], script.Name, script.Checksum, ct);
            migrated = true;
        }

        var objects = Scripts("db/objects/").Concat(Scripts("db/seed/base/")).ToList();
        var together = ChecksumOf(string.Concat(objects.Select(o => o.Checksum)));
        if (migrated || applied.GetValueOrDefault("objects") != together)
        {
            log.LogInformation("Re-creating views, functions and base data");
            await Apply(connection, [new Script("drop views", DropViewsScript, ""), .. objects], "objects", together, ct);
        }
    }

    private static async Task Apply(
        NpgsqlConnection connection,
        IEnumerable<Script> scripts,
        string name,
        string checksum,
        CancellationToken ct
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var script in scripts)
        {
            try
            {
                // The scripts are ours and many statements long; they take no parameters.
                await using var command = new NpgsqlCommand(script.Text, connection, transaction);
                await command.ExecuteNonQueryAsync(ct);
            }
            catch (PostgresException failure)
            {
                throw new InvalidOperationException($"{script.Name} failed: {failure.MessageText} (position {failure.Position})", failure);
            }
        }
        await connection.ExecuteAsync(Sql.Command(RecordSql, new { name, checksum }, transaction, ct));
        await transaction.CommitAsync(ct);
    }

    private sealed record Script(string Name, string Text, string Checksum);

    private static IEnumerable<Script> Scripts(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (
            var name in assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith(folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            var text = reader.ReadToEnd().ReplaceLineEndings("\n");
            yield return new Script(name[folder.Length..], text, ChecksumOf(text));
        }
    }

    private static string ChecksumOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private const string LockSql = "SELECT pg_advisory_lock(@LockKey::bigint)";

    private const string JournalScript = """
        CREATE SCHEMA IF NOT EXISTS kernel;
        CREATE TABLE IF NOT EXISTS kernel.migration (
            name text PRIMARY KEY,
            checksum text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now())
        """;

    private const string AppliedSql = "SELECT name, checksum FROM kernel.migration";

    private const string RecordSql = """
        INSERT INTO kernel.migration (name, checksum) VALUES (@name, @checksum)
        ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum, applied_at = now()
        """;

    // A view cannot change its columns in place, and views build on views: all go, all come back, in one transaction.
    private const string DropViewsScript = """
        DO $$ DECLARE v record; BEGIN
          FOR v IN SELECT schemaname, viewname FROM pg_views WHERE viewname LIKE 'v\_%' AND schemaname NOT IN ('pg_catalog', 'information_schema') LOOP
            EXECUTE format('DROP VIEW IF EXISTS %I.%I CASCADE', v.schemaname, v.viewname);
          END LOOP;
        END $$
        """;
}
