using System.Net;
using Dapper;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Faena.Tests.Kernel;

public class UnavailableTests(UnavailableTests.WithFrailRoutes app) : IClassFixture<UnavailableTests.WithFrailRoutes>
{
    public sealed class WithFrailRoutes : AppWithRoutes
    {
        protected override async Task<string> NewDatabase() =>
            new NpgsqlConnectionStringBuilder(await base.NewDatabase()) { MaxPoolSize = 6, Timeout = 2 }.ConnectionString;

        protected override void Map(IEndpointRouteBuilder routes)
        {
            routes
                .MapGet(
                    "/fails",
                    (string state, Db db, CancellationToken ct) =>
                        db.Execute($"DO $$ BEGIN RAISE EXCEPTION 'it is so' USING ERRCODE = '{state}'; END $$", null, ct)
                )
                .OpenToAnyone();
            routes
                .MapGet(
                    "/takes-all",
                    async (NpgsqlDataSource source, HttpContext http) =>
                    {
                        while (true)
                        {
                            http.Response.RegisterForDispose(await source.OpenConnectionAsync());
                        }
                    }
                )
                .OpenToAnyone();
            routes
                .MapPost(
                    "/is-ended",
                    async (Db db, CancellationToken ct) =>
                    {
                        await using var work = await db.Begin(ct);
                        await Execute("SELECT pg_terminate_backend(@pid)", new { pid = work.Connection.ProcessID });
                        await work.Execute("SELECT 1");
                    }
                )
                .NeedsSignIn()
                .TakesIdempotencyKey();
            routes.MapGet("/fills-the-disk", () => File.WriteAllText("/dev/full", "anything")).OpenToAnyone();
        }
    }

    [Fact]
    public async Task While_the_database_is_away_the_answer_is_503_and_what_needs_none_is_served()
    {
        var person = app.SignedInAs("Administrator");
        await Expect.Status(HttpStatusCode.OK, await person.GetAsync("/api/session"));
        try
        {
            await LetIn(false);

            foreach (var address in new[] { "/api/session", "/api/catalog/sites", "/health/ready" })
            {
                await Says503(await person.GetAsync(address));
            }
            await Says503(await app.Anonymous().SignIn("admin", TestApp.AdminPassword));
            await Expect.Status(HttpStatusCode.OK, await person.GetAsync("/health/live"));
            await Expect.Status(HttpStatusCode.OK, await person.GetAsync("/favicon.svg"));
        }
        finally
        {
            await LetIn(true);
        }
        // Connections that were ended meanwhile are found out one by one.
        for (var attempt = 0; attempt < 10 && !(await person.GetAsync("/health/ready")).IsSuccessStatusCode; attempt++) { }
        await Expect.Status(HttpStatusCode.OK, await person.GetAsync("/health/ready"));
        await Expect.Status(HttpStatusCode.OK, await person.GetAsync("/api/session"));
    }

    [Fact]
    public async Task Who_opens_a_page_meanwhile_is_told_so_on_a_page()
    {
        var person = app.SignedInAs("Administrator");
        person.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        try
        {
            await LetIn(false);

            var page = await person.GetAsync("/");

            await Expect.Status(HttpStatusCode.ServiceUnavailable, page);
            Assert.Equal(TimeSpan.FromSeconds(5), page.Headers.RetryAfter?.Delta);
            Assert.Contains("no está disponible", WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync()), StringComparison.Ordinal);
            Assert.True(page.Headers.Contains("Content-Security-Policy"));
        }
        finally
        {
            await LetIn(true);
        }
    }

    [Theory]
    [InlineData("53100")]
    [InlineData("53200")]
    [InlineData("53300")]
    [InlineData("57P03")]
    [InlineData("58030")]
    [InlineData("25006")]
    public async Task A_database_that_is_full_busy_or_starting_is_a_503(string state) =>
        await Says503(await app.Anonymous().GetAsync($"/test/fails?state={state}"));

    [Fact]
    public async Task A_mistake_of_ours_stays_one() =>
        await Expect.Refusal(HttpStatusCode.InternalServerError, "server_error", await app.Anonymous().GetAsync("/test/fails?state=42601"));

    [Fact]
    public async Task When_all_connections_are_taken_the_next_caller_is_told_to_come_back() =>
        await Says503(await app.Anonymous().GetAsync("/test/takes-all"));

    [Fact]
    public async Task A_connection_that_is_ended_in_the_middle_of_a_save_is_a_503_and_the_key_may_be_used_again()
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/test/is-ended");
            request.Headers.Add("Idempotency-Key", "the same");
            await Says503(await app.SignedInAs().SendAsync(request));
        }
    }

    [Fact]
    public async Task A_full_disk_of_our_own_is_a_503() => await Says503(await app.Anonymous().GetAsync("/test/fills-the-disk"));

    private static async Task Says503(HttpResponseMessage answer)
    {
        await Expect.Refusal(HttpStatusCode.ServiceUnavailable, "unavailable", answer);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter?.Delta);
    }

    private async Task LetIn(bool open)
    {
        var database = new NpgsqlConnectionStringBuilder(app.ConnectionString);
        var name = database.Database;
        database.Database = "postgres";
        database.Pooling = false;
        await using var server = new NpgsqlConnection(database.ConnectionString);
        await server.ExecuteAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS {open}");
        await server.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = @name", new { name });
        NpgsqlConnection.ClearPool(new NpgsqlConnection(app.ConnectionString));
    }
}
