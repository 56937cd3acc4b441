using System.Net;
using System.Text;
using Faena.Kernel.Access;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Tests.Support;

namespace Faena.Tests.Architecture;

/// <summary>What every route owes: a limit of what it takes, text that can be stored, and answers that no browser keeps.</summary>
public class BodySweepTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task No_route_takes_in_a_longer_body_than_it_says()
    {
        var taken = new List<string>();
        foreach (var route in RoutesWithABody())
        {
            var answer = await Send(app.Anonymous(), route, new ByteArrayContent(new byte[LimitOf(route).Bytes + 1]));
            var expected =
                LimitOf(route) is FileLimit
                    ? (HttpStatusCode.UnprocessableEntity, "file_too_large")
                    : (HttpStatusCode.RequestEntityTooLarge, "body_too_large");
            if ((answer.StatusCode, await CodeOf(answer)) != expected)
            {
                taken.Add($"{route}: {answer.StatusCode}");
            }
        }

        Assert.Empty(taken);
    }

    [Fact]
    public void Who_has_not_signed_in_may_send_next_to_nothing() =>
        Assert.Empty(RoutesWithABody().Where(route => route.Rule == AccessRule.Anyone && LimitOf(route).Bytes > BodyLimit.Little));

    [Fact]
    public async Task A_body_that_does_not_say_how_long_it_is_is_cut_off_all_the_same()
    {
        var endless = new StreamContent(new Blanks(10_000_000)) { Headers = { ContentType = new("application/json") } };

        await Expect.Refusal(
            HttpStatusCode.RequestEntityTooLarge,
            "body_too_large",
            await app.Anonymous().PostAsync("/api/session", endless)
        );
    }

    [Theory]
    [InlineData("""{"a":[{"b":"x"},{"c":"\u0000"}]}""", "a[1].c")]
    [InlineData("""{"a":{"b":"\ud800"}}""", "a.b")]
    public async Task No_route_is_given_text_that_cannot_be_stored(string json, string path)
    {
        var given = new List<string>();
        foreach (var route in RoutesWithABody().Where(route => LimitOf(route) is not FileLimit && !MakesTextReadable(route)))
        {
            var client = app.SignedInAs("Administrator", "Molding", "Field", "Operator", "Supervisor", "Planner");
            var answer = await Send(client, route, new StringContent(json, Encoding.UTF8, "application/json"));
            var problem = await answer.Content.ReadAsStringAsync();
            if (
                await CodeOf(answer) != "invalid_fields"
                || !problem.Contains($"\"{path}\":[\"text_not_storable\"]", StringComparison.Ordinal)
            )
            {
                given.Add($"{route}: {answer.StatusCode} {problem}");
            }
        }

        Assert.Empty(given);
    }

    [Fact]
    public async Task No_route_fails_over_a_member_that_comes_twice()
    {
        var failed = new List<string>();
        foreach (var route in RoutesWithABody().Where(route => LimitOf(route) is not FileLimit))
        {
            var client = app.SignedInAs("Administrator", "Molding", "Field", "Operator", "Supervisor", "Planner");
            var answer = await Send(client, route, new StringContent("""{"id_patio":1,"id_patio":2}""", Encoding.UTF8, "application/json"));
            if ((int)answer.StatusCode >= 500)
            {
                failed.Add($"{route}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
        }

        Assert.Empty(failed);
    }

    [Fact]
    public async Task No_browser_keeps_what_a_person_saw()
    {
        var kept = new List<string>();
        foreach (var route in SweptRoute.Of(app).Where(r => r.Method is "GET"))
        {
            using var answer = await Send(app.SignedInAs("Administrator", "Molding"), route);
            var isPersonal = route.Rule != AccessRule.Anyone || route.Pattern.StartsWith("/api", StringComparison.Ordinal);
            if (isPersonal && answer.Headers.CacheControl is not { NoStore: true })
            {
                kept.Add($"{route}: {answer.Headers.CacheControl}");
            }
        }

        Assert.Empty(kept);
    }

    private IEnumerable<SweptRoute> RoutesWithABody() => SweptRoute.Of(app).Where(route => route.Method is not ("GET" or "HEAD"));

    // Whoever types a name that cannot be is answered like who types a wrong one.
    private static bool MakesTextReadable(SweptRoute route) => route is { Method: "POST", Pattern: "/api/session" or "/api/session/" };

    private static BodyLimit LimitOf(SweptRoute route) =>
        route.Endpoint.Metadata.GetMetadata<BodyLimit>() ?? new BodyLimit(BodyLimit.Usual);

    private static Task<HttpResponseMessage> Send(HttpClient client, SweptRoute route, HttpContent? content = null) =>
        client.SendAsync(
            new HttpRequestMessage(new HttpMethod(route.Method), route.Address()) { Content = content },
            HttpCompletionOption.ResponseHeadersRead
        );

    private static async Task<string?> CodeOf(HttpResponseMessage answer) =>
        answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? (string?)System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]
            : null;

    /// <summary>As many blanks as one likes, without the memory for them.</summary>
    private sealed class Blanks(long length) : Stream
    {
        private long left = length;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var some = (int)Math.Min(count, left);
            buffer.AsSpan(offset, some).Fill((byte)' ');
            left -= some;
            return some;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
