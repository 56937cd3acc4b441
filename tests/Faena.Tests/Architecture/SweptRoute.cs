using System.Text.RegularExpressions;
using Faena.Kernel.Access;
using Faena.Kernel.Http;
using Faena.Tests.Support;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Architecture;

/// <summary>One route of the app with what it says of itself.</summary>
internal sealed partial record SweptRoute(string Method, RouteEndpoint Endpoint)
{
    public static IEnumerable<SweptRoute> Of(TestApp app) =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select new SweptRoute(method, endpoint);

    public string Pattern => "/" + Endpoint.RoutePattern.RawText!.TrimStart('/');
    public AccessRule? Rule => Endpoint.Metadata.GetMetadata<AccessRule>();
    public ScopeRule? Scope => Endpoint.Metadata.GetMetadata<ScopeRule>();
    public IAcceptsMetadata? Accepts => Endpoint.Metadata.GetMetadata<IAcceptsMetadata>();
    public bool IsStream => Endpoint.Metadata.GetMetadata<RequestLimits.StreamsAnswer>() is not null;

    public bool HasPlace(string name) => Endpoint.RoutePattern.GetParameter(name) is not null;

    public override string ToString() => $"{Method} {Pattern} ({Endpoint.DisplayName})";

    /// <summary>The pattern with something in every place: what a caller who guesses would send, unless ids are given.</summary>
    /// <param name="around">What stands before and after each id.</param>
    public string Address(IReadOnlyDictionary<string, long>? ids = null, string around = "") =>
        Place()
            .Replace(
                Pattern,
                place =>
                    ids?.TryGetValue(place.Groups["name"].Value, out var id) == true
                        ? $"{around}{id}{around}"
                        : place.Groups["kind"].Value switch
                        {
                            "guid" => "00000000-0000-0000-0000-000000000001",
                            "datetime" => "2026-03-01",
                            "bool" => "true",
                            _ => "1",
                        }
            );

    [GeneratedRegex(@"\{\*{0,2}(?<name>\w+)(:(?<kind>\w+))?[^}]*\}")]
    private static partial Regex Place();
}
