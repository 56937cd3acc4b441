using System.Net;

namespace Faena.Kernel.Access;

/// <summary>
/// A cookie that proves who calls: <c>__Host-faena</c>, which browsers send over HTTPS only and never let another host set, and plain
/// <c>faena</c> on this very machine, where there is no HTTPS.
/// </summary>
public sealed class HostCookie
{
    // Browsers keep none for longer.
    private static readonly TimeSpan LongestKept = TimeSpan.FromDays(400);

    private readonly string secure;
    private readonly string onThisMachine;
    private readonly TimeSpan? kept;

    private HostCookie(string name, TimeSpan? kept = null)
    {
        secure = $"__Host-{name}";
        onThisMachine = name;
        this.kept = kept;
    }

    /// <summary>A person's session: gone with the browser's window.</summary>
    public static HostCookie Session { get; } = new("faena");

    /// <summary>What makes a device a station: it stays until it is revoked.</summary>
    public static HostCookie Station { get; } = new("faena-station", LongestKept);

    public string? Read(HttpRequest request) => request.Cookies[NameFor(request)] is { Length: > 0 } secret ? secret : null;

    public void Give(HttpContext http, string secret) =>
        http.Response.Cookies.Append(NameFor(http.Request), secret, OptionsFor(http.Request, kept));

    public void TakeBack(HttpContext http) => http.Response.Cookies.Delete(NameFor(http.Request), OptionsFor(http.Request, null));

    /// <summary>Whether the browser sent it along, under either name.</summary>
    public bool IsIn(HttpRequest request) => request.Cookies.ContainsKey(secure) || request.Cookies.ContainsKey(onThisMachine);

    private string NameFor(HttpRequest request) => IsPlainLoopback(request) ? onThisMachine : secure;

    private static CookieOptions OptionsFor(HttpRequest request, TimeSpan? kept) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = kept,
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
