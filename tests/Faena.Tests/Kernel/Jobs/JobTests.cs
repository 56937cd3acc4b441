using System.Net;
using Faena.Kernel.Hosting;
using Faena.Kernel.Jobs;
using Faena.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Kernel.Jobs;

public sealed class JobTests : IAsyncLifetime
{
    private readonly JobNode first = new();
    private readonly JobNode second;

    public JobTests() => second = new JobNode(first);

    public async ValueTask InitializeAsync()
    {
        await first.InitializeAsync();
        await second.InitializeAsync();
        await first.Execute("CREATE TABLE test_effect (number int, node text); GRANT ALL ON test_effect TO faena_app");
    }

    public async ValueTask DisposeAsync()
    {
        await second.DisposeAsync();
        await first.DisposeAsync();
    }

    [Fact]
    public async Task Two_nodes_do_two_hundred_jobs_once_each()
    {
        for (var number = 1; number <= 200; number++)
        {
            await first.GivenAJob(new(number));
        }

        var done = await Task.WhenAll(first.WorkUntilIdle(), second.WorkUntilIdle(), first.WorkUntilIdle(), second.WorkUntilIdle());

        Assert.Equal(200, done.Sum());
        Assert.Equal((200, 200), await first.Row<(int, int)>("SELECT count(*)::int, count(DISTINCT number)::int FROM test_effect"));
        Assert.Equal(200, await Count("kernel.job WHERE state = 'done' AND attempts = 1 AND progress = 100"));
    }

    [Fact]
    public async Task A_job_of_a_node_that_died_is_taken_over_and_has_its_effect_once()
    {
        await first.GivenAJob(new(1, "wait"));
        var dying = first.WorkUntilIdle();
        await first.Job.Waits.Task;
        Assert.Equal(0, await second.WorkUntilIdle());

        second.Job.GoOn.SetResult();
        using (second.Time.Ahead(JobRunner.Lease + TimeSpan.FromSeconds(1)))
        {
            Assert.Equal(1, await second.WorkUntilIdle());
        }
        first.Job.GoOn.SetResult();
        await dying;

        Assert.Equal("second", await first.Scalar<string>("SELECT string_agg(node, ',') FROM test_effect"));
        Assert.Equal(1, await Count("kernel.job WHERE state = 'done' AND attempts = 2"));
    }

