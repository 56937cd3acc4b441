namespace Faena.Kernel.Http;

/// <summary>Every answer forbids what we never do: foreign scripts, inline scripts, framing, sniffing.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string OfflineWorker = "/dist/offline.js";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (http.Request.Path == OfflineWorker)
        {
            // It lies beside the other files and keeps pages from all over the site.
            headers["Service-Worker-Allowed"] = "/";
        }
        return next(http);
    }
}
