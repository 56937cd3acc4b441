using Dapper;
using Faena.Kernel.Database;
using Faena.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Kernel;

public class AuditTriggerTests(AuditTriggerTests.WithATable app) : IClassFixture<AuditTriggerTests.WithATable>
{
    /// <summary>The app with a watched table of a test's own, whose key is two columns and one of whose columns is secret.</summary>
    public sealed class WithATable : TestApp
    {
        protected override async Task<string> NewDatabase()
        {
            var database = await base.NewDatabase();
            await using var connection = new Npgsql.NpgsqlConnection(database);
            await connection.ExecuteAsync(
                """
                CREATE TABLE kernel.thing (a int, b text, amount numeric, secret text, PRIMARY KEY (a, b));
                CALL audit.watch_without('kernel.thing', '{secret}', 'a', 'b');
                GRANT ALL ON kernel.thing TO faena_app;
                """
            );
            return database;
        }
    }

    private sealed record Entry
    {
        public string ActionType { get; init; } = "";
        public string RecordId { get; init; } = "";
        public string? Before { get; init; }
        public string? After { get; init; }
        public string ChangedBy { get; init; } = "";
    }

    [Fact]
    public async Task Every_row_of_a_statement_is_an_entry_with_its_key_and_without_its_secret()
    {
        await Do("INSERT INTO kernel.thing VALUES (1, 'x', 1.50, 'hush'), (1, 'y', 2, 'hush')");
        await Do("UPDATE kernel.thing SET amount = 2 WHERE a = 1");
        await Do("UPDATE kernel.thing SET secret = 'new' WHERE a = 1");
        await Do("DELETE FROM kernel.thing WHERE b = 'x'");

        var entries = await Entries("1/");

        Assert.Equal(["CREATE 1/x", "CREATE 1/y", "UPDATE 1/x", "DELETE 1/x"], entries.Select(e => $"{e.ActionType} {e.RecordId}"));
        Assert.Equal("""{"a": 1, "b": "x", "amount": 1.50}""", entries[2].Before);
        Assert.Equal("""{"a": 1, "b": "x", "amount": 2}""", entries[2].After);
        Assert.All(entries, e => Assert.Equal("system", e.ChangedBy));
    }

    [Fact]
    public async Task A_changed_key_shows_what_went_and_what_came()
    {
        await Do("INSERT INTO kernel.thing VALUES (2, 'old', 1, '')");
        await Do("UPDATE kernel.thing SET b = 'new' WHERE a = 2");

        var entries = await Entries("2/");

        Assert.Equal(
            [("2/new", false, true), ("2/old", true, false)],
            entries.Skip(1).Select(e => (e.RecordId, e.Before is not null, e.After is not null)).Order()
        );
    }

    [Fact]
    public async Task A_slice_may_name_what_it_does_and_what_people_saw_before()
    {
        await using (var work = await app.Services.GetRequiredService<Db>().Begin(TestContext.Current.CancellationToken))
        {
            await work.NameAction("PROJECTION_SET", new { Amount = 10m });
            await work.Execute("INSERT INTO kernel.thing VALUES (3, 'p', 40, '')");
            await work.Commit();
        }
        await Do("INSERT INTO kernel.thing VALUES (3, 'q', 40, '')");

        var entries = await Entries("3/");

        Assert.Equal(["PROJECTION_SET", "CREATE"], entries.Select(e => e.ActionType));
        Assert.Equal("""{"amount": 10}""", entries[0].Before);
        Assert.Null(entries[1].Before);
    }

    [Fact]
    public async Task What_is_not_committed_leaves_no_entry()
    {
        await using (var work = await app.Services.GetRequiredService<Db>().Begin(TestContext.Current.CancellationToken))
        {
            await work.Execute("INSERT INTO kernel.thing VALUES (4, 'never', 1, '')");
        }

        Assert.Empty(await Entries("4/"));
    }

    private async Task Do(string sql)
    {
        await using var work = await app.Services.GetRequiredService<Db>().Begin(TestContext.Current.CancellationToken);
        await work.Execute(sql);
        await work.Commit();
    }

    private Task<IReadOnlyList<Entry>> Entries(string prefix) =>
        app.Rows<Entry>(
            """
            SELECT action_type, record_id, before::text, after::text, changed_by FROM audit.audit_log
            WHERE table_name = 'kernel.thing' AND record_id LIKE @prefix || '%' ORDER BY audit_id
            """,
            new { prefix }
        );
}
