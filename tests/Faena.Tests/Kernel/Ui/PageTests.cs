using System.Net;
using System.Text.RegularExpressions;
using Faena.Tests.Support;

namespace Faena.Tests.Kernel.Ui;

public partial class PageTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_who_opens_a_page_is_led_to_the_sign_in_and_back()
    {
        var answer = await Open(app.Anonymous(), "/");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2F", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_page_speaks_the_language_it_is_asked_in()
    {
        var spanish = await Body(app.Anonymous(), "/sign-in", "es-PE");
        var english = await Body(app.Anonymous(), "/sign-in", "en-US");

        Assert.Contains("<html lang=\"es\" data-culture=\"es-PE\"", spanish, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\" data-culture=\"en-US\"", english, StringComparison.Ordinal);
        Assert.Contains("<title>Sign in · Faena</title>", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_file_a_page_asks_for_carries_its_hash_and_may_be_kept_for_good()
    {
        var page = await Body(app.Anonymous(), "/sign-in", "en");
        var files = Files().Matches(page).Select(m => m.Groups["url"].Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.Contains(files, f => f.EndsWith(".js", StringComparison.Ordinal));
        Assert.Contains(files, f => f.EndsWith(".css", StringComparison.Ordinal));
        Assert.All(files, f => Assert.Matches(@"\.[a-z0-9]{10}\.(js|css|svg)$", f));
        foreach (var file in files)
        {
            var answer = await app.Anonymous().GetAsync(file, Ct);
            await Expect.Status(HttpStatusCode.OK, answer);
            Assert.Contains("immutable", answer.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_page_holds_a_script_or_a_style_of_its_own()
    {
        var pages = new[] { await Body(app.Anonymous(), "/sign-in", "es"), await Body(app.SignedInAs("Administrator"), "/", "es") };

        Assert.All(pages, page => Assert.DoesNotMatch("""<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)""", page));
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/dev/gallery")]
    public async Task A_page_that_is_not_there_is_refused_as_a_page(string path)
    {
        var answer = await Open(app.SignedInAs("Administrator"), path);

        await Expect.Status(HttpStatusCode.NotFound, answer);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Esta p", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_of_the_API_that_is_not_there_is_refused_as_problem_details() =>
        await Expect.Refusal(HttpStatusCode.NotFound, "not_found", await Open(app.SignedInAs("Administrator"), "/api/nowhere"));

    [Theory]
    [InlineData("/contracts?month=2026-11", "/contracts?month=2026-11")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example/", "/")]
    public async Task The_sign_in_leads_only_to_pages_of_ours(string asked, string leads)
    {
        var page = await Body(app.Anonymous(), "/sign-in?returnUrl=" + Uri.EscapeDataString(asked), "es");

        Assert.Contains($"return-url=\"{leads}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_without_rights_is_told_whom_to_ask()
    {
        var page = await Body(app.SignedInAs(), "/", "es");

        Assert.Contains("Pida a quien administra Faena", page, StringComparison.Ordinal);
    }

    private static async Task<string> Body(HttpClient browser, string path, string language)
    {
        var answer = await Open(browser, path, language);
        await Expect.Status(HttpStatusCode.OK, answer);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private static Task<HttpResponseMessage> Open(HttpClient browser, string path, string language = "es")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Accept-Language", language);
        return browser.SendAsync(request, Ct);
    }

    [GeneratedRegex("""(?:href|src|data-icons)="(?<url>/[^"#]+\.[a-z]+)[#"]""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Files();
}
