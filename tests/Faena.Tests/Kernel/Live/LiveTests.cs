using System.Net;
using System.Net.ServerSentEvents;
using Faena.Kernel.Database;
using Faena.Kernel.Live;
using Faena.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Kernel.Live;

public class LiveTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_listener_hears_of_a_change_once_it_is_committed()
    {
        await using var stream = await Listen("identity:users");

        await using (var undone = await Db.Begin(Ct))
        {
            await undone.Tell("identity:users", 1);
        }
        await using (var work = await Db.Begin(Ct))
        {
            await work.Tell("identity:users", 2, 3, 3);
            await work.Commit();
        }

        Assert.Equal("""{"topic":"identity:users","ids":[2,3]}""", await stream.Next());
    }

    [Fact]
    public async Task A_listener_hears_only_its_topics()
    {
        await using var stream = await Listen("identity:users,identity:roles");

        await using (var work = await Db.Begin(Ct))
        {
            await work.Tell("identity:tokens", 1);
            await work.Tell("identity:roles", 2);
            await work.Commit();
        }

        Assert.Equal("""{"topic":"identity:roles","ids":[2]}""", await stream.Next());
    }

    [Fact]
    public async Task More_rows_than_a_note_can_name_are_told_as_all()
    {
        await using var stream = await Listen("identity:users");

        await using (var work = await Db.Begin(Ct))
        {
            await work.Tell("identity:users", Enumerable.Range(0, 10_000).Select(i => long.MaxValue - i));
            await work.Commit();
        }

        Assert.Equal("""{"topic":"identity:users","ids":null}""", await stream.Next());
    }

    [Fact]
    public async Task One_person_cannot_hold_more_than_64_streams_and_still_works_meanwhile()
    {
        var person = app.SignedInAs("Administrator", "Auditor");
        var held = new List<HttpResponseMessage>();
        for (var stream = 0; stream < 64; stream++)
        {
            held.Add(await person.GetAsync("/api/live?topics=identity:users", HttpCompletionOption.ResponseHeadersRead, Ct));
        }

        var refused = await person.GetAsync("/api/live?topics=identity:users", HttpCompletionOption.ResponseHeadersRead, Ct);

        await Expect.Refusal(HttpStatusCode.TooManyRequests, "too_many_requests", refused);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        await Expect.Status(HttpStatusCode.OK, await person.GetAsync("/api/session", Ct));
        held.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task A_stranger_hears_nothing() =>
        await Expect.Refusal(
            HttpStatusCode.Unauthorized,
            "not_signed_in",
            await app.Anonymous().GetAsync("/api/live?topics=identity:users", Ct)
        );

    [Theory]
    [InlineData("identity:users")]
    [InlineData("nothing")]
    [InlineData(":users")]
    public async Task A_person_without_a_right_in_the_module_hears_nothing(string topic) =>
        await Expect.Refusal(HttpStatusCode.Forbidden, "not_allowed", await app.SignedInAs().GetAsync($"/api/live?topics={topic}", Ct));

    [Theory]
    [InlineData("")]
    [InlineData("?topics=,")]
    public async Task A_listener_has_to_name_topics(string query) =>
        await Expect.BadField("topics", await app.SignedInAs("Administrator").GetAsync($"/api/live{query}", Ct));

    private Db Db => app.Services.GetRequiredService<Db>();

    private async Task<LiveStream> Listen(string topics)
    {
        var answer = await app.SignedInAs("Administrator")
            .GetAsync($"/api/live?topics={topics}", HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var stream = new LiveStream(await answer.Content.ReadAsStreamAsync(Ct));
        await stream.Opened();
        return stream;
    }

    private sealed class LiveStream(Stream stream) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<SseItem<string>> items = SseParser.Create(stream).EnumerateAsync(Ct).GetAsyncEnumerator(Ct);

        public async Task Opened()
        {
            Assert.True(await items.MoveNextAsync());
            Assert.Equal("alive", items.Current.EventType);
        }

        public async Task<string> Next()
        {
            Assert.True(await items.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Ct));
            Assert.Equal("message", items.Current.EventType);
            return items.Current.Data;
        }

        public async ValueTask DisposeAsync()
        {
            await items.DisposeAsync();
            await stream.DisposeAsync();
        }
    }
}
