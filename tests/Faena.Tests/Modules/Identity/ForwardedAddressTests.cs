using System.Net;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Identity;

public class ForwardedAddressTests(ForwardedAddressTests.BehindAProxy app) : IClassFixture<ForwardedAddressTests.BehindAProxy>
{
    public sealed class BehindAProxy : TestApp
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string> { ["Faena:Proxies"] = "10.0.0.1, 10.9.0.0/16" };
    }

    [Theory]
    [InlineData("10.0.0.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("10.9.3.3", "203.0.113.8, 10.0.0.1", "203.0.113.8")]
    // The caller wrote the first one; the proxy added the second.
    [InlineData("10.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9")]
    [InlineData("127.0.0.1", "203.0.113.10", "127.0.0.1")]
    [InlineData("198.51.100.5", "203.0.113.11", "198.51.100.5")]
    [InlineData("::ffff:198.51.100.6", "203.0.113.11", "198.51.100.6")]
    public async Task A_forwarded_address_counts_only_from_a_configured_proxy(string connection, string forwarded, string counted)
    {
        var browser = app.Anonymous();
        browser.DefaultRequestHeaders.Add(TestApp.AddressHeader, connection);
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);

        await Expect.Status(HttpStatusCode.Unauthorized, await browser.SignIn($"from {counted}", "not the password"));

        Assert.Equal(
            counted,
            await app.Scalar<string>("SELECT ip FROM identity.sign_in_failure WHERE name = @name", new { name = $"from {counted}" })
        );
    }
}
