using System.Net;

namespace Faena.Kernel.Access;

/// <summary>
/// The cookie that carries a session: <c>__Host-faena</c>, which browsers send over HTTPS only and never let another host set,
/// and plain <c>faena</c> on this very machine, where there is no HTTPS.
/// </summary>
public static class SessionCookie
{
    private const string Secure = "__Host-faena";
    private const string OnThisMachine = "faena";

    public static string? Read(HttpRequest request) => request.Cookies[NameFor(request)];

    public static void Give(HttpContext http, string token) =>
        http.Response.Cookies.Append(NameFor(http.Request), token, OptionsFor(http.Request));

    public static void TakeBack(HttpContext http) => http.Response.Cookies.Delete(NameFor(http.Request), OptionsFor(http.Request));

    /// <summary>Whether the browser sent a session along, under either name.</summary>
    public static bool IsIn(HttpRequest request) => request.Cookies.ContainsKey(Secure) || request.Cookies.ContainsKey(OnThisMachine);

    private static string NameFor(HttpRequest request) => IsPlainLoopback(request) ? OnThisMachine : Secure;

    private static CookieOptions OptionsFor(HttpRequest request) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = !IsPlainLoopback(request),
        };

    private static bool IsPlainLoopback(HttpRequest request) =>
        !request.IsHttps
        && (
            request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(request.Host.Host, out var address) && IPAddress.IsLoopback(address))
        );
}
