using Faena.Kernel.Access;

namespace Faena.Kernel.Http;

/// <summary>
/// Refuses an unsafe request that a browser sends with our cookie from a page of another site: by <c>Sec-Fetch-Site</c>, else by
/// <c>Origin</c>. A request with neither header comes from no browser and passes.
/// </summary>
public sealed class SameOriginOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        var isKnown = HostCookie.Session.IsIn(request) || HostCookie.Station.IsIn(request);
        if (IsSafe(request.Method) || !isKnown || IsSameOrigin(request))
        {
            return next(http);
        }
        return Problem.With(StatusCodes.Status400BadRequest, "cross_site").ExecuteAsync(http);
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsSameOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site == "same-origin";
        }
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (
                Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && from.Scheme == request.Scheme
                && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
            );
    }
}
