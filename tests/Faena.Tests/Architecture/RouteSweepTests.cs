using System.Net;
using System.Text.RegularExpressions;
using Faena.Kernel.Access;
using Faena.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Architecture;

public partial class RouteSweepTests(TestApp app) : IClassFixture<TestApp>
{
    private sealed record Route(string Method, string Address, string Name, AccessRule? Rule)
    {
        public override string ToString() => $"{Method} {Address} ({Name})";
    }

    [Fact]
    public void Every_route_says_who_may_call_it() => Assert.Empty(Routes().Where(r => r.Rule is null));

    [Fact]
    public async Task Nobody_gets_past_a_route_that_needs_a_sign_in()
    {
        var open = new List<string>();
        foreach (var route in Routes().Where(r => r.Rule is not null && r.Rule != AccessRule.Anyone))
        {
            var answer = await Send(app.Anonymous(), route);
            if (answer.StatusCode != HttpStatusCode.Unauthorized)
            {
                open.Add($"{route}: {answer.StatusCode}");
            }
        }

        Assert.Empty(open);
    }

    [Fact]
    public async Task Nobody_gets_past_a_permission_they_lack()
    {
        var open = new List<string>();
        foreach (var route in Routes().Where(r => r.Rule is { Permission: not null } && r.Rule != AccessRule.Anyone))
        {
            var answer = await Send(app.SignedInAs(), route);
            if (answer.StatusCode != HttpStatusCode.Forbidden)
            {
                open.Add($"{route}: {answer.StatusCode}");
            }
        }

        Assert.Empty(open);
    }

    [Fact]
    public async Task Every_permission_on_a_route_is_some_roles()
    {
        var granted = await app.Rows<string>("SELECT DISTINCT permission FROM identity.role_permissions");

        Assert.Empty(
            Routes().Where(r => r.Rule is { Permission: not null } && r.Rule != AccessRule.Anyone && !granted.Contains(r.Rule.Permission))
        );
    }

    private IEnumerable<Route> Routes() =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select new Route(
            method,
            AddressOf(endpoint.RoutePattern.RawText!),
            endpoint.DisplayName ?? "",
            endpoint.Metadata.GetMetadata<AccessRule>()
        );

    /// <summary>The pattern with something in every place: what a caller who guesses would send.</summary>
    private static string AddressOf(string pattern) =>
        "/"
        + Place()
            .Replace(
                pattern,
                place =>
                    place.Groups["kind"].Value switch
                    {
                        "guid" => "00000000-0000-0000-0000-000000000001",
                        "datetime" => "2026-03-01",
                        "bool" => "true",
                        _ => "1",
                    }
            )
            .TrimStart('/');

    private static Task<HttpResponseMessage> Send(HttpClient client, Route route) =>
        client.SendAsync(new HttpRequestMessage(new HttpMethod(route.Method), route.Address), HttpCompletionOption.ResponseHeadersRead);

    [GeneratedRegex(@"\{\*{0,2}\w+(:(?<kind>\w+))?[^}]*\}")]
    private static partial Regex Place();
}
