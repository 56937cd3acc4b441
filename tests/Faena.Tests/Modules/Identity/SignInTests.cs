using System.Net;
using System.Net.Http.Json;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Identity;

public class SignInTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task After_the_first_start_the_administrator_signs_in_with_the_given_password()
    {
        var browser = app.Anonymous();

        await Expect.Status(
            HttpStatusCode.NoContent,
            await browser.PostAsJsonAsync("/api/session", new { username = "Admin", password = TestApp.AdminPassword })
        );

        var session = await Expect.Json(HttpStatusCode.OK, await browser.GetAsync("/api/session"));
        Assert.Equal("admin", (string?)session["username"]);
        var n = await app.CountStatements(async () => await browser.GetAsync("/api/session"));
        Assert.Equal(1, n);
    }
}
