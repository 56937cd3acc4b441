using System.Diagnostics;

namespace Faena.Kernel.Access;

/// <summary>Who acts in this request, as the audit trail names them: a person, an integration, or the system itself.</summary>
public sealed class Actor(IHttpContextAccessor http)
{
    public const string System = "system";
    public const string Anonymous = "anonymous";

    public string Name => http.HttpContext is { } request ? request.User.Identity?.Name ?? Anonymous : System;

    /// <summary>The name of the station at which it is done; empty where it is none.</summary>
    public string Station => http.HttpContext?.User.FindFirst(CurrentUser.StationNameClaim)?.Value ?? "";

    public string RequestId => Activity.Current?.TraceId.ToString() ?? http.HttpContext?.TraceIdentifier ?? "";

    /// <summary>The address the request came from; a listener on both protocols reports the older one wrapped in the newer.</summary>
    public string Ip =>
        http.HttpContext?.Connection.RemoteIpAddress is { } address
            ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
            : "";
}
