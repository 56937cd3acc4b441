using System.Net;
using System.Net.Http.Json;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Identity;

public class OwnSettingsTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_screen_finds_its_settings_as_it_left_them()
    {
        var browser = app.SignedInAs("Field");
        Assert.Equal("null", await Read(browser, "grid.columns"));

        await Keep(browser, "grid.columns", """{"hidden":["note"],"width":120.50}""");
        await Keep(browser, "grid.columns", """{"hidden":[]}""");

        Assert.Equal("""{"hidden": []}""", await Read(browser, "grid.columns"));
        Assert.Equal("null", await Read(browser, "grid.order"));
        Assert.Equal("null", await Read(app.SignedInAs("Viewer"), "grid.columns"));
    }

    [Fact]
    public async Task A_setting_has_a_plain_key_and_a_modest_size()
    {
        var browser = app.SignedInAs("Field");

        await Expect.BadField("key", await browser.PutAsJsonAsync("/api/session/preferences/Not%20a%20key", 1));
        await Expect.BadField("", await browser.PutAsJsonAsync("/api/session/preferences/big", new string('x', 64 * 1024)));
        await Expect.Refusal(
            HttpStatusCode.UnprocessableEntity,
            "text_not_storable",
            await browser.PutAsJsonAsync("/api/session/preferences/zero", "\0")
        );
        await Expect.Status(
            HttpStatusCode.NoContent,
            await browser.PutAsJsonAsync("/api/session/preferences/fits", new string('x', 60_000))
        );
    }

    [Fact]
    public async Task Everybody_signed_in_finds_where_to_change_the_password()
    {
        var browser = app.SignedInAs("Viewer");

        Assert.Contains(
            "href=\"/account/password\"",
            await browser.GetStringAsync("/", TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "autocomplete=\"new-password\"",
            await browser.GetStringAsync("/account/password", TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_person_keeps_the_chosen_language_whatever_the_browser_asks_for()
    {
        var browser = app.SignedInAs("Billing");
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("es-PE");

        await Expect.Status(HttpStatusCode.NoContent, await Choose(browser, "en"));

        Assert.Equal("en", await LanguageOf(browser));
        Assert.Equal("Your user may not do this.", await TitleOf(await browser.GetAsync("/api/audit")));
        await Choose(browser, "es");
        Assert.Equal("Su usuario no tiene permiso para hacer esto.", await TitleOf(await browser.GetAsync("/api/audit")));
    }

    [Fact]
    public async Task The_language_chosen_at_the_sign_in_page_goes_with_the_person_and_not_with_the_next_one()
    {
        var browser = app.Anonymous();
        await Expect.Status(HttpStatusCode.NoContent, await Choose(browser, "en"));
        Assert.Equal("Sign in to continue.", await TitleOf(await browser.GetAsync("/api/session")));

        await Expect.Status(HttpStatusCode.NoContent, await browser.SignIn("admin", TestApp.AdminPassword));
        Assert.Equal("en", await LanguageOf(browser));
        await browser.DeleteAsync("/api/session");

        Assert.Equal("Inicie sesión para continuar.", await TitleOf(await browser.GetAsync("/api/session")));
        var elsewhere = app.Anonymous();
        await elsewhere.SignIn("admin", TestApp.AdminPassword);
        Assert.Equal("en", await LanguageOf(elsewhere));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("fr")]
    [InlineData("ES")]
    public async Task Only_the_two_languages_can_be_chosen(string? language) =>
        await Expect.BadField("language", await Choose(app.Anonymous(), language));

    private static Task<HttpResponseMessage> Choose(HttpClient browser, string? language) =>
        browser.PutAsJsonAsync("/api/session/language", new { language });

    private static async Task<string?> LanguageOf(HttpClient browser) =>
        (string?)(await Expect.Json(HttpStatusCode.OK, await browser.GetAsync("/api/session")))["language"];

    private static async Task<string?> TitleOf(HttpResponseMessage refusal) =>
        (string?)(await Expect.Json(refusal.StatusCode, refusal))["title"];

    private static async Task Keep(HttpClient browser, string key, string json)
    {
        using var body = new StringContent(json, null, "application/json");
        await Expect.Status(HttpStatusCode.NoContent, await browser.PutAsync($"/api/session/preferences/{key}", body));
    }

    private static async Task<string> Read(HttpClient browser, string key)
    {
        var response = await browser.GetAsync($"/api/session/preferences/{key}");
        await Expect.Status(HttpStatusCode.OK, response);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadAsStringAsync();
    }
}
