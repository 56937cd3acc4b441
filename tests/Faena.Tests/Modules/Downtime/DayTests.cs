using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Downtime;

/// <summary>What a supervisor reads at the end of a shift: a facility's production date, line by line and shift by shift.</summary>
public sealed class DayTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Date = "2025-10-07";

    private readonly FloorSteps floor = new(app);

    [Fact]
    public async Task Every_line_shows_its_shifts_with_their_stops_and_what_is_left_to_explain()
    {
        var facility = await floor.GivenAFacility();
        await floor.GivenThreeShifts(facility);
        var (press, oven) = (await floor.GivenALine(facility), await floor.GivenALine(facility));
        var reason = await floor.GivenAReason();
        var first = await Stopped(press, "13:30", "14:20", reason);
        var second = await Stopped(press, "15:00", "15:10");
        // After midnight it is still the night of the seventh.
        var night = await FloorSteps.Recorded(floor.Admin, FloorSteps.Stop(oven, "2025-10-08T01:00", "2025-10-08T01:30"));
        await FloorSteps.Recorded(floor.Admin, FloorSteps.Stop(oven, "2025-10-08T07:00", "2025-10-08T07:30"));

        var day = await Day(facility);

        Assert.Equal([press, oven], day["lines"]!.AsArray().Select(l => FloorSteps.IdOf(l!)));
        Assert.Equal(["MS", "ES", "NS"], ShiftsOf(day, press).Select(s => (string)s["code"]!));
        // A stop counts once, where it began; its minutes where they lie.
        Assert.Equal([FloorSteps.IdOf(first)], EventsOf(ShiftOf(day, press, "MS")));
        AssertSum(30m, 1, 0, ShiftOf(day, press, "MS")["total"]!);
        Assert.Equal([FloorSteps.IdOf(second)], EventsOf(ShiftOf(day, press, "ES")));
        AssertSum(30m, 1, 1, ShiftOf(day, press, "ES")["total"]!);
        AssertSum(60m, 2, 1, LineOf(day, press)["total"]!);
        Assert.Equal([FloorSteps.IdOf(night)], EventsOf(ShiftOf(day, oven, "NS")));
        AssertSum(90m, 3, 2, day["total"]!);
        Assert.Equal("2025-10-07T06:00:00-07:00", (string)ShiftOf(day, press, "MS")["startsAt"]!);
        Assert.Empty(day["changes"]!.AsArray());
        Assert.Empty(day["deleted"]!.AsArray());
    }

    [Fact]
    public async Task What_began_between_shifts_stands_outside_of_them()
    {
        var facility = await floor.GivenAFacility();
        await Expect.Status(HttpStatusCode.OK, await floor.CreateShift(facility, "MS", "06:00", "14:00"));
        var line = await floor.GivenALine(facility);
        await Stopped(line, "05:00", "06:30");
        await Stopped(line, "18:00", "18:15");

        var shifts = ShiftsOf(await Day(facility), line);

        Assert.Equal(["MS", null], shifts.Select(s => (string?)s["code"]));
        Assert.Null(shifts[1]["id"]);
        AssertSum(30m, 0, 0, shifts[0]["total"]!);
        AssertSum(75m, 2, 2, shifts[1]["total"]!);
    }

    [Fact]
    public async Task What_runs_counts_to_now_and_where_it_began()
    {
        var line = await floor.GivenALineWithShifts(FloorSteps.ZoneOfTheNight(app.Time));
        var facility = await FacilityOf(line);
        await FloorSteps.Recorded(floor.Operator, FloorSteps.Stop(line, $"{app.Time.GetUtcNow().AddMinutes(-30):O}"));
        var began = (string)
            (await Expect.Json(HttpStatusCode.OK, await floor.Supervisor.GetAsync($"/api/downtime/lines/{line}/floor")))["events"]![0]![
                "productionDate"
            ]!;

        var day = await Day(facility, began);
        Assert.InRange((decimal)day["total"]!["minutes"]!, 30m, 31m);
        Assert.Equal(1, (int)day["total"]!["running"]!);
        Assert.Equal(0, (int)day["total"]!["carried"]!);
        Assert.Null(LineOf(day, line)["sinceEarlier"]);

        // Its shift is over: it is carried, and the next date says since when the line stands.
        using var later = app.Time.Ahead(TimeSpan.FromHours(9));
        var before = await Day(facility, began);
        Assert.Equal(1, (int)before["total"]!["carried"]!);
        var next = DateOnly.Parse(began, CultureInfo.InvariantCulture).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var after = await Day(facility, next);
        Assert.Equal(began, (string?)LineOf(after, line)["sinceEarlier"]!["productionDate"]);
        Assert.Equal((0, 0), ((int)after["total"]!["stops"]!, (int)after["total"]!["running"]!));
        Assert.InRange((decimal)before["total"]!["minutes"]! + (decimal)after["total"]!["minutes"]!, 570m, 572m);
    }

    [Fact]
    public async Task What_another_person_changed_says_who_and_why_and_what_they_only_completed_does_not()
    {
        var line = await floor.GivenALineWithShifts("UTC");
        var facility = await FacilityOf(line);
        var reason = await floor.GivenAReason();
        var start = app.Time.GetUtcNow().AddHours(-2);
        var body = FloorSteps.Stop(line, $"{start:O}", $"{start.AddMinutes(10):O}");
        var changed = await FloorSteps.Recorded(floor.Operator, body);
        var own = await FloorSteps.Recorded(
            floor.Operator,
            FloorSteps.Stop(line, $"{start.AddMinutes(20):O}", $"{start.AddMinutes(30):O}")
        );
        var completed = await FloorSteps.Recorded(floor.Operator, FloorSteps.Stop(line, $"{start.AddMinutes(40):O}"));

        // Another person says why and that it runs again: nobody had said so before.
        await Expect.Status(HttpStatusCode.OK, await Act(floor.Supervisor, completed, "stop", new { }));
        await Expect.Status(HttpStatusCode.OK, await Act(floor.Supervisor, completed, "explain", new { reasonId = reason }));
        var mine = FloorSteps.Stop(line, $"{start.AddMinutes(20):O}", $"{start.AddMinutes(31):O}");
        await Expect.Status(HttpStatusCode.OK, await FloorSteps.Change(floor.Operator, FloorSteps.IdOf(own), mine, (string)own["etag"]!));
        Assert.Empty(await ChangesOf(facility, changed, own, completed));

        body["endedAt"] = $"{start.AddMinutes(15):O}";
        body["changeReason"] = "Hora mal leída";
        await Expect.Status(
            HttpStatusCode.OK,
            await FloorSteps.Change(floor.Admin, FloorSteps.IdOf(changed), body, (string)changed["etag"]!)
        );

        var change = Assert.Single(await ChangesOf(facility, changed, own, completed));
        Assert.Equal(FloorSteps.IdOf(changed), (long)change["eventId"]!);
        Assert.Equal("Hora mal leída", (string)change["why"]!);
        Assert.Equal(await NameOf("Administrator"), (string)change["by"]!);
    }

    [Fact]
    public async Task What_was_taken_away_says_who_did_and_why_until_it_comes_back()
    {
        var line = await floor.GivenALineWithShifts();
        var facility = await FacilityOf(line);
        var stop = await Stopped(line, "10:00", "10:30");
        await Expect.Status(
            HttpStatusCode.NoContent,
            await floor.Supervisor.DeleteAsync($"{FloorSteps.Events}/{stop["id"]}?changeReason=Duplicado")
        );

        var day = await Day(facility);
        AssertSum(0m, 0, 0, day["total"]!);
        var gone = Assert.Single(day["deleted"]!.AsArray())!;
        Assert.Equal(FloorSteps.IdOf(stop), FloorSteps.IdOf(gone["event"]!));
        Assert.Equal((await NameOf("Supervisor"), "Duplicado"), ((string)gone["by"]!, (string)gone["why"]!));

        await Expect.Status(HttpStatusCode.OK, await Act(floor.Supervisor, stop, "restore", new { }));
        day = await Day(facility);
        Assert.Empty(day["deleted"]!.AsArray());
        AssertSum(30m, 1, 1, day["total"]!);
        // Brought back as it was, it says what its author said.
        Assert.Empty(day["changes"]!.AsArray());
    }

    [Fact]
    public async Task A_shift_is_signed_off_once()
    {
        var line = await floor.GivenALineWithShifts();
        var facility = await FacilityOf(line);
        var shift = ShiftOf(await Day(facility), line, "MS");
        Assert.Null(shift["signedOff"]);
        var sign = new { lineId = line, shiftOccurrence = (long)shift["id"]! };

        await Expect.Status(HttpStatusCode.NoContent, await floor.Supervisor.PostAsJsonAsync("/api/downtime/sign-offs", sign));
        await Expect.Status(HttpStatusCode.NoContent, await floor.Admin.PostAsJsonAsync("/api/downtime/sign-offs", sign));

        var day = await Day(facility);
        Assert.Equal(await NameOf("Supervisor"), (string)ShiftOf(day, line, "MS")["signedOff"]!["by"]!);
        Assert.Null(ShiftOf(day, line, "ES")["signedOff"]);
    }

    [Fact]
    public async Task A_reason_for_a_change_has_its_limit_for_everybody()
    {
        var line = await floor.GivenALineWithShifts("UTC");
        var start = app.Time.GetUtcNow().AddHours(-1);
        var stop = await FloorSteps.Recorded(floor.Operator, FloorSteps.Stop(line, $"{start:O}", $"{start.AddMinutes(10):O}"));
        var tooLong = new string('x', 501);
        await Expect.BadField(
            "changeReason",
            await floor.Supervisor.DeleteAsync($"{FloorSteps.Events}/{stop["id"]}?changeReason={tooLong}")
        );
    }

    [Fact]
    public async Task A_day_needs_its_facility_and_a_date()
    {
        var facility = await floor.GivenAFacility();
        const string day = "/api/downtime/day";
        await Expect.BadField("facilityId", await floor.Supervisor.GetAsync($"{day}?productionDate={Date}"));
        await Expect.BadField("facilityId", await floor.Supervisor.GetAsync($"{day}?facilityId=999999&productionDate={Date}"));
        await Expect.BadField("productionDate", await floor.Supervisor.GetAsync($"{day}?facilityId={facility}"));
        await Expect.BadField("productionDate", await floor.Supervisor.GetAsync($"{day}?facilityId={facility}&productionDate=yesterday"));
        await Expect.BadField("productionDate", await floor.Supervisor.GetAsync($"{day}?facilityId={facility}&productionDate=9999-12-31"));
        Assert.Empty((await Day(facility))["lines"]!.AsArray());
    }

    [Fact]
    public async Task The_page_opens_on_the_date_of_its_address_and_on_today_without_one()
    {
        var line = await floor.GivenALineWithShifts();
        var facility = await FacilityOf(line);
        var page = await floor.Supervisor.GetStringAsync($"/downtime/day?facility={facility}&date={Date}");
        Assert.Contains($"date=\"{Date}\"", page, StringComparison.Ordinal);
        await Expect.Status(HttpStatusCode.OK, await floor.Supervisor.GetAsync("/downtime/day"));
        await Expect.Status(HttpStatusCode.OK, await floor.Supervisor.GetAsync($"/downtime/day?facility={facility}&date=soon"));
        await Expect.Status(HttpStatusCode.NotFound, await floor.Supervisor.GetAsync("/downtime/day?facility=999999"));
    }

    private Task<JsonNode> Stopped(long line, string start, string end, long? reason = null) =>
        FloorSteps.Recorded(floor.Admin, FloorSteps.Stop(line, $"{Date}T{start}", $"{Date}T{end}", reason));

    private static Task<HttpResponseMessage> Act(HttpClient who, JsonNode stop, string act, object body) =>
        who.PostAsJsonAsync($"{FloorSteps.Events}/{FloorSteps.IdOf(stop)}/{act}", body);

    private async Task<JsonNode> Day(long facility, string date = Date) =>
        await Expect.Json(
            HttpStatusCode.OK,
            await floor.Supervisor.GetAsync($"/api/downtime/day?facilityId={facility}&productionDate={date}")
        );

    /// <summary>What others changed on the dates of these stops: they may lie on both sides of a date's end.</summary>
    private async Task<List<JsonNode>> ChangesOf(long facility, params JsonNode[] stops)
    {
        var changes = new List<JsonNode>();
        foreach (var date in stops.Select(s => (string)s["productionDate"]!).Distinct())
        {
            changes.AddRange((await Day(facility, date))["changes"]!.AsArray().Select(c => c!));
        }
        return changes;
    }

    private Task<long> FacilityOf(long line) => app.Scalar<long>("SELECT facility_id FROM catalog.line WHERE id = @line", new { line });

    private Task<string> NameOf(string role) =>
        app.Scalar<string>("SELECT display_name FROM identity.users WHERE username = @name", new { name = TestApp.UsernameOf([role]) });

    private static JsonNode LineOf(JsonNode day, long line) => day["lines"]!.AsArray().Single(l => FloorSteps.IdOf(l!) == line)!;

    private static List<JsonNode> ShiftsOf(JsonNode day, long line) => [.. LineOf(day, line)["shifts"]!.AsArray().Select(s => s!)];

    private static JsonNode ShiftOf(JsonNode day, long line, string code) => ShiftsOf(day, line).Single(s => (string?)s["code"] == code);

    private static IEnumerable<long> EventsOf(JsonNode shift) => shift["events"]!.AsArray().Select(e => FloorSteps.IdOf(e!));

    private static void AssertSum(decimal minutes, int stops, int unexplained, JsonNode sum) =>
        Assert.Equal((minutes, stops, unexplained), ((decimal)sum["minutes"]!, (int)sum["stops"]!, (int)sum["unexplained"]!));
}
