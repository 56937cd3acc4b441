using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Identity;

public class TokensTests(TestApp app) : IClassFixture<TestApp>
{
    private HttpClient Administrator => app.SignedInAs("Administrator");

    [Fact]
    public async Task An_integration_works_with_its_token_until_that_is_revoked()
    {
        var (id, token) = await Issue("erp-sync", "Auditor");
        var integration = With(token);

        var session = await Expect.Json(HttpStatusCode.OK, await integration.GetAsync("/api/session"));
        Assert.Equal("token:erp-sync", (string?)session["username"]);
        await Expect.Status(HttpStatusCode.OK, await integration.GetAsync("/api/audit"));
        await Expect.Status(HttpStatusCode.Forbidden, await integration.GetAsync("/api/identity/users"));

        await Expect.Status(HttpStatusCode.NoContent, await Administrator.DeleteAsync($"/api/identity/tokens/{id}"));

        await Expect.Refusal(HttpStatusCode.Unauthorized, "token_unknown", await integration.GetAsync("/api/audit"));
        await Expect.Status(HttpStatusCode.NotFound, await Administrator.DeleteAsync($"/api/identity/tokens/{id}"));
    }

    [Fact]
    public async Task A_token_is_shown_once_and_kept_only_as_a_hash()
    {
        var (_, token) = await Issue("shown-once", "Viewer");

        var list = await (await Administrator.GetAsync("/api/identity/tokens")).Content.ReadAsStringAsync();
        Assert.Contains("shown-once", list, StringComparison.Ordinal);
        Assert.DoesNotContain(token, list, StringComparison.Ordinal);
        Assert.DoesNotContain(token, await EverythingIn("identity.tokens"), StringComparison.Ordinal);

        var log = await EverythingIn("audit.audit_log");
        Assert.Contains("shown-once", log, StringComparison.Ordinal);
        Assert.DoesNotContain("token_hash", log, StringComparison.Ordinal);
        Assert.DoesNotContain(token, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Using_a_token_leaves_a_trace_but_no_entry_in_the_audit_log()
    {
        var (id, token) = await Issue("used", "Viewer");

        await Expect.Status(HttpStatusCode.OK, await With(token).GetAsync("/api/session"));

        Assert.NotNull(await app.Scalar<DateTime?>("SELECT last_used_at FROM identity.tokens WHERE id = @id", new { id }));
        Assert.Equal(
            1,
            await app.Scalar<int>(
                "SELECT count(*) FROM audit.audit_log WHERE table_name = 'identity.tokens' AND record_id = @id::text",
                new { id }
            )
        );
    }

    [Fact]
    public async Task A_name_is_free_again_once_its_token_is_revoked()
    {
        var (id, _) = await Issue("rotated", "Viewer");
        var again = new { name = "Rotated", roles = new[] { "Viewer" } };

        await Expect.Refusal(
            HttpStatusCode.Conflict,
            "token_name_taken",
            await Administrator.PostAsJsonAsync("/api/identity/tokens", again)
        );
        await Administrator.DeleteAsync($"/api/identity/tokens/{id}");
        await Expect.Status(HttpStatusCode.Created, await Administrator.PostAsJsonAsync("/api/identity/tokens", again));
    }

    [Fact]
    public async Task A_token_needs_a_name_and_roles_that_exist()
    {
        var answer = await Administrator.PostAsJsonAsync("/api/identity/tokens", new { name = " ", roles = new[] { "Emperor" } });

        var problem = await Expect.BadField("name", answer);
        Assert.NotNull(problem["errors"]!["roles[0]"]);
    }

    [Fact]
    public async Task What_a_token_changes_is_signed_with_its_name()
    {
        var (_, token) = await Issue("importer", "Administrator");
        var person = new
        {
            username = "imported",
            password = "correct horse battery",
            displayName = "I",
            roles = Array.Empty<string>(),
        };

        await Expect.Status(HttpStatusCode.Created, await With(token).PostAsJsonAsync("/api/identity/users", person));

        Assert.Equal(
            "token:importer",
            await app.Scalar<string>(
                "SELECT changed_by FROM audit.audit_log WHERE table_name = 'identity.users' AND after ->> 'username' = 'imported'"
            )
        );
    }

    [Fact]
    public async Task An_id_names_either_a_person_or_a_token()
    {
        await Issue("numbered", "Viewer");
        app.SignedInAs("Viewer");

        Assert.Equal(0, await app.Scalar<int>("SELECT count(*) FROM identity.users JOIN identity.tokens USING (id)"));
        Assert.Equal(
            "token:numbered",
            await app.Scalar<string>("SELECT a.name FROM identity.v_actors a JOIN identity.tokens t USING (id) WHERE t.name = 'numbered'")
        );
    }

    private async Task<(long Id, string Token)> Issue(string name, params string[] roles)
    {
        var answer = await Expect.Json(
            HttpStatusCode.Created,
            await Administrator.PostAsJsonAsync("/api/identity/tokens", new { name, roles })
        );
        return ((long)answer["id"]!, (string)answer["token"]!);
    }

    private HttpClient With(string token)
    {
        var client = app.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private async Task<string> EverythingIn(string table) => string.Concat(await app.Rows<string>($"SELECT t::text FROM {table} t"));
}
