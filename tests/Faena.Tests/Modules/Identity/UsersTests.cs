using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Identity;

public class UsersTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Password = "correct horse battery";

    private HttpClient Administrator => app.SignedInAs("Administrator");

    [Fact]
    public async Task A_new_user_is_listed_with_roles_and_limits_and_can_sign_in()
    {
        var id = await Create(
            new
            {
                username = "Ana.Lopez",
                password = Password,
                displayName = "Ana López",
                roles = new[] { "Supervisor", "Field", "Field" },
                siteIds = new[] { 7, 3, 3 },
                facilityIds = new[] { 1 },
            }
        );

        var ana = await User(id);
        Assert.Equal("Ana López", (string?)ana["displayName"]);
        Assert.Equal("""["Field","Supervisor"]""", ana["roles"]!.ToJsonString());
        Assert.Equal("[3,7]", ana["siteIds"]!.ToJsonString());
        Assert.Equal("[1]", ana["facilityIds"]!.ToJsonString());
        Assert.False((bool)ana["disabled"]!);

        var browser = app.Anonymous();
        await Expect.Status(HttpStatusCode.NoContent, await browser.SignIn("ana.lopez", Password));
        var session = await Expect.Json(HttpStatusCode.OK, await browser.GetAsync("/api/session"));
        Assert.Equal("Ana.Lopez", (string?)session["username"]);
        Assert.Equal("[3,7]", session["siteIds"]!.ToJsonString());
    }

    [Fact]
    public async Task A_name_is_taken_in_any_case()
    {
        await Create(Person("JDoe"));

        await Expect.Refusal(
            HttpStatusCode.Conflict,
            "username_taken",
            await Administrator.PostAsJsonAsync("/api/identity/users", Person("jdoe"))
        );
    }

    [Fact]
    public async Task An_unknown_role_is_named_where_it_stands_and_nothing_is_created()
    {
        var answer = await Administrator.PostAsJsonAsync("/api/identity/users", Person("unmade", "Field", "Emperor"));

        var problem = await Expect.BadField("roles[1]", answer);
        Assert.Contains("Emperor", problem["errors"]!["roles[1]"]![0]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await app.Scalar<int>("SELECT count(*) FROM identity.users WHERE username = 'unmade'"));
    }

    [Theory]
    [InlineData("username", null, Password)]
    [InlineData("username", "two words", Password)]
    [InlineData("username", "token:erp", Password)]
    [InlineData("username", "System", Password)]
    [InlineData("username", "nul\0", Password)]
    [InlineData("password", "shorty", "123456789")]
    [InlineData("password", "nopass", null)]
    public async Task A_bad_field_is_named(string field, string? username, string? password)
    {
        var person = new
        {
            username,
            password,
            displayName = "X",
            roles = Array.Empty<string>(),
        };
        await Expect.BadField(field, await Administrator.PostAsJsonAsync("/api/identity/users", person));
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_is_a_bad_request_and_a_wrong_type_is_named()
    {
        using var text = new StringContent("{", null, "application/json");
        await Expect.Refusal(HttpStatusCode.BadRequest, "bad_request", await Administrator.PostAsync("/api/identity/users", text));
        await Expect.WrongType("username", await Administrator.PostAsJsonAsync("/api/identity/users", new { username = 1 }));
    }

    [Fact]
    public async Task A_disabled_person_is_thrown_out_at_once_and_cannot_come_back_until_enabled()
    {
        var (id, browser) = await GivenSomeoneSignedIn("leaver");

        await Expect.Status(HttpStatusCode.NoContent, await Change(id, new { disabled = true }));

        await Expect.Refusal(HttpStatusCode.Unauthorized, "session_ended", await browser.GetAsync("/api/session"));
        await Expect.Refusal(HttpStatusCode.Unauthorized, "wrong_name_or_password", await browser.SignIn("leaver", Password));
        Assert.True((bool)(await User(id))["disabled"]!);

        await Expect.Status(HttpStatusCode.NoContent, await Change(id, new { disabled = false }));
        await Expect.Status(HttpStatusCode.NoContent, await browser.SignIn("leaver", Password));
    }

    [Fact]
    public async Task A_change_of_roles_and_limits_counts_from_the_next_request()
    {
        var (id, browser) = await GivenSomeoneSignedIn("promoted");
        await Expect.Status(HttpStatusCode.Forbidden, await browser.GetAsync("/api/audit"));

        await Expect.Status(HttpStatusCode.NoContent, await Change(id, new { roles = new[] { "Auditor" }, siteIds = new[] { 4 } }));

        await Expect.Status(HttpStatusCode.OK, await browser.GetAsync("/api/audit"));
        await Expect.Status(HttpStatusCode.NoContent, await Change(id, new { siteIds = Array.Empty<long>() }));
        var session = await Expect.Json(HttpStatusCode.OK, await browser.GetAsync("/api/session"));
        Assert.Equal("""["Auditor"]""", session["roles"]!.ToJsonString());
        Assert.Null(session["siteIds"]);
    }

    [Fact]
    public async Task An_administrator_limited_to_a_site_gives_nobody_more_than_that_themselves_included()
    {
        var site = await app.Scalar<long>(
            "INSERT INTO catalog.sitio (descripcion, id_frente) SELECT 'Mine', min(id) FROM catalog.frente RETURNING id"
        );
        var limited = app.SignedInAs(["Administrator"], [site]);
        var self = await app.Scalar<long>(
            "SELECT id FROM identity.users WHERE username = @name",
            new { name = TestApp.UsernameOf(["Administrator"], site) }
        );
        var unlimited = await Create(Person("reaches_everything", "Field"));

        await Expect.Refusal(
            HttpStatusCode.Forbidden,
            "site_not_allowed",
            await limited.PostAsJsonAsync("/api/identity/users", Person("unlimited", "Field"))
        );
        await Expect.Refusal(
            HttpStatusCode.Forbidden,
            "site_not_allowed",
            await limited.PatchAsJsonAsync($"/api/identity/users/{self}", new { siteIds = Array.Empty<long>() })
        );
        await Expect.Refusal(
            HttpStatusCode.Forbidden,
            "person_beyond_limits",
            await limited.PatchAsJsonAsync($"/api/identity/users/{unlimited}", new { displayName = "mine now" })
        );
        await Expect.Refusal(
            HttpStatusCode.Forbidden,
            "site_not_allowed",
            await limited.PostAsJsonAsync("/api/identity/tokens", new { name = "everywhere", roles = new[] { "Field" } })
        );
        await Expect.Status(
            HttpStatusCode.NoContent,
            await limited.PatchAsJsonAsync($"/api/identity/users/{self}", new { displayName = "still me" })
        );
    }

    [Fact]
    public async Task What_a_change_does_not_name_stays()
    {
        var id = await Create(Person("renamed", "Field"));

        await Expect.Status(HttpStatusCode.NoContent, await Change(id, new { displayName = " New Name " }));

        var user = await User(id);
        Assert.Equal("New Name", (string?)user["displayName"]);
        Assert.Equal("""["Field"]""", user["roles"]!.ToJsonString());
        await Expect.Status(HttpStatusCode.NoContent, await app.Anonymous().SignIn("renamed", Password));
    }

    [Fact]
    public async Task A_new_password_signs_the_person_out_and_replaces_the_old_one()
    {
        var (id, browser) = await GivenSomeoneSignedIn("forgetful");

        await Expect.BadField("password", await Change(id, new { password = "short" }));
        await Expect.Status(HttpStatusCode.NoContent, await Change(id, new { password = "another password" }));

        await Expect.Refusal(HttpStatusCode.Unauthorized, "session_ended", await browser.GetAsync("/api/session"));
        await Expect.Status(HttpStatusCode.Unauthorized, await browser.SignIn("forgetful", Password));
        await Expect.Status(HttpStatusCode.NoContent, await browser.SignIn("forgetful", "another password"));
    }

    [Fact]
    public async Task A_person_changes_their_own_password_and_stays_signed_in()
    {
        var (_, browser) = await GivenSomeoneSignedIn("careful");
        var change = new { current = Password, password = "a better password" };

        await Expect.Status(HttpStatusCode.NoContent, await browser.PutAsJsonAsync("/api/session/password", change));

        await Expect.Status(HttpStatusCode.OK, await browser.GetAsync("/api/session"));
        await Expect.Status(HttpStatusCode.NoContent, await app.Anonymous().SignIn("careful", "a better password", takeover: true));
    }

    [Fact]
    public async Task Somebody_who_manages_users_always_remains()
    {
        await using var alone = new TestApp();
        await alone.InitializeAsync();
        var admin = alone.Anonymous();
        await admin.SignIn("admin", TestApp.AdminPassword);
        var id = await alone.Scalar<long>("SELECT id FROM identity.users WHERE username = 'admin'");

        await Expect.Refusal(
            HttpStatusCode.Conflict,
            "last_administrator",
            await admin.PatchAsJsonAsync($"/api/identity/users/{id}", new { disabled = true })
        );
        await Expect.Refusal(
            HttpStatusCode.Conflict,
            "last_administrator",
            await admin.PatchAsJsonAsync($"/api/identity/users/{id}", new { roles = new[] { "Viewer" } })
        );
        await Expect.Status(HttpStatusCode.OK, await admin.GetAsync("/api/identity/users"));
    }

    [Fact]
    public async Task Someone_who_does_not_exist_cannot_be_changed() =>
        await Expect.Refusal(HttpStatusCode.NotFound, "not_found", await Change(0, new { disabled = true }));

    [Fact]
    public async Task Every_change_of_a_user_is_in_the_audit_log_and_no_secret_is()
    {
        var (id, _) = await GivenSomeoneSignedIn("audited");
        await Change(id, new { password = "another password", roles = new[] { "Viewer" } });

        var entries = await app.Rows<(string Action, string Entity, string By, string? After)>(
            """
            SELECT action_type, table_name, changed_by, after::text FROM audit.audit_log
            WHERE split_part(record_id, '/', 1) = @id::text AND table_name LIKE 'identity.user%' ORDER BY audit_id
            """,
            new { id }
        );
        Assert.Equal(
            ["CREATE identity.users", "UPDATE identity.users", "CREATE identity.user_roles"],
            entries.Select(e => $"{e.Action} {e.Entity}")
        );
        Assert.All(entries, e => Assert.Equal("administrator", e.By));

        var log = string.Concat(await app.Rows<string>("SELECT l::text FROM audit.audit_log l"));
        Assert.DoesNotContain("password_hash", log, StringComparison.Ordinal);
        foreach (var secret in await app.Rows<string>("SELECT password_hash FROM identity.users WHERE password_hash IS NOT NULL"))
        {
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(Password, log, StringComparison.Ordinal);
    }

    private static object Person(string username, params string[] roles) =>
        new
        {
            username,
            password = Password,
            displayName = "Somebody",
            roles,
        };

    private async Task<long> Create(object person) =>
        (long)(await Expect.Json(HttpStatusCode.Created, await Administrator.PostAsJsonAsync("/api/identity/users", person)))["id"]!;

    private Task<HttpResponseMessage> Change(long id, object changes) =>
        Administrator.PatchAsJsonAsync($"/api/identity/users/{id}", changes);

    private async Task<JsonNode> User(long id)
    {
        var list = await Expect.Json(HttpStatusCode.OK, await Administrator.GetAsync("/api/identity/users"));
        return list["users"]!.AsArray().Single(u => (long)u!["id"]! == id)!;
    }

    private async Task<(long Id, HttpClient Browser)> GivenSomeoneSignedIn(string username)
    {
        var id = await Create(Person(username));
        var browser = app.Anonymous();
        await Expect.Status(HttpStatusCode.NoContent, await browser.SignIn(username, Password));
        return (id, browser);
    }
}
