using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Downtime;

/// <summary>A stop from its first word to its last: when, why, whose, and that nothing counts twice.</summary>
public class StopTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly FloorSteps floor = new(app);

    // Scenario 1 of the specification.
    [Theory]
    [InlineData("2025-10-07T05:30", "2025-10-07T05:45", "NS", "2025-10-06")]
    [InlineData("2025-10-07T14:00", "2025-10-07T14:05", "ES", "2025-10-07")]
    [InlineData("2025-10-07T13:59", "2025-10-07T14:05", "MS", "2025-10-07")]
    [InlineData("2025-10-07T22:00", "2025-10-08T01:00", "NS", "2025-10-07")]
    public async Task The_clock_finds_the_shift_and_its_production_date(string start, string end, string shift, string date)
    {
        var line = await floor.GivenALineWithShifts();

        var stop = await FloorSteps.Recorded(floor.Admin, FloorSteps.Stop(line, start, end));

        Assert.Equal((shift, date), ((string)stop["shift"]!["code"]!, (string)stop["shift"]!["productionDate"]!));
        Assert.Equal("auto", (string)stop["shiftSource"]!);
        Assert.Equal(IdsOf(await OfDay(line, date)), [FloorSteps.IdOf(stop)]);
    }

    // Scenario 2 of the specification.
    [Fact]
    public async Task A_stop_across_a_change_of_the_clock_is_as_long_as_it_was()
    {
        var line = await floor.GivenALineWithShifts();

        var spring = await FloorSteps.Recorded(floor.Admin, FloorSteps.Stop(line, "2026-03-08T01:30", "2026-03-08T03:30"));
        Assert.Equal(60m, (decimal)spring["durationMinutes"]!);

        var autumn = FloorSteps.Stop(line, "2025-11-02T01:30", "2025-11-02T01:15");
        autumn["timeFold"] = 0;
        autumn["endTimeFold"] = 1;
        Assert.Equal(45m, (decimal)(await FloorSteps.Recorded(floor.Admin, autumn))["durationMinutes"]!);
    }

    [Fact]
    public async Task A_time_that_the_clock_skips_is_refused_with_one_that_exists()
    {
        var line = await floor.GivenALineWithShifts();

        var problem = await Expect.BadField(
            "startedAt",
            await FloorSteps.Record(floor.Admin, FloorSteps.Stop(line, "2026-03-08T02:30", "2026-03-08T03:30"))
        );

        Assert.Contains("3:00", (string)problem["errors"]!["startedAt"]![0]!, StringComparison.Ordinal);
    }

    // Scenario 3 of the specification.
    [Fact]
    public async Task Two_stops_of_a_line_never_share_a_moment()
    {
        var line = await floor.GivenALineWithShifts();
        var reason = await floor.GivenAReason();
        var first = await FloorSteps.Recorded(
            floor.Admin,
            FloorSteps.Stop(line, "2025-10-07T10:00:00-07:00", "2025-10-07T10:30:00-07:00", reason)
        );

        var problem = await Expect.Refusal(
            HttpStatusCode.Conflict,
            "overlap",
            await FloorSteps.Record(floor.Admin, FloorSteps.Stop(line, "2025-10-07T10:20:00-07:00", "2025-10-07T10:40:00-07:00"))
        );

        var conflict = Assert.Single(problem["conflicts"]!.AsArray())!;
        Assert.Equal(FloorSteps.IdOf(first), (long)conflict["id"]!);
        Assert.StartsWith("R", (string)conflict["reasonCode"]!, StringComparison.Ordinal);
        Assert.Equal("2025-10-07T10:30:00-07:00", (string)problem["suggestion"]!["startedAt"]!);
        Assert.Equal("2025-10-07T10:40:00-07:00", (string)problem["suggestion"]!["endedAt"]!);
        await FloorSteps.Recorded(floor.Admin, FloorSteps.Stop(line, "2025-10-07T10:30:00-07:00", "2025-10-07T10:40:00-07:00"));
    }

    [Fact]
    public async Task A_stop_sent_again_after_a_lost_answer_is_the_same_stop()
    {
        var line = await floor.GivenALineWithShifts();
        var stop = FloorSteps.Stop(line, "2025-10-07T10:00", "2025-10-07T10:30");

        var first = await Expect.Json(HttpStatusCode.Created, await FloorSteps.Record(floor.Admin, stop, "one key"));
        var again = await Expect.Json(HttpStatusCode.Created, await FloorSteps.Record(floor.Admin, stop, "one key"));
        Assert.Equal(FloorSteps.IdOf(first), FloorSteps.IdOf(again));

        // A device that gives its stop an id of its own needs no header, and may be another person by now.
        var fact = FloorSteps.Stop(line, "2025-10-07T11:00", "2025-10-07T11:30");
        fact["clientId"] = Guid.NewGuid().ToString();
        var sent = await FloorSteps.Recorded(floor.Admin, fact);
        var repeated = await Expect.Json(HttpStatusCode.OK, await FloorSteps.Record(floor.Supervisor, fact));
        Assert.Equal(FloorSteps.IdOf(sent), FloorSteps.IdOf(repeated));
        Assert.Equal(
            1,
            await app.Scalar<long>(
                "SELECT count(*) FROM audit.audit_log WHERE table_name = 'downtime.event' AND record_id = @id",
                new { id = $"{sent["id"]}" }
            )
        );
        Assert.Equal(2, (await OfDay(line, "2025-10-07")).Count);
    }

    [Fact]
    public async Task Thirty_tablets_on_one_line_never_leave_an_overlap()
    {
        var line = await floor.GivenALineWithShifts();
        // Each tablet tries a stop of twenty minutes; neighbours are ten minutes apart.
        var tablets = Enumerable
            .Range(0, 30)
            .Select(i => new DateTime(2025, 10, 7, 6, 0, 0).AddMinutes(10 * i))
            .Select(start => FloorSteps.Stop(line, $"{start:yyyy-MM-ddTHH:mm}", $"{start.AddMinutes(20):yyyy-MM-ddTHH:mm}"))
            .Select(stop => FloorSteps.Record(floor.Admin, stop));

        var answers = await Task.WhenAll(tablets);

        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict, $"{a.StatusCode}"));
        var kept = answers.Count(a => a.StatusCode == HttpStatusCode.Created);
        Assert.InRange(kept, 10, 15);
        Assert.Equal(
            0,
            await app.Scalar<long>(
                """
                SELECT count(*) FROM downtime.event a JOIN downtime.event b ON a.line_id = b.line_id AND a.id < b.id
                  AND tstzrange(a.started_at, a.ended_at) && tstzrange(b.started_at, b.ended_at)
                WHERE a.line_id = @line
                """,
                new { line }
            )
        );
    }

    [Fact]
    public async Task A_stop_runs_until_somebody_ends_it_and_only_once()
    {
        var line = await floor.GivenALineWithShifts("UTC");
        var start = app.Time.GetUtcNow().AddMinutes(-12);
        var stop = await FloorSteps.Recorded(floor.Operator, FloorSteps.Stop(line, $"{start:O}"));
        Assert.Equal(("open", null), ((string)stop["state"]!, (string?)stop["endedAt"]));
        await Expect.Refusal(
            HttpStatusCode.Conflict,
            "overlap",
            await FloorSteps.Record(floor.Operator, FloorSteps.Stop(line, $"{start.AddMinutes(5):O}"))
        );

        var ended = await Expect.Json(
            HttpStatusCode.OK,
            await floor.Supervisor.PostAsJsonAsync($"{FloorSteps.Events}/{stop["id"]}/stop", new { })
        );

        Assert.Equal("closed", (string)ended["state"]!);
        Assert.Equal(12m, decimal.Round((decimal)ended["durationMinutes"]!, 1));
        await Expect.Refusal(
            HttpStatusCode.Conflict,
            "already_closed",
            await floor.Operator.PostAsJsonAsync($"{FloorSteps.Events}/{stop["id"]}/stop", new { })
        );
    }

    [Theory]
    [InlineData("startedAt", "soon", "startedAt")]
    [InlineData("startedAt", "2999-01-01T00:00", "startedAt")]
    [InlineData("startedAt", "2025-10-07", "startedAt")]
    [InlineData("startedAt", null, "startedAt")]
    [InlineData("endedAt", "2025-10-07T10:00", "endedAt")]
    [InlineData("endedAt", "2025-10-07T09:59", "endedAt")]
    public async Task A_bad_time_is_named_and_nothing_is_stored(string field, string? value, string named)
    {
        var line = await floor.GivenALineWithShifts();
        var stop = FloorSteps.Stop(line, "2025-10-07T10:00", "2025-10-07T10:30");
        stop[field] = value;
        await Expect.BadField(named, await FloorSteps.Record(floor.Admin, stop));
        Assert.Empty(await OfDay(line, "2025-10-07"));
    }

    [Fact]
    public async Task Operators_write_of_the_last_day_and_supervisors_of_the_last_week()
    {
        var line = await floor.GivenALineWithShifts("UTC");
        JsonObject Ago(double hours, double minutes = 10)
        {
            var start = app.Time.GetUtcNow().AddHours(-hours);
            return FloorSteps.Stop(line, $"{start:O}", $"{start.AddMinutes(minutes):O}");
        }
        await FloorSteps.Recorded(floor.Operator, Ago(23.9));
        await Expect.BadField("startedAt", await FloorSteps.Record(floor.Operator, Ago(24.5)));
        await FloorSteps.Recorded(floor.Supervisor, Ago(24.5));
        await FloorSteps.Recorded(floor.Supervisor, Ago(167));
        await Expect.BadField("startedAt", await FloorSteps.Record(floor.Supervisor, Ago(169)));
        await FloorSteps.Recorded(floor.Admin, Ago(1_000, 25 * 60));
    }

    [Fact]
    public async Task Only_a_precise_reason_of_the_line_that_is_in_use_explains_a_stop()
    {
        var (line, other) = (await floor.GivenALineWithShifts(), await floor.GivenALineWithShifts());
        var main = await floor.GivenAReason();
        var middle = await floor.GivenAReason(main);
        var leaf = await floor.GivenAReason(middle);
        var elsewhere = await floor.GivenAReason(lines: other);
        var note = await floor.GivenAReason(requiresNote: true);
        JsonObject Because(long reason) => FloorSteps.Stop(line, "2025-10-07T10:00", "2025-10-07T10:30", reason);

        await Expect.BadField("reasonId", await FloorSteps.Record(floor.Admin, Because(999_999)));
        await Expect.BadField("reasonId", await FloorSteps.Record(floor.Admin, Because(middle)));
        await Expect.BadField("reasonId", await FloorSteps.Record(floor.Admin, Because(elsewhere)));
        await Expect.BadField("note", await FloorSteps.Record(floor.Admin, Because(note)));
        await Expect.Refusal(
            HttpStatusCode.Conflict,
            "reason_has_children",
            await floor.Admin.PatchAsJsonAsync($"/api/downtime/reasons/{middle}", new { active = false })
        );

        var stop = await FloorSteps.Recorded(floor.Admin, Because(leaf));
        Assert.Equal([main, middle, leaf], stop["reasonPath"]!.AsArray().Select(r => (long)r!["id"]!));

        // Out of use it explains nothing new, and stays with the stops that have it.
        await Expect.Status(
            HttpStatusCode.NoContent,
            await floor.Admin.PatchAsJsonAsync($"/api/downtime/reasons/{leaf}", new { active = false })
        );
        var later = Because(leaf);
        (later["startedAt"], later["endedAt"]) = ("2025-10-07T11:00", "2025-10-07T11:30");
        await Expect.BadField("reasonId", await FloorSteps.Record(floor.Admin, later));
        var edited = Because(leaf);
        edited["note"] = "Ya se cambió la banda";
        await Expect.Status(HttpStatusCode.OK, await FloorSteps.Change(floor.Admin, FloorSteps.IdOf(stop), edited, (string)stop["etag"]!));
    }

    [Fact]
    public async Task A_change_needs_the_tag_it_was_read_with()
    {
        var line = await floor.GivenALineWithShifts();
        var body = FloorSteps.Stop(line, "2025-10-07T10:00", "2025-10-07T10:30");
        var stop = await FloorSteps.Recorded(floor.Admin, body);
        var (id, tag) = (FloorSteps.IdOf(stop), (string)stop["etag"]!);

        await Expect.Refusal((HttpStatusCode)428, "if_match_required", await FloorSteps.Change(floor.Admin, id, body, null));
        // Saved as it was: nothing happened.
        var same = await Expect.Json(HttpStatusCode.OK, await FloorSteps.Change(floor.Admin, id, body, tag));
        Assert.Equal(tag, (string)same["etag"]!);
        body["note"] = "Cambio de bobina";
        await Expect.Status(HttpStatusCode.OK, await FloorSteps.Change(floor.Admin, id, body, tag));
        var stale = await Expect.Refusal(
            HttpStatusCode.PreconditionFailed,
            "event_changed",
            await FloorSteps.Change(floor.Admin, id, body, tag)
        );
        Assert.Equal("Cambio de bobina", (string)stale["actual"]!["note"]!);
        Assert.Equal("administrator", (string)stale["changed"]!["by"]!);
    }

    [Fact]
    public async Task Another_persons_stop_is_the_supervisors_and_an_administrator_says_why()
    {
        var line = await floor.GivenALineWithShifts("UTC");
        var start = app.Time.GetUtcNow().AddHours(-1);
        var body = FloorSteps.Stop(line, $"{start:O}", $"{start.AddMinutes(10):O}");
        var stop = await FloorSteps.Recorded(floor.Operator, body);
        var (id, tag) = (FloorSteps.IdOf(stop), (string)stop["etag"]!);
        Assert.True((bool)stop["canEdit"]!);
        var neighbour = app.SignedInAs("Operator", "Viewer");
        Assert.False((bool)(await Expect.Json(HttpStatusCode.OK, await neighbour.GetAsync($"{FloorSteps.Events}/{id}")))["canEdit"]!);

        body["note"] = "Nota";
        await Expect.Refusal(HttpStatusCode.Forbidden, "not_yours", await FloorSteps.Change(neighbour, id, body, tag));
        await Expect.BadField("changeReason", await FloorSteps.Change(floor.Admin, id, body, tag));
        body["changeReason"] = "Hora mal leída";
        var changed = await Expect.Json(HttpStatusCode.OK, await FloorSteps.Change(floor.Admin, id, body, tag));
        Assert.Equal(
            "Hora mal leída",
            await app.Scalar<string>(
                "SELECT after ->> 'change_reason' FROM audit.audit_log WHERE table_name = 'downtime.event' AND record_id = @id ORDER BY audit_id DESC LIMIT 1",
                new { id = $"{id}" }
            )
        );
        await Expect.Status(HttpStatusCode.OK, await FloorSteps.Change(floor.Supervisor, id, body, (string)changed["etag"]!));
    }

    [Fact]
    public async Task After_the_sign_off_of_its_shift_the_author_changes_a_stop_no_more()
    {
        var line = await floor.GivenALineWithShifts("UTC");
        var start = app.Time.GetUtcNow().AddHours(-1);
        var body = FloorSteps.Stop(line, $"{start:O}", $"{start.AddMinutes(10):O}");
        var stop = await FloorSteps.Recorded(floor.Operator, body);
        var sign = new { lineId = line, shiftOccurrence = (long)stop["shift"]!["id"]! };
        await Expect.Status(HttpStatusCode.Forbidden, await floor.Operator.PostAsJsonAsync("/api/downtime/sign-offs", sign));
        await Expect.Status(HttpStatusCode.NoContent, await floor.Supervisor.PostAsJsonAsync("/api/downtime/sign-offs", sign));

        await Expect.Refusal(
            HttpStatusCode.Forbidden,
            "window_closed",
            await FloorSteps.Change(floor.Operator, FloorSteps.IdOf(stop), body, (string)stop["etag"]!)
        );
        await Expect.Refusal(
            HttpStatusCode.Forbidden,
            "window_closed",
            await floor.Operator.DeleteAsync($"{FloorSteps.Events}/{stop["id"]}")
        );
    }

    [Fact]
    public async Task A_stop_is_split_in_two_that_keep_its_note()
    {
        var line = await floor.GivenALineWithShifts();
        var body = FloorSteps.Stop(line, "2025-10-07T13:30", "2025-10-07T14:30");
        body["note"] = "Atasco y luego falta de material";
        var stop = await FloorSteps.Recorded(floor.Admin, body);
        Task<HttpResponseMessage> Split(string at) => floor.Admin.PostAsJsonAsync($"{FloorSteps.Events}/{stop["id"]}/split", new { at });

        await Expect.BadField("at", await Split("2025-10-07T13:30"));
        await Expect.BadField("at", await Split("2025-10-07T14:30"));
        var both = (await Expect.Json(HttpStatusCode.OK, await Split("2025-10-07T14:10")))["events"]!.AsArray();

        Assert.Equal(FloorSteps.IdOf(stop), FloorSteps.IdOf(both[0]!));
        Assert.Equal([40m, 20m], both.Select(e => (decimal)e!["durationMinutes"]!));
        Assert.Equal(["MS", "ES"], both.Select(e => (string)e!["shift"]!["code"]!));
        Assert.All(both, e => Assert.Equal("Atasco y luego falta de material", (string)e!["note"]!));
    }

    [Fact]
    public async Task A_stop_that_was_taken_away_comes_back_unless_its_time_is_taken()
    {
        var line = await floor.GivenALineWithShifts();
        var body = FloorSteps.Stop(line, "2025-10-07T10:00", "2025-10-07T10:30");
        var stop = await FloorSteps.Recorded(floor.Admin, body);
        var restore = $"{FloorSteps.Events}/{stop["id"]}/restore";
        await Expect.Status(HttpStatusCode.NoContent, await floor.Admin.DeleteAsync($"{FloorSteps.Events}/{stop["id"]}"));
        Assert.Empty(await OfDay(line, "2025-10-07"));
        Assert.Equal(
            "deleted",
            (string)(await Expect.Json(HttpStatusCode.OK, await floor.Admin.GetAsync($"{FloorSteps.Events}/{stop["id"]}")))["state"]!
        );

        await Expect.Status(HttpStatusCode.Forbidden, await floor.Operator.PostAsync(restore, null));
        await Expect.Status(HttpStatusCode.OK, await floor.Supervisor.PostAsync(restore, null));
        await Expect.Status(HttpStatusCode.NoContent, await floor.Admin.DeleteAsync($"{FloorSteps.Events}/{stop["id"]}"));
        await FloorSteps.Recorded(floor.Admin, body);
        await Expect.Refusal(HttpStatusCode.Conflict, "overlap", await floor.Supervisor.PostAsync(restore, null));
    }

    [Fact]
    public async Task A_person_sees_and_writes_only_in_their_facilities()
    {
        var (mine, other) = (await floor.GivenALineWithShifts("UTC"), await floor.GivenALineWithShifts("UTC"));
        var facility = await app.Scalar<long>("SELECT facility_id FROM catalog.line WHERE id = @mine", new { mine });
        var person = await GivenAnOperatorOf(facility);
        var start = app.Time.GetUtcNow().AddHours(-1);

        await FloorSteps.Recorded(person, FloorSteps.Stop(mine, $"{start:O}"));
        await Expect.Refusal(
            HttpStatusCode.Forbidden,
            "facility_not_allowed",
            await FloorSteps.Record(person, FloorSteps.Stop(other, $"{start:O}"))
        );
        await Expect.Refusal(
            HttpStatusCode.Forbidden,
            "facility_not_allowed",
            await person.GetAsync($"/api/downtime/lines/{other}/events?productionDate=2025-10-07")
        );
    }

    [Fact]
    public async Task Every_listener_of_a_line_hears_of_a_stop_at_once()
    {
        var line = await floor.GivenALineWithShifts();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        using var answer = await floor.Supervisor.GetAsync(
            $"/api/downtime/lines/{line}/stream",
            HttpCompletionOption.ResponseHeadersRead,
            limit.Token
        );
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(limit.Token));

        var stop = await FloorSteps.Recorded(floor.Admin, FloorSteps.Stop(line, "2025-10-07T10:00", "2025-10-07T10:30"));

        while (await reader.ReadLineAsync(limit.Token) != "event: downtime") { }
        var data = JsonNode.Parse((await reader.ReadLineAsync(limit.Token))!["data: ".Length..])!;
        Assert.Equal(FloorSteps.IdOf(stop), FloorSteps.IdOf(data));
    }

    private async Task<IReadOnlyList<JsonNode>> OfDay(long line, string date) =>
        [
            .. (
                await Expect.Json(HttpStatusCode.OK, await floor.Admin.GetAsync($"/api/downtime/lines/{line}/events?productionDate={date}"))
            )["events"]!
                .AsArray()
                .Select(e => e!),
        ];

    private static IEnumerable<long> IdsOf(IEnumerable<JsonNode> stops) => stops.Select(FloorSteps.IdOf);

    private async Task<HttpClient> GivenAnOperatorOf(long facility)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"operator{facility}");
        const string password = "a long enough word";
        await Expect.Status(
            HttpStatusCode.Created,
            await floor.Admin.PostAsJsonAsync(
                "/api/identity/users",
                new
                {
                    username = name,
                    password,
                    displayName = "Operador",
                    roles = new[] { "Operator" },
                    facilityIds = new[] { facility },
                }
            )
        );
        var browser = app.Anonymous();
        await Expect.Status(HttpStatusCode.NoContent, await browser.SignIn(name, password));
        return browser;
    }
}
