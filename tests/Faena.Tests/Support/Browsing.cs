using System.Net.Http.Json;

namespace Faena.Tests.Support;

/// <summary>What people do at the sign-in page, and what tests look at afterwards.</summary>
public static class Browsing
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
}
