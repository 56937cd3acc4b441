using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Downtime;

/// <summary>What a tablet at a line reads and does beyond writing a stop.</summary>
public sealed class FloorTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly FloorSteps floor = new(app);

    private HttpClient Juan => app.SignedInAs("Operator");
    private HttpClient Ana => app.SignedInAs("Operator", "Viewer");

    [Fact]
    public async Task Whoever_stands_at_the_line_explains_what_nobody_explained()
    {
        var line = await floor.GivenALineWithShifts();
        var (first, second) = (await floor.GivenAReason(), await floor.GivenAReason());
        var stop = await FloorSteps.Recorded(Juan, FloorSteps.Stop(line, Ago(20), Ago(10)));
        Assert.True((bool)(await Read(Ana, stop))["canExplain"]!);

        var explained = await Expect.Json(HttpStatusCode.OK, await Explain(Ana, stop, first, seen: null));
        Assert.Equal(first, (long)explained["reasonId"]!);
        // Whoever explained it may put that right; a third person may not, and sees what it is now.
        await Expect.Json(HttpStatusCode.OK, await Explain(Ana, stop, second, seen: first));
        var other = app.SignedInAs("Operator", "Field");
        await Expect.Refusal(HttpStatusCode.Forbidden, "not_yours", await Explain(other, stop, first, seen: second));
        var late = await Expect.Refusal(HttpStatusCode.Conflict, "event_changed", await Explain(Juan, stop, first, seen: null));
        Assert.Equal(second, (long)late["actual"]!["reasonId"]!);
    }

    [Fact]
    public async Task An_explanation_sent_twice_is_one_and_writes_one_entry()
    {
        var line = await floor.GivenALineWithShifts();
        var reason = await floor.GivenAReason();
        var stop = await FloorSteps.Recorded(Juan, FloorSteps.Stop(line, Ago(20), Ago(10)));
        var first = await Expect.Json(HttpStatusCode.OK, await Explain(Juan, stop, reason, seen: null));
        var again = await Expect.Json(HttpStatusCode.OK, await Explain(Juan, stop, reason, seen: null));
        Assert.Equal((string?)first["etag"], (string?)again["etag"]);
    }

    [Fact]
    public async Task A_reason_that_asks_for_a_note_gets_one()
    {
        var line = await floor.GivenALineWithShifts();
        var reason = await floor.GivenAReason(requiresNote: true);
        var stop = await FloorSteps.Recorded(Juan, FloorSteps.Stop(line, Ago(20), Ago(10)));
        var refused = await Expect.Refusal(
            HttpStatusCode.UnprocessableEntity,
            "invalid_fields",
            await Explain(Juan, stop, reason, seen: null)
        );
        Assert.NotNull(refused["errors"]!["note"]);
        var taken = await Expect.Json(HttpStatusCode.OK, await Explain(Juan, stop, reason, seen: null, note: "The guard was open"));
        Assert.Equal("The guard was open", (string?)taken["note"]);
    }

    [Fact]
    public async Task A_line_that_did_not_run_after_all_is_stopped_again_by_whoever_said_so()
    {
        var line = await floor.GivenALineWithShifts();
        var stop = await FloorSteps.Recorded(Juan, FloorSteps.Stop(line, Ago(20)));
        await Expect.Refusal(HttpStatusCode.Conflict, "not_closed", await Act(Ana, stop, "reopen"));
        await Expect.Json(HttpStatusCode.OK, await Act(Ana, stop, "stop"));
        var open = await Expect.Json(HttpStatusCode.OK, await Act(Ana, stop, "reopen"));
        Assert.Equal("open", (string?)open["state"]);
    }

    [Fact]
    public async Task It_is_not_stopped_again_over_another_stop_nor_by_anybody_an_hour_later()
    {
        var line = await floor.GivenALineWithShifts();
        var old = await FloorSteps.Recorded(Juan, FloorSteps.Stop(line, Ago(90), Ago(60)));
        await Expect.Refusal(HttpStatusCode.Forbidden, "not_yours", await Act(Ana, old, "reopen"));
        await FloorSteps.Recorded(Juan, FloorSteps.Stop(line, Ago(30), Ago(20)));
        await Expect.Refusal(HttpStatusCode.Conflict, "overlap", await Act(Juan, old, "reopen"));
    }

    [Fact]
    public async Task A_stop_deleted_twice_under_one_key_is_deleted_once()
    {
        var line = await floor.GivenALineWithShifts();
        var stop = await FloorSteps.Recorded(Juan, FloorSteps.Stop(line, Ago(20), Ago(10)));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var request = new HttpRequestMessage(HttpMethod.Delete, $"{FloorSteps.Events}/{FloorSteps.IdOf(stop)}");
            request.Headers.Add("Idempotency-Key", "gone-once");
            await Expect.Status(HttpStatusCode.NoContent, await Juan.SendAsync(request));
        }
    }

    [Fact]
    public async Task A_tablet_reads_its_shift_its_stops_its_debts_and_the_latest_reasons_in_one_answer()
    {
        var line = await floor.GivenALineWithShifts();
        var (older, latest) = (await floor.GivenAReason(), await floor.GivenAReason());
        var supervisor = floor.Supervisor;
        var debt = await FloorSteps.Recorded(supervisor, FloorSteps.Stop(line, Ago(60 * 24 * 4), Ago((60 * 24 * 4) - 5)));
        await FloorSteps.Recorded(supervisor, FloorSteps.Stop(line, Ago(60 * 24 * 3), Ago((60 * 24 * 3) - 5), older));
        var running = await FloorSteps.Recorded(Juan, FloorSteps.Stop(line, Ago(5), null, latest));

        var seen = await Floor(Juan, line);
        Assert.Equal([FloorSteps.IdOf(debt), FloorSteps.IdOf(running)], seen["events"]!.AsArray().Select(e => FloorSteps.IdOf(e!)));
        Assert.Equal([latest, older], seen["recentReasons"]!.AsArray().Select(r => (long)r!));
        Assert.NotNull(seen["shift"]!["code"]);
        Assert.True(DateTimeOffset.Parse((string)seen["previousShift"]!["endsAt"]!, null) <= app.Time.GetUtcNow());
        Assert.Equal("America/Los_Angeles", (string?)seen["line"]!["timeZone"]);
    }

    [Fact]
    public async Task A_stop_that_outlives_its_shift_says_so()
    {
        var line = await floor.GivenALineWithShifts();
        await FloorSteps.Recorded(Juan, FloorSteps.Stop(line, Ago(5)));
        Assert.False((bool)(await Floor(Juan, line))["events"]![0]!["carried"]!);
        using var tomorrow = app.Time.Ahead(TimeSpan.FromHours(9));
        Assert.True((bool)(await Floor(Juan, line))["events"]![0]!["carried"]!);
    }

    [Fact]
    public async Task The_board_says_running_only_of_a_line_with_a_tablet()
    {
        var facility = await floor.GivenAFacility();
        await floor.GivenThreeShifts(facility);
        var (watched, silent, stopped) = (
            await floor.GivenALine(facility),
            await floor.GivenALine(facility),
            await floor.GivenALine(facility)
        );
        var reason = await floor.GivenAReason();
        await FloorSteps.Recorded(Juan, FloorSteps.Stop(stopped, Ago(5), null, reason));
        Assert.Equal("silent", StateOf(await Board(facility), watched));
        using (await Listens(watched))
        {
            var board = await Board(facility);
            Assert.Equal("running", StateOf(board, watched));
            Assert.Equal("silent", StateOf(board, silent));
            Assert.Equal("stopped", StateOf(board, stopped));
            Assert.Equal(reason, (long)LineOf(board, stopped)["reasonPath"]![0]!["id"]!);
            Assert.InRange((decimal)LineOf(board, stopped)["minutesToday"]!, 0.1m, 5.5m);
        }
        using var later = app.Time.Ahead(TimeSpan.FromMinutes(3));
        Assert.Equal("silent", StateOf(await Board(facility), watched));
    }

    [Fact]
    public async Task A_facility_without_shifts_is_idle_not_running()
    {
        var facility = await floor.GivenAFacility();
        var line = await floor.GivenALine(facility);
        using (await Listens(line))
        {
            Assert.Equal("idle", StateOf(await Board(facility), line));
        }
        await FloorSteps.Recorded(Juan, FloorSteps.Stop(line, Ago(5)));
        Assert.Equal("stopped", StateOf(await Board(facility), line));
    }

    [Fact]
    public async Task The_pages_of_the_floor_open_and_a_device_may_install_them()
    {
        var page = await Juan.GetStringAsync("/downtime");
        Assert.Contains("/downtime/app.webmanifest", page, StringComparison.Ordinal);
        var manifest = await Expect.Json(HttpStatusCode.OK, await app.Anonymous().GetAsync("/downtime/app.webmanifest"));
        Assert.Equal("/downtime", (string?)manifest["start_url"]);
        foreach (var icon in manifest["icons"]!.AsArray())
        {
            var image = await app.Anonymous().GetAsync((string)icon!["src"]!);
            Assert.Equal("image/png", image.Content.Headers.ContentType?.MediaType);
        }
        await Expect.Status(HttpStatusCode.OK, await Juan.GetAsync("/downtime/board"));
        await Expect.Status(HttpStatusCode.NotFound, await Juan.GetAsync("/downtime/board/999999"));
    }

    private string Ago(int minutes) => app.Time.GetUtcNow().AddMinutes(-minutes).ToString("O");

    private static Task<HttpResponseMessage> Explain(HttpClient who, JsonNode stop, long reason, long? seen, string? note = null) =>
        who.PostAsJsonAsync(
            $"{FloorSteps.Events}/{FloorSteps.IdOf(stop)}/explain",
            new
            {
                reasonId = reason,
                seenReasonId = seen,
                note,
            }
        );

    private static Task<HttpResponseMessage> Act(HttpClient who, JsonNode stop, string act) =>
        who.PostAsJsonAsync($"{FloorSteps.Events}/{FloorSteps.IdOf(stop)}/{act}", new { });

    private static async Task<JsonNode> Read(HttpClient who, JsonNode stop) =>
        await Expect.Json(HttpStatusCode.OK, await who.GetAsync($"{FloorSteps.Events}/{FloorSteps.IdOf(stop)}"));

    private static async Task<JsonNode> Floor(HttpClient who, long line) =>
        await Expect.Json(HttpStatusCode.OK, await who.GetAsync($"/api/downtime/lines/{line}/floor"));

    private async Task<JsonNode> Board(long facility) =>
        await Expect.Json(HttpStatusCode.OK, await Juan.GetAsync($"/api/downtime/board?facilityId={facility}"));

    private static JsonNode LineOf(JsonNode board, long line) => board["lines"]!.AsArray().Single(l => FloorSteps.IdOf(l!) == line)!;

    private static string? StateOf(JsonNode board, long line) => (string?)LineOf(board, line)["state"];

    /// <summary>A tablet that stands at the line, until it is disposed.</summary>
    private async Task<IDisposable> Listens(long line)
    {
        var answer = await Juan.GetAsync($"/api/downtime/lines/{line}/stream?watch=true", HttpCompletionOption.ResponseHeadersRead);
        var stream = await answer.Content.ReadAsStreamAsync();
        Assert.NotEqual(0, await stream.ReadAsync(new byte[1]));
        return answer;
    }
}
