using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Faena.Tests.Support;

/// <summary>What people do at the sign-in page, and what tests look at afterwards.</summary>
public static partial class Browsing
{
    public static Task<HttpResponseMessage> SignIn(this HttpClient browser, string username, string password, bool takeover = false) =>
        browser.PostAsJsonAsync(
            "/api/session",
            new
            {
                username,
                password,
                takeover,
            }
        );

    /// <summary>The whole cookie as the answer sets it; null when it sets none of that name.</summary>
    public static string? SetCookie(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues("Set-Cookie", out var cookies)
            ? cookies.FirstOrDefault(c => c.StartsWith(name + "=", StringComparison.Ordinal))
            : null;

    /// <summary>A page as a browser of this language gets it, with its entities read.</summary>
    public static async Task<string> Page(this HttpClient browser, string path, string language = "es")
    {
        var ct = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Accept-Language", language);
        var answer = await browser.SendAsync(request, ct);
        await Expect.Status(HttpStatusCode.OK, answer);
        return LettersOnly().Replace(await answer.Content.ReadAsStringAsync(ct), m => WebUtility.HtmlDecode(m.Value));
    }

    // Letters that the page writes as numbers (&#xED;), never the marks that keep text from being markup.
    [GeneratedRegex("&#x[0-9A-Fa-f]+;", RegexOptions.None, 1_000)]
    private static partial Regex LettersOnly();
}
