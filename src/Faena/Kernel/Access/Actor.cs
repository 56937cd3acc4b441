using System.Diagnostics;

namespace Faena.Kernel.Access;

/// <summary>Who acts in this request, as the audit trail names them: a person, an integration, or the system itself.</summary>
public sealed class Actor(IHttpContextAccessor http)
{
    public const string System = "system";

    public string Name => http.HttpContext?.User.Identity?.Name ?? System;
    public string RequestId => Activity.Current?.TraceId.ToString() ?? http.HttpContext?.TraceIdentifier ?? "";
    public string Ip => http.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "";
}
