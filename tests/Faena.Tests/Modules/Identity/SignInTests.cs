using System.Net;
using System.Net.Http.Json;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Identity;

public class SignInTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task A_person_signs_in_and_is_told_who_they_are_and_what_they_may_do()
    {
        var name = await GivenAPerson("Planner", "Viewer");
        var browser = app.Anonymous();

        await Expect.Status(HttpStatusCode.NoContent, await browser.SignIn(name.ToUpperInvariant(), Password));

        var session = await Expect.Json(HttpStatusCode.OK, await browser.GetAsync("/api/session"));
        Assert.Equal(name, (string?)session["username"]);
        Assert.Equal("Somebody", (string?)session["displayName"]);
        Assert.Equal("es", (string?)session["language"]);
        Assert.Equal("""["Planner","Viewer"]""", session["roles"]!.ToJsonString());
        // Planners import, viewers look; what both may is there once.
        var permissions = session["permissions"]!.AsArray().Select(p => p!.GetValue<string>()).ToList();
        Assert.Equal(
            await app.Rows<string>(
                "SELECT DISTINCT permission COLLATE \"C\" FROM identity.role_permissions WHERE role IN ('Planner', 'Viewer') ORDER BY 1"
            ),
            permissions
        );
        Assert.Contains("contracts.import", permissions);
        Assert.DoesNotContain("contracts.save_production", permissions);
    }

    [Fact]
    public async Task Nobody_is_signed_in_without_a_cookie_or_with_an_invented_one()
    {
        await Expect.Refusal(HttpStatusCode.Unauthorized, "not_signed_in", await app.Anonymous().GetAsync("/api/session"));
        await Expect.Refusal(HttpStatusCode.Unauthorized, "not_signed_in", await WithCookie("invented").GetAsync("/api/session"));
    }

    [Theory]
    [InlineData("http://localhost", "faena", false)]
    [InlineData("http://127.0.0.1:5080", "faena", false)]
    [InlineData("https://localhost", "__Host-faena", true)]
    [InlineData("https://faena.example", "__Host-faena", true)]
    [InlineData("http://faena.example", "__Host-faena", true)]
    public async Task The_cookie_is_for_this_host_only_and_secure_outside_this_machine(string address, string cookie, bool secure)
    {
        var name = await GivenAPerson();
        var browser = app.Anonymous();
        browser.BaseAddress = new Uri(address);

        var set = (await browser.SignIn(name, Password)).SetCookie(cookie);

        Assert.NotNull(set);
        Assert.Contains("httponly", set, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", set, StringComparison.Ordinal);
        Assert.Contains("path=/", set, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", set, StringComparison.Ordinal);
        Assert.Equal(secure, set.Contains("secure", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_answered_alike()
    {
        var name = await GivenAPerson();

        var wrong = await Expect.Refusal(
            HttpStatusCode.Unauthorized,
            "wrong_name_or_password",
            await app.Anonymous().SignIn(name, "not the password")
        );
        var unknown = await Expect.Refusal(
            HttpStatusCode.Unauthorized,
            "wrong_name_or_password",
            await app.Anonymous().SignIn("*)(objectClass=*", Password)
        );
        var empty = await Expect.Refusal(HttpStatusCode.Unauthorized, "wrong_name_or_password", await app.Anonymous().SignIn(name, ""));

        foreach (var answer in new[] { wrong, unknown, empty })
        {
            answer.AsObject().Remove("traceId");
        }
        Assert.Equal(wrong.ToJsonString(), unknown.ToJsonString());
        Assert.Equal(wrong.ToJsonString(), empty.ToJsonString());
    }

    [Fact]
    public async Task A_sign_in_without_name_or_password_names_what_is_missing()
    {
        var answer = await Expect.BadField("username", await app.Anonymous().PostAsJsonAsync("/api/session", new { }));
        Assert.NotNull(answer["errors"]!["password"]);
    }

    [Fact]
    public async Task A_name_with_a_zero_character_is_just_unknown()
    {
        await Expect.Status(HttpStatusCode.Unauthorized, await app.Anonymous().SignIn("ad\0min", Password));
    }

    [Fact]
    public async Task A_person_is_signed_in_at_one_place_at_a_time()
    {
        var name = await GivenAPerson();
        var (tablet, desk) = (app.Anonymous(), app.Anonymous());
        await Expect.Status(HttpStatusCode.NoContent, await tablet.SignIn(name, Password));

        var refusal = await Expect.Refusal(HttpStatusCode.Conflict, "session_exists", await desk.SignIn(name, Password));
        Assert.Equal("127.0.0.1", (string?)refusal["data"]!["ip"]);
        Assert.InRange((DateTimeOffset)refusal["data"]!["since"]!, app.Time.GetUtcNow().AddMinutes(-1), app.Time.GetUtcNow());
        await Expect.Status(HttpStatusCode.OK, await tablet.GetAsync("/api/session"));

        await Expect.Status(HttpStatusCode.NoContent, await desk.SignIn(name, Password, takeover: true));

        await Expect.Status(HttpStatusCode.OK, await desk.GetAsync("/api/session"));
        await Expect.Refusal(HttpStatusCode.Unauthorized, "session_superseded", await tablet.GetAsync("/api/session"));
        Assert.Equal(["LOGIN", "SESSION_TAKEOVER", "LOGIN"], await ActionsOf(name));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 12)]
    public async Task Of_many_sign_ins_at_once_exactly_one_session_stays(bool takeover, int succeed)
    {
        var name = await GivenAPerson();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(async _ => (await app.Anonymous().SignIn(name, Password, takeover)).StatusCode)
        );

        Assert.Equal(succeed, answers.Count(a => a == HttpStatusCode.NoContent));
        Assert.All(answers, a => Assert.True(a is HttpStatusCode.NoContent or HttpStatusCode.Conflict, a.ToString()));
        Assert.Equal(
            1,
            await app.Scalar<int>(
                "SELECT count(*) FROM identity.sessions s JOIN identity.users u ON u.id = s.user_id WHERE u.username = @name AND ended_at IS NULL",
                new { name }
            )
        );
    }

    [Fact]
    public async Task After_sign_out_the_old_cookie_is_worthless_and_a_new_sign_in_gets_another()
    {
        var name = await GivenAPerson();
        var browser = app.Anonymous();
        var first = CookieValue(await browser.SignIn(name, Password));
        Assert.NotEqual("fixed", first);

        var left = await browser.DeleteAsync("/api/session");
        await Expect.Status(HttpStatusCode.NoContent, left);
        Assert.Contains("expires=Thu, 01 Jan 1970", left.SetCookie("faena")!, StringComparison.Ordinal);

        await Expect.Refusal(HttpStatusCode.Unauthorized, "not_signed_in", await WithCookie(first).GetAsync("/api/session"));
        Assert.NotEqual(first, CookieValue(await browser.SignIn(name, Password)));
        Assert.Equal(["LOGIN", "LOGOUT", "LOGIN"], await ActionsOf(name));
    }

    [Fact]
    public async Task A_cookie_planted_before_the_sign_in_never_becomes_the_session()
    {
        var name = await GivenAPerson();
        using var victim = WithCookie("planted");

        var given = CookieValue(await victim.SignIn(name, Password));

        Assert.NotEqual("planted", given);
        await Expect.Status(HttpStatusCode.Unauthorized, await WithCookie("planted").GetAsync("/api/session"));
    }

    [Fact]
    public async Task Whoever_signs_in_at_a_screen_ends_the_session_of_the_person_before()
    {
        var (ana, luis) = (await GivenAPerson(), await GivenAPerson());
        var screen = app.Anonymous();
        var anas = CookieValue(await screen.SignIn(ana, Password));

        await Expect.Status(HttpStatusCode.NoContent, await screen.SignIn(luis, Password));

        await Expect.Status(HttpStatusCode.Unauthorized, await WithCookie(anas).GetAsync("/api/session"));
        await Expect.Status(HttpStatusCode.NoContent, await app.Anonymous().SignIn(ana, Password));
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_without_use_and_after_seven_days_in_any_case()
    {
        var name = await GivenAPerson();
        var browser = app.Anonymous();
        await browser.SignIn(name, Password);

        // Used every eleven hours it goes on, until the seventh day.
        for (var hours = 11; hours < 7 * 24; hours += 11)
        {
            using var later = app.Time.Ahead(TimeSpan.FromHours(hours));
            await Expect.Status(HttpStatusCode.OK, await browser.GetAsync("/api/session"));
        }
        using (app.Time.Ahead(TimeSpan.FromDays(7)))
        {
            await Expect.Refusal(HttpStatusCode.Unauthorized, "session_expired", await browser.GetAsync("/api/session"));
            await Expect.Status(HttpStatusCode.NoContent, await browser.SignIn(name, Password));
            using var idle = app.Time.Ahead(TimeSpan.FromHours(12.1));
            await Expect.Refusal(HttpStatusCode.Unauthorized, "session_expired", await browser.GetAsync("/api/session"));
        }
    }

    [Fact]
    public async Task An_expired_session_is_in_nobodys_way()
    {
        var name = await GivenAPerson();
        await app.Anonymous().SignIn(name, Password);

        using var later = app.Time.Ahead(TimeSpan.FromHours(13));

        await Expect.Status(HttpStatusCode.NoContent, await app.Anonymous().SignIn(name, Password));
    }

    [Fact]
    public async Task A_request_costs_one_statement_and_once_a_minute_a_second_one()
    {
        var browser = app.SignedInAs("Viewer");

        Assert.Equal(1, await app.CountStatements(() => browser.GetAsync("/api/session")));
        using var later = app.Time.Ahead(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await app.CountStatements(() => browser.GetAsync("/api/session")));
        Assert.Equal(1, await app.CountStatements(() => browser.GetAsync("/api/session")));
    }

    [Fact]
    public async Task Every_sign_in_is_kept_in_the_documented_table()
    {
        var name = await GivenAPerson("Administrator");
        var browser = app.Anonymous();
        browser.DefaultRequestHeaders.UserAgent.ParseAdd("Tablet/1.0");
        await browser.SignIn(name, Password);

        var row = await app.Row<(string DisplayName, bool IsAdmin, string IpAddress, string UserAgent)>(
            "SELECT display_name, is_admin, ip_address, user_agent FROM identity.user_logins WHERE username = @name",
            new { name }
        );

        Assert.Equal(("Somebody", true, "127.0.0.1", "Tablet/1.0"), row);
    }

    [Fact]
    public async Task The_first_password_hashed_with_less_effort_is_renewed_at_sign_in()
    {
        const string hashSql = "SELECT password_hash FROM identity.users WHERE username = 'admin'";
        var before = await app.Scalar<string>(hashSql);

        await Expect.Status(HttpStatusCode.NoContent, await app.Anonymous().SignIn("admin", TestApp.AdminPassword));

        Assert.NotEqual(before, await app.Scalar<string>(hashSql));
        await Expect.Status(HttpStatusCode.NoContent, await app.Anonymous().SignIn("Admin", TestApp.AdminPassword, takeover: true));
    }

    private async Task<string> GivenAPerson(params string[] roles)
    {
        var username = $"p{Guid.NewGuid():N}";
        await Expect.Status(
            HttpStatusCode.Created,
            await app.SignedInAs("Administrator")
                .PostAsJsonAsync(
                    "/api/identity/users",
                    new
                    {
                        username,
                        password = Password,
                        displayName = "Somebody",
                        roles,
                    }
                )
        );
        return username;
    }

    private HttpClient WithCookie(string secret)
    {
        var browser = app.Anonymous();
        browser.DefaultRequestHeaders.Add("Cookie", $"faena={secret}");
        return browser;
    }

    private static string CookieValue(HttpResponseMessage response) => response.SetCookie("faena")!.Split('=', ';')[1];

    private Task<IReadOnlyList<string>> ActionsOf(string name) =>
        app.Rows<string>(
            "SELECT action_type FROM audit.audit_log WHERE changed_by = @name AND table_name = 'identity.sessions' ORDER BY audit_id",
            new { name }
        );
}
