using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Identity;

public class ThrottlingTests(TestApp app) : IClassFixture<TestApp>
{
    private int lastAddress;

    [Fact]
    public async Task After_five_wrong_passwords_a_name_is_closed_for_fifteen_minutes_even_to_the_right_one()
    {
        var attacker = From(NewAddress());
        await Fail(attacker, "admin", 5);

        var refused = await From(NewAddress()).SignIn("ADMIN", TestApp.AdminPassword);

        var problem = await Expect.Refusal(HttpStatusCode.TooManyRequests, "too_many_sign_ins", refused);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        Assert.Contains("15 min", (string?)problem["title"], StringComparison.Ordinal);

        using var later = app.Time.Ahead(TimeSpan.FromMinutes(15));
        await Expect.Status(HttpStatusCode.NoContent, await attacker.SignIn("admin", TestApp.AdminPassword, takeover: true));
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_closed_like_any_other()
    {
        var attacker = From(NewAddress());
        await Fail(attacker, "nobody here", 5);

        await Expect.Status(HttpStatusCode.TooManyRequests, await attacker.SignIn("Nobody Here", "whatever it is"));
    }

    [Fact]
    public async Task After_thirty_wrong_passwords_an_address_is_closed_for_every_name_and_no_other_address_is()
    {
        var address = NewAddress();
        for (var person = 0; person < 10; person++)
        {
            await Fail(From(address), $"person {person}", 3);
        }

        await Expect.Status(HttpStatusCode.TooManyRequests, await From(address).SignIn("someone else", "whatever it is"));
        await Expect.Status(HttpStatusCode.Unauthorized, await From(NewAddress()).SignIn("someone else", "whatever it is"));
    }

    [Fact]
    public async Task Of_guesses_sent_all_at_once_no_more_than_five_are_answered()
    {
        var attacker = From(NewAddress());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 15).Select(async n => (await attacker.SignIn("guessed", $"guess number {n}")).StatusCode)
        );

        Assert.Equal(5, answers.Count(a => a == HttpStatusCode.Unauthorized));
        Assert.Equal(10, answers.Count(a => a == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task A_session_open_elsewhere_is_no_failure()
    {
        var (username, password) = await GivenAPerson();
        var desk = From(NewAddress());
        await From(NewAddress()).SignIn(username, password);

        for (var time = 0; time < 7; time++)
        {
            await Expect.Status(HttpStatusCode.Conflict, await desk.SignIn(username, password));
        }

        await Expect.Status(HttpStatusCode.NoContent, await desk.SignIn(username, password, takeover: true));
    }

    [Fact]
    public async Task Guessing_the_current_password_with_a_stolen_session_is_slowed_down_too()
    {
        var (username, password) = await GivenAPerson();
        var thief = From(NewAddress());
        await thief.SignIn(username, password);

        for (var time = 0; time < 5; time++)
        {
            await Expect.BadField("current", await ChangePassword(thief, "a wrong guess"));
        }

        await Expect.Status(HttpStatusCode.TooManyRequests, await ChangePassword(thief, password));
    }

    [Fact]
    public async Task Each_failure_is_in_the_audit_log_under_the_name_that_was_tried()
    {
        var attacker = From(NewAddress());
        await Fail(attacker, "Tried\u0007Name", 2);

        var log = await Expect.Json(
            HttpStatusCode.OK,
            await app.SignedInAs("Auditor").GetAsync("/api/audit?action=LOGIN_FAILED&user=Tried%EF%BF%BDName")
        );

        Assert.Equal(2, (int)log["total"]!);
    }

    private static async Task Fail(HttpClient browser, string username, int times)
    {
        for (var time = 0; time < times; time++)
        {
            await Expect.Status(HttpStatusCode.Unauthorized, await browser.SignIn(username, "not the password"));
        }
    }

    private static Task<HttpResponseMessage> ChangePassword(HttpClient browser, string current) =>
        browser.PutAsJsonAsync("/api/session/password", new { current, password = "a new password" });

    private async Task<(string Username, string Password)> GivenAPerson()
    {
        var (username, password) = ($"p{Guid.NewGuid():N}", "correct horse battery");
        var person = new
        {
            username,
            password,
            displayName = "Somebody",
            roles = Array.Empty<string>(),
        };
        await Expect.Status(HttpStatusCode.Created, await app.SignedInAs("Administrator").PostAsJsonAsync("/api/identity/users", person));
        return (username, password);
    }

    private HttpClient From(string address)
    {
        var browser = app.Anonymous();
        browser.DefaultRequestHeaders.Add(TestApp.AddressHeader, address);
        return browser;
    }

    private string NewAddress() =>
        string.Create(CultureInfo.InvariantCulture, $"2001:db8::{++lastAddress:x}:{Random.Shared.Next(1, 65_000):x}");
}
