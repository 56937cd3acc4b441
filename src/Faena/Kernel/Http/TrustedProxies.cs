using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Faena.Kernel.Http;

/// <summary>
/// Takes the caller's address and scheme from forwarding headers, but only where one of our own proxies wrote them:
/// <c>Faena:Proxies</c> lists their addresses or networks, separated by commas. Anyone else could write what they like.
/// </summary>
public static class TrustedProxies
{
    public static void UseTrustedProxies(this IApplicationBuilder app)
    {
        var listed = (app.ApplicationServices.GetRequiredService<IConfiguration>()["Faena:Proxies"] ?? "").Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        if (listed.Length == 0)
        {
            return;
        }
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // However many proxies stand in a row: the first address that is not one of them is the caller's.
            ForwardLimit = null,
        };
        // The framework trusts this machine by default; here only what is listed counts.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in listed)
        {
            if (proxy.Contains('/', StringComparison.Ordinal))
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
            else
            {
                options.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        }
        app.UseForwardedHeaders(options);
    }
}
