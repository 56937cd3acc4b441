using System.Net;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Identity;

public class FirstStartTests
{
    private sealed class FreshInstallation(string? password) : TestApp
    {
        protected override Task<string> NewDatabase() => TestCluster.NewEmptyDatabase();

        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string> { ["FAENA_ADMIN_PASSWORD"] = password ?? "" };
    }

    [Fact]
    public async Task The_first_start_makes_an_administrator_with_the_given_password_as_it_is()
    {
        await using var app = new FreshInstallation("short");
        await app.InitializeAsync();
        var browser = app.Anonymous();

        await Expect.Status(HttpStatusCode.NoContent, await browser.SignIn("admin", "short"));

        var session = await Expect.Json(HttpStatusCode.OK, await browser.GetAsync("/api/session"));
        Assert.Equal("""["Administrator"]""", session["roles"]!.ToJsonString());
        Assert.Equal("system", await app.Scalar<string>("SELECT changed_by FROM audit.audit_log WHERE table_name = 'identity.users'"));
    }

    [Fact]
    public async Task Without_a_given_password_one_is_made_up_and_printed()
    {
        var printed = new StringWriter();
        var console = Console.Out;
        Console.SetOut(printed);
        await using var app = new FreshInstallation(null);
        try
        {
            await app.InitializeAsync();
        }
        finally
        {
            Console.SetOut(console);
        }

        var password = printed.ToString().Split(' ').SkipWhile(word => word != "password").ElementAt(1);

        Assert.True(password.Length >= 20);
        await Expect.Status(HttpStatusCode.NoContent, await app.Anonymous().SignIn("admin", password));
    }
}
