using Faena.Kernel.Access;

namespace Faena.Kernel.Http;

/// <summary>
/// Every answer says that it is ours and forbids what we never do: foreign scripts, inline scripts, framing, sniffing, keeping what is
/// a person's. Set as the answer starts, so that one which an exception has begun anew has them too.
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    // What comes without it was said by somebody on the way, and the browser takes it for no answer (web/elements/http.ts).
    private const string Ours = "Faena";
    private const string Contract = "1";

    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string OfflineWorker = "/dist/offline.js";

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(Say, http);
        return next(http);
    }

    private static Task Say(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers[Ours] = Contract;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (!http.IsSameForEveryone())
        {
            // Who sits down after somebody must not find with "Back" what that person saw. Pages that a device may keep without
            // network are kept by the offline worker, which forgets them at the sign-out.
            headers.CacheControl = "no-store";
        }
        if (http.Request.Path == OfflineWorker)
        {
            // It lies beside the other files and keeps pages from all over the site.
            headers["Service-Worker-Allowed"] = "/";
        }
        return Task.CompletedTask;
    }
}
