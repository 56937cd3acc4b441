using System.Net;
using Faena.Kernel.Access;
using Faena.Tests.Support;

namespace Faena.Tests.Architecture;

public class RouteSweepTests(TestApp app) : IClassFixture<TestApp>
{
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

    private IEnumerable<SweptRoute> Routes() => SweptRoute.Of(app);

    private static Task<HttpResponseMessage> Send(HttpClient client, SweptRoute route) =>
        client.SendAsync(new HttpRequestMessage(new HttpMethod(route.Method), route.Address()), HttpCompletionOption.ResponseHeadersRead);
}
