using Microsoft.AspNetCore.Http.Features;

namespace Faena.Kernel.Http;

/// <summary>
/// <c>HEAD</c> is answered wherever <c>GET</c> is: with the same status and headers, and without the body. Stands before the routing,
/// which from here on sees a GET.
/// </summary>
public sealed class HeadRequests(RequestDelegate next)
{
    private sealed record Asked;

    public async Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await next(http);
            return;
        }
        var wire = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        http.Features.Set(new Asked());
        http.Request.Method = HttpMethods.Get;
        http.Response.Body = Stream.Null;
        try
        {
            await next(http);
        }
        finally
        {
            http.Features.Set(wire);
            http.Request.Method = HttpMethods.Head;
        }
    }

    /// <summary>Whether only the head of an answer is wanted: who would otherwise go on for ever need not begin.</summary>
    public static bool IsIn(HttpContext http) => http.Features.Get<Asked>() is not null;
}
