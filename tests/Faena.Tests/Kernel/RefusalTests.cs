using System.Net;
using System.Net.Http.Json;
using Faena.Kernel.Access;
using Faena.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Kernel;

public class RefusalTests(RefusalTests.WithPages app) : IClassFixture<RefusalTests.WithPages>
{
    public sealed class WithPages : AppWithRoutes
    {
        protected override void Map(IEndpointRouteBuilder routes)
        {
            routes.MapGet("/page", () => "a page").NeedsSignIn();
            routes.MapGet("/secret-page", () => "a page").Needs("identity.manage");
            routes.MapGet("/broken", string () => throw new InvalidOperationException("SELECT secret FROM somewhere")).OpenToAnyone();
        }
    }

    [Fact]
    public async Task Someone_opening_a_page_is_led_to_the_sign_in_page_and_back()
    {
        var answer = await Open(app.Anonymous(), "/test/page?month=2026-03&q=a%26b");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/test/sign-in?returnUrl=%2Ftest%2Fpage%3Fmonth%3D2026-03%26q%3Da%2526b", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Whoever_lost_the_session_is_told_why_at_the_sign_in_page()
    {
        var browser = app.Anonymous();
        await browser.SignIn("admin", TestApp.AdminPassword);
        await app.Anonymous().SignIn("admin", TestApp.AdminPassword, takeover: true);

        var answer = await Open(browser, "/test/page");

        Assert.Equal("/test/sign-in?returnUrl=%2Ftest%2Fpage&reason=session_superseded", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_program_is_never_redirected()
    {
        await Expect.Refusal(HttpStatusCode.Unauthorized, "not_signed_in", await app.Anonymous().GetAsync("/test/page"));
        await Expect.Refusal(HttpStatusCode.Unauthorized, "not_signed_in", await Open(app.Anonymous(), "/api/audit"));
    }

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task A_refusal_is_told_in_words_whatever_the_caller_hoped_for(string accept)
    {
        var problem = await Expect.Refusal(HttpStatusCode.Unauthorized, "not_signed_in", await Open(app.Anonymous(), "/api/audit", accept));
        Assert.Equal("Inicie sesión para continuar.", (string?)problem["title"]);
    }

    [Theory]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData("/dist/offline.js", HttpStatusCode.OK)]
    [InlineData("/openapi/v1.json", HttpStatusCode.OK)]
    [InlineData("/api/audit", HttpStatusCode.Unauthorized)]
    [InlineData("/api/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/test/broken", HttpStatusCode.InternalServerError)]
    public async Task Every_answer_says_that_it_is_ours_so_that_nobody_on_the_way_can_answer_for_us(string address, HttpStatusCode status)
    {
        var answer = await app.Anonymous().GetAsync(address);

        await Expect.Status(status, answer);
        Assert.Equal("1", answer.Headers.GetValues("Faena").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_somebody_may_not_open_is_forbidden_and_the_attempt_recorded()
    {
        await Expect.Status(HttpStatusCode.Forbidden, await Open(app.SignedInAs("Viewer"), "/test/secret-page"));

        Assert.Equal(
            1,
            await app.Scalar<int>("SELECT count(*) FROM audit.audit_log WHERE action_type = 'REFUSED' AND record_id = 'GET /secret-page'")
        );
    }

    [Fact]
    public async Task A_failure_of_ours_gives_a_trace_number_and_nothing_from_inside()
    {
        var answer = await app.Anonymous().GetAsync("/test/broken");

        var problem = await Expect.Refusal(HttpStatusCode.InternalServerError, "server_error", answer);
        Assert.NotEqual("", (string?)problem["traceId"]);
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_not_there_and_a_method_it_does_not_take_are_told_as_problems()
    {
        await Expect.Refusal(HttpStatusCode.NotFound, "not_found", await app.Anonymous().GetAsync("/api/nothing"));
        await Expect.Refusal(HttpStatusCode.MethodNotAllowed, "method_not_allowed", await app.SignedInAs().DeleteAsync("/api/audit"));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "none", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "http://localhost:8080", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "http://localhost", true)]
    [InlineData("X-None", "of both", true)]
    public async Task A_page_of_another_site_cannot_use_somebodys_session(string header, string value, bool passes)
    {
        var browser = app.SignedInAs("Viewer");
        browser.DefaultRequestHeaders.Add(header, value);

        var answer = await browser.PutAsJsonAsync("/api/session/language", new { language = "es" });

        if (passes)
        {
            await Expect.Status(HttpStatusCode.NoContent, answer);
        }
        else
        {
            await Expect.Refusal(HttpStatusCode.BadRequest, "cross_site", answer);
        }
        await Expect.Status(HttpStatusCode.OK, await browser.GetAsync("/api/session"));
    }

    [Fact]
    public async Task A_cookie_of_somebody_else_on_this_host_is_no_session_to_protect()
    {
        var browser = app.Anonymous();
        browser.DefaultRequestHeaders.Add("Cookie", "theme=dark");
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        await Expect.Status(HttpStatusCode.Unauthorized, await browser.SignIn("nobody", "whatever it is"));
    }

    [Fact]
    public void Nothing_is_encrypted_with_keys_that_only_one_node_has()
    {
        var protector = app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("anything");

        Assert.ThrowsAny<Exception>(() => protector.Protect([1]));
    }

    private static Task<HttpResponseMessage> Open(HttpClient browser, string address, string accept = "text/html")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd(accept);
        return browser.SendAsync(request);
    }
}
