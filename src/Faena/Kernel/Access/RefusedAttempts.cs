namespace Faena.Kernel.Access;

/// <summary>Leaves an entry in the audit log of everything a signed-in caller tried and may not do, whoever refused it.</summary>
public sealed class RefusedAttempts(RequestDelegate next, AuditTrail audit)
{
    public Task InvokeAsync(HttpContext http)
    {
        // Before the first byte of the answer: a refusal that could not be recorded is not given out as one.
        http.Response.OnStarting(() => http.Response.StatusCode == StatusCodes.Status403Forbidden ? Record(http) : Task.CompletedTask);
        return next(http);
    }

    private Task Record(HttpContext http)
    {
        var rule = http.GetEndpoint()?.Metadata.GetMetadata<AccessRule>();
        var attempt = new AuditEntry("REFUSED", "kernel.request", $"{http.Request.Method} {http.Request.Path}")
        {
            After = new { rule?.Permission },
        };
        // Recorded also when the caller has hung up already.
        return audit.Write(attempt, CancellationToken.None);
    }
}
