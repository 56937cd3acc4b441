using System.Net;
using System.Net.Http.Json;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Faena.Tests.Kernel;

public class IdempotencyKeyTests(IdempotencyKeyTests.Notes app) : IClassFixture<IdempotencyKeyTests.Notes>
{
    /// <summary>A route that creates something, as slices do: write, commit, read back, answer.</summary>
    public sealed class Notes : AppWithRoutes
    {
        public sealed record Note(string Text);

        protected override void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPost("/notes", Create).NeedsSignIn().TakesIdempotencyKey();
            routes.MapPost("/other-notes", Create).NeedsSignIn().TakesIdempotencyKey();
            routes.MapPost("/plain-notes", Create).NeedsSignIn();
        }

        private static async Task<IResult> Create(Note note, Db db, CancellationToken ct)
        {
            await using (var work = await db.Begin(ct))
            {
                if (note.Text == "refused")
                {
                    return Problem.Conflict("not_allowed");
                }
                await work.Execute(
                    "INSERT INTO identity.user_roles SELECT id, 'Viewer' FROM identity.users WHERE username = 'admin' ON CONFLICT DO NOTHING"
                );
                await work.Execute(
                    "INSERT INTO identity.sign_in_failure (name, ip, failed_at) VALUES (@Text, 'note', now())",
                    new { note.Text }
                );
                await work.Commit();
            }
            if (note.Text == "breaks after its commit")
            {
                throw new InvalidOperationException("on purpose");
            }
            await Task.Delay(note.Text.StartsWith("slow", StringComparison.Ordinal) ? 200 : 0, ct);
            var id = await db.One<long>("SELECT max(id) FROM identity.sign_in_failure WHERE name = @Text", new { note.Text }, ct);
            return TypedResults.Created($"/test/notes/{id}", new { id });
        }
    }

    [Fact]
    public async Task A_repeat_gets_the_first_answer_and_does_nothing_twice()
    {
        var first = await Send("repeated", key: "k1");
        var second = await Send("repeated", key: "k1");

        await Expect.Status(HttpStatusCode.Created, first);
        await Expect.Status(HttpStatusCode.Created, second);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal("application/json", second.Content.Headers.ContentType?.MediaType);
        Assert.Equal(1, await Count("repeated"));
    }

    [Fact]
    public async Task Without_a_key_or_on_a_route_that_takes_none_every_request_counts()
    {
        await Send("counted");
        await Send("counted");
        await Send("counted", key: "k2", route: "plain-notes");
        await Send("counted", key: "k2", route: "plain-notes");

        Assert.Equal(4, await Count("counted"));
    }

    [Fact]
    public async Task The_same_key_with_another_body_or_another_route_is_refused()
    {
        await Send("one thing", key: "k3");

        await Expect.Refusal(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused", await Send("another thing", key: "k3"));
        await Expect.Refusal(
            HttpStatusCode.UnprocessableEntity,
            "idempotency_key_reused",
            await Send("one thing", key: "k3", route: "other-notes")
        );
        Assert.Equal(0, await Count("another thing"));
    }

    [Fact]
    public async Task A_key_is_each_persons_own()
    {
        await Send("shared words", key: "k4", role: "Field");
        await Send("shared words", key: "k4", role: "Billing");

        Assert.Equal(2, await Count("shared words"));
    }

    [Fact]
    public async Task Of_repeats_at_the_same_time_one_works_and_all_get_its_answer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Send("slow and parallel", key: "k5")));

        var bodies = await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Single(bodies.Distinct());
        Assert.Equal(1, await Count("slow and parallel"));
    }

    [Fact]
    public async Task What_was_refused_may_be_sent_again_corrected_under_the_same_key()
    {
        await Expect.Status(HttpStatusCode.Conflict, await Send("refused", key: "k6"));

        await Expect.Status(HttpStatusCode.Created, await Send("corrected", key: "k6"));
    }

    [Fact]
    public async Task A_request_that_breaks_after_its_commit_has_done_nothing_and_may_be_repeated()
    {
        var broken = await Send("breaks after its commit", key: "k7");

        await Expect.Refusal(HttpStatusCode.InternalServerError, "server_error", broken);
        Assert.Equal(0, await Count("breaks after its commit"));
        Assert.Equal(0, await app.Scalar<int>("SELECT count(*) FROM kernel.idempotency_key WHERE key = 'k7'"));
    }

    [Fact]
    public async Task A_key_longer_than_any_client_makes_is_refused() =>
        await Expect.BadField("Idempotency-Key", await Send("long", key: new string('k', 256)));

    private Task<HttpResponseMessage> Send(string text, string? key = null, string route = "notes", string role = "Viewer")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/test/{route}") { Content = JsonContent.Create(new { text }) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        return app.SignedInAs(role).SendAsync(request);
    }

    private Task<int> Count(string text) =>
        app.Scalar<int>("SELECT count(*) FROM identity.sign_in_failure WHERE name = @text AND ip = 'note'", new { text });
}