    [Fact]
    public async Task A_failing_job_is_tried_again_and_fails_in_the_end_without_telling_why()
    {
        var job = await first.GivenAJob(new(1, "fail"));
        Assert.Equal(1, await first.WorkUntilIdle());
        Assert.Equal(1, await Count("kernel.job WHERE state = 'waiting' AND run_after > created_at"));

        for (var hours = 1; hours <= 4; hours++)
        {
            using (first.Time.Ahead(TimeSpan.FromHours(hours)))
            {
                Assert.Equal(1, await first.WorkUntilIdle());
            }
        }

        Assert.Equal(0, await Count("test_effect"));
        var answer = await Expect.Json(HttpStatusCode.OK, await AskedBy("Viewer", job));
        Assert.Equal("failed", (string?)answer["state"]);
        Assert.Equal("job_failed", (string?)answer["error"]!["code"]);
        Assert.DoesNotContain("secret", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_job_ends_at_once_and_keeps_nothing()
    {
        await first.GivenAJob(new(1, "refuse"));

        Assert.Equal(1, await first.WorkUntilIdle());

        Assert.Equal(1, await Count("kernel.job WHERE state = 'failed' AND error = 'not_allowed' AND attempts = 1"));
        Assert.Equal(0, await Count("test_effect"));
    }

    [Fact]
    public async Task A_job_that_took_down_every_node_is_given_up()
    {
        await first.GivenAJob(new(1));
        await first.Execute(
            "UPDATE kernel.job SET state = 'running', attempts = 5, token = gen_random_uuid(), lease_until = now() - interval '1 second'"
        );

        Assert.Equal(1, await first.WorkUntilIdle());

        Assert.Equal(1, await Count("kernel.job WHERE state = 'failed' AND error = 'job_failed'"));
        Assert.Equal(0, await Count("test_effect"));
    }

    [Fact]
    public async Task Whoever_asked_for_a_job_sees_how_it_went_and_nobody_else()
    {
        var job = await first.GivenAJob(new(7));
        await first.WorkUntilIdle();

        var answer = await Expect.Json(HttpStatusCode.OK, await AskedBy("Viewer", job));

        Assert.Equal(("done", 100, 7), ((string?)answer["state"], (int)answer["progress"]!, (int)answer["result"]!["number"]!));
        await Expect.Refusal(HttpStatusCode.NotFound, "not_found", await first.SignedInAs("Field").GetAsync($"/api/jobs/{job}"));
        await Expect.Refusal(HttpStatusCode.Unauthorized, "not_signed_in", await first.Anonymous().GetAsync($"/api/jobs/{job}"));
    }

    [Fact]
    public async Task What_has_aged_is_cleaned_away_once_an_hour_over_all_nodes()
    {
        await first.Execute(
            """
            INSERT INTO kernel.idempotency_key (actor_id, key, request_hash, created_at)
            SELECT 1, age::text, sha256(''), now() - age FROM unnest('{8 days,6 days}'::interval[]) age;
            INSERT INTO identity.sign_in_failure (name, ip, failed_at)
            SELECT 'x', '', now() - age FROM unnest('{25 hours,23 hours}'::interval[]) age;
            INSERT INTO identity.sessions (token_hash, user_id, created_at, last_seen_at, expires_at, ip, user_agent, ended_at, end_reason)
            SELECT sha256(age::text::bytea), u.id, now() - age, now() - age, now() - age, '', '', now() - age, 'signed_out'
            FROM identity.users u, unnest('{31 days,29 days}'::interval[]) age;
            """
        );
        var left = GivenAnUnfinishedUpload(TimeSpan.FromDays(2));
        var current = GivenAnUnfinishedUpload(TimeSpan.FromHours(1));

        await QueueDue(first);
        await QueueDue(second);

        // Each node has files of its own here; the first one has some to clean.
        Assert.Equal((1, 0), (await first.WorkUntilIdle(), await second.WorkUntilIdle()));
        Assert.Equal("6 days", await first.Scalar<string>("SELECT string_agg(key, ',') FROM kernel.idempotency_key"));
        Assert.Equal(1, await Count("identity.sign_in_failure"));
        Assert.Equal(1, await Count("identity.sessions"));
        Assert.Equal(1, await Count("kernel.job"));
        Assert.False(File.Exists(left));
        Assert.True(File.Exists(current));
    }

    private Task<int> Count(string what) => first.Scalar<int>($"SELECT count(*) FROM {what}");

    /// <summary>How the job stands, for a person with this role who is made the one that asked for it.</summary>
    private async Task<HttpResponseMessage> AskedBy(string role, long job)
    {
        await first.Execute("UPDATE kernel.job SET created_by = @name WHERE id = @job", new { name = TestApp.UsernameOf([role]), job });
        return await first.SignedInAs(role).GetAsync($"/api/jobs/{job}");
    }

    private static Task QueueDue(JobNode node) => node.Services.GetRequiredService<RecurringJobs>().QueueDue(CancellationToken.None);

    private string GivenAnUnfinishedUpload(TimeSpan age)
    {
        var folder = Directory.CreateDirectory(
            Path.Combine(first.Services.GetRequiredService<FaenaDatabase>().DataFolder, "files", "unfinished")
        );
        var file = Path.Combine(folder.FullName, Guid.NewGuid().ToString("N"));
        File.WriteAllText(file, "");
        File.SetLastWriteTimeUtc(file, (first.Time.GetUtcNow() - age).UtcDateTime);
        return file;
    }
}
