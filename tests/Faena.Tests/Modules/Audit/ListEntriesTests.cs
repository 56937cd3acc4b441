using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Audit;

public class ListEntriesTests(TestApp app) : IClassFixture<TestApp>
{
    private HttpClient Auditor => app.SignedInAs("Auditor");

    [Fact]
    public async Task A_change_shows_who_made_it_and_what_the_row_was_and_became()
    {
        var id = await GivenAUser("changed");
        await app.SignedInAs("Administrator").PatchAsJsonAsync($"/api/identity/users/{id}", new { displayName = "After" });

        var log = await Read($"entity=identity.users&key={id}");

        Assert.Equal(2, (int)log["total"]!);
        Assert.Equal(1, (int)log["page"]!);
        var (update, create) = (log["entries"]![0]!, log["entries"]![1]!);
        Assert.Equal("UPDATE", (string?)update["action"]);
        Assert.Equal("administrator", (string?)update["user"]);
        Assert.Equal("Before", (string?)update["before"]!["display_name"]);
        Assert.Equal("After", (string?)update["after"]!["display_name"]);
        Assert.Equal("127.0.0.1", (string?)update["ip"]);
        Assert.NotEqual("", (string?)update["requestId"]);
        Assert.Equal("CREATE", (string?)create["action"]);
        Assert.Null(create["before"]);
        Assert.True((long)update["id"]! > (long)create["id"]!);
    }

    [Fact]
    public async Task Filters_narrow_the_log_together()
    {
        var id = await GivenAUser("filtered");

        Assert.Equal(1, (int)(await Read($"entity=identity.users&key={id}&user=administrator&action=CREATE"))["total"]!);
        Assert.Equal(0, (int)(await Read($"entity=identity.users&key={id}&user=somebody"))["total"]!);
        Assert.Equal(0, (int)(await Read($"entity=identity.users&key={id}&action=DELETE"))["total"]!);
    }

    [Fact]
    public async Task A_date_is_a_whole_day_of_the_installation_and_an_instant_is_itself()
    {
        // 2020-03-01 in Mexico City begins at 06:00 UTC.
        await GivenEntry("before", "2020-03-01T05:59:59Z");
        await GivenEntry("first", "2020-03-01T06:00:00Z");
        await GivenEntry("last", "2020-03-02T05:59:59Z");
        await GivenEntry("after", "2020-03-02T06:00:00Z");

        Assert.Equal(["last", "first"], await Keys("from=2020-03-01&to=2020-03-01"));
        Assert.Equal(["after", "last"], await Keys("from=2020-03-01T23:00:00-06:00&to=2020-03-02T06:00:00Z"));
        Assert.Equal(["before"], await Keys("to=2020-03-01T06:00:00+00:00&from=2020-03-01T05:00:00%2B00:00&action=DATED&key=before"));
    }

    [Fact]
    public async Task The_log_comes_in_pages_of_a_hundred()
    {
        await app.Execute(
            """
            INSERT INTO audit.audit_log (changed_by, action_type, table_name, record_id)
            SELECT 'pager', 'PAGED', 'some.table', n::text FROM generate_series(1, 250) AS number (n) ORDER BY number.n
            """
        );

        var third = await Read("user=pager&page=3");

        Assert.Equal(250, (int)third["total"]!);
        Assert.Equal(50, third["entries"]!.AsArray().Count);
        Assert.Equal("50", (string?)third["entries"]![0]!["key"]);
    }

    [Theory]
    [InlineData("from", "yesterday")]
    [InlineData("to", "2020-02-30")]
    [InlineData("page", "0")]
    [InlineData("page", "two")]
    public async Task A_bad_filter_is_named(string field, string value) =>
        await Expect.BadField(field, await Auditor.GetAsync($"/api/audit?{field}={value}"));

    [Fact]
    public async Task What_somebody_may_not_do_is_an_entry()
    {
        await Expect.Refusal(
            HttpStatusCode.Forbidden,
            "not_allowed",
            await app.SignedInAs("Viewer").PostAsJsonAsync("/api/identity/users", new { })
        );

        var entry = (await Read("action=REFUSED&user=viewer"))["entries"]![0]!;

        Assert.Equal("POST /api/identity/users", (string?)entry["key"]);
        Assert.Equal("identity.manage", (string?)entry["after"]!["permission"]);
    }

    [Fact]
    public async Task The_application_itself_cannot_rewrite_the_log()
    {
        var id = await GivenAUser("untouchable");

        foreach (
            var forged in new[] { "UPDATE audit.audit_log SET changed_by = 'x'", "DELETE FROM audit.audit_log", "TRUNCATE audit.audit_log" }
        )
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => app.Execute($"SET ROLE faena_app; {forged}"));
            Assert.Equal(Npgsql.PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
            // Not even its owner can by mistake.
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => app.Execute(forged));
        }
        Assert.Equal(1, (int)(await Read($"entity=identity.users&key={id}"))["total"]!);
    }

    private async Task<JsonNode> Read(string query) => await Expect.Json(HttpStatusCode.OK, await Auditor.GetAsync($"/api/audit?{query}"));

    private async Task<IEnumerable<string>> Keys(string query) =>
        (await Read(query + "&entity=some.dated"))["entries"]!.AsArray().Select(e => (string)e!["key"]!);

    private Task GivenEntry(string key, string at) =>
        app.Execute(
            """
            INSERT INTO audit.audit_log (changed_by, action_type, table_name, record_id, changed_date)
            VALUES ('someone', 'DATED', 'some.dated', @key, @at::timestamptz)
            """,
            new { key, at }
        );

    private async Task<long> GivenAUser(string username)
    {
        var person = new
        {
            username,
            password = "correct horse battery",
            displayName = "Before",
            roles = Array.Empty<string>(),
        };
        var answer = await app.SignedInAs("Administrator").PostAsJsonAsync("/api/identity/users", person);
        return (long)(await Expect.Json(HttpStatusCode.Created, answer))["id"]!;
    }
}
