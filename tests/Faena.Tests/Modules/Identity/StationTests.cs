using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Modules.Downtime;
using Faena.Tests.Support;
using static Faena.Tests.Modules.Identity.StationSteps;

namespace Faena.Tests.Modules.Identity;

public class StationTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Pin = "2580";
    private const string OtherPin = "739146";

    private readonly StationSteps steps = new(app);
    private readonly FloorSteps floor = new(app);

    [Fact]
    public async Task A_station_reads_the_floor_and_records_nothing_by_itself()
    {
        var line = await floor.GivenALineWithShifts();
        var (tablet, id, name) = await steps.GivenAStation();

        await Expect.Status(HttpStatusCode.OK, await tablet.GetAsync("/api/downtime/reasons"));
        await Expect.Status(HttpStatusCode.OK, await tablet.GetAsync($"/api/downtime/lines/{line}/events?productionDate=2026-03-01"));
        await Expect.Refusal(HttpStatusCode.Forbidden, "not_allowed", await FloorSteps.Record(tablet, Stop(line)));
        await Expect.Status(HttpStatusCode.Forbidden, await tablet.GetAsync("/api/identity/users"));

        var session = await Expect.Json(HttpStatusCode.OK, await tablet.GetAsync("/api/session"));
        Assert.Equal($"station:{name}", (string?)session["username"]);
        Assert.Equal(name, (string?)session["displayName"]);
        Assert.Equal("""["downtime.read"]""", session["permissions"]!.ToJsonString());
        Assert.Equal($"station:{name}", await app.Scalar<string>("SELECT name FROM identity.v_actors WHERE id = @id", new { id }));
    }

    [Fact]
    public async Task Two_people_act_one_after_the_other_and_each_stop_names_its_person()
    {
        var line = await floor.GivenALineWithShifts();
        var (tablet, _, name) = await steps.GivenAStation();
        var (ana, luis) = (await steps.GivenAPerson(Pin), await steps.GivenAPerson(OtherPin, "Supervisor"));

        var first = await Expect.Json(HttpStatusCode.Created, await Act(tablet, ana, Pin, FloorSteps.Events, Stop(line, 3)));
        var second = await Expect.Json(HttpStatusCode.Created, await Act(tablet, luis, OtherPin, FloorSteps.Events, Stop(line, 2)));

        Assert.Equal(ana.DisplayName, (string?)first["enteredBy"]!["name"]);
        Assert.Equal(luis.DisplayName, (string?)second["enteredBy"]!["name"]);
        Assert.Equal(
            [(ana.Username, name), (luis.Username, name)],
            await app.Rows<(string By, string Station)>(
                """
                SELECT changed_by, station FROM audit.audit_log
                WHERE table_name = 'downtime.event' AND after ->> 'line_id' = @line::text ORDER BY audit_id
                """,
                new { line }
            )
        );
    }

    [Fact]
    public async Task Nobody_loses_the_session_they_have_open_at_a_desk()
    {
        var line = await floor.GivenALineWithShifts();
        var (tablet, _, _) = await steps.GivenAStation();
        var ana = await steps.GivenAPerson(Pin);
        var desk = app.Anonymous();
        await desk.SignIn(ana.Username, Password);

        await Expect.Status(HttpStatusCode.Created, await Act(tablet, ana, Pin, FloorSteps.Events, Stop(line)));

        await Expect.Status(HttpStatusCode.OK, await desk.GetAsync("/api/session"));
        await Expect.Refusal(HttpStatusCode.Conflict, "session_exists", await app.Anonymous().SignIn(ana.Username, Password));
    }

    [Fact]
    public async Task A_fact_that_arrives_twice_is_one_stop_and_may_end_it_later()
    {
        var line = await floor.GivenALineWithShifts();
        var (tablet, _, _) = await steps.GivenAStation();
        var ana = await steps.GivenAPerson(Pin);
        var fact = Guid.NewGuid().ToString();
        var box = await Seal(tablet, ana.Id, Pin, fact);
        var stop = Stop(line, end: false);

        var first = await Expect.Json(HttpStatusCode.Created, await Send(tablet, FloorSteps.Events, stop, fact, box));
        var again = await Expect.Json(HttpStatusCode.Created, await Send(tablet, FloorSteps.Events, stop, fact, box));

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        var ending = $"{FloorSteps.Events}/{FloorSteps.IdOf(first)}/stop";
        await Expect.Status(HttpStatusCode.OK, await Act(tablet, ana, Pin, ending, new JsonObject()));
    }

    [Fact]
    public async Task A_wrong_pin_is_refused_and_five_of_them_close_it_but_not_the_desk()
    {
        var line = await floor.GivenALineWithShifts();
        var (tablet, _, name) = await steps.GivenAStation();
        var (ana, luis) = (await steps.GivenAPerson(Pin), await steps.GivenAPerson(OtherPin));
        for (var time = 0; time < 5; time++)
        {
            var answer = await Act(tablet, ana, "9999", FloorSteps.Events, Stop(line));
            await Expect.Refusal(HttpStatusCode.Forbidden, "pin_wrong", answer);
        }

        await Expect.Refusal(HttpStatusCode.Forbidden, "pin_closed", await Act(tablet, ana, Pin, FloorSteps.Events, Stop(line)));
        await Expect.Status(HttpStatusCode.Created, await Act(tablet, luis, OtherPin, FloorSteps.Events, Stop(line, 3)));
        await Expect.Status(HttpStatusCode.NoContent, await app.Anonymous().SignIn(ana.Username, Password));
        Assert.Equal(
            5,
            await app.Scalar<int>(
                "SELECT count(*) FROM audit.audit_log WHERE action_type = 'PIN_FAILED' AND changed_by = @Username AND after ->> 'station' = @name",
                new { ana.Username, name }
            )
        );
        Assert.NotEqual(
            0,
            await app.Scalar<int>(
                "SELECT count(*) FROM audit.audit_log WHERE action_type = 'REFUSED' AND changed_by = @by",
                new { by = $"station:{name}" }
            )
        );

        using var later = app.Time.Ahead(TimeSpan.FromMinutes(15));
        await Expect.Status(HttpStatusCode.Created, await Act(tablet, ana, Pin, FloorSteps.Events, Stop(line)));
    }

    [Fact]
    public async Task A_new_pin_opens_what_wrong_ones_closed_and_the_old_one_is_worthless_at_once()
    {
        var line = await floor.GivenALineWithShifts();
        var (tablet, _, _) = await steps.GivenAStation();
        var ana = await steps.GivenAPerson(Pin);
        await Expect.Status(HttpStatusCode.Created, await Act(tablet, ana, Pin, FloorSteps.Events, Stop(line, 5)));
        for (var time = 0; time < 5; time++)
        {
            await Act(tablet, ana, "9999", FloorSteps.Events, Stop(line));
        }

        await Expect.Status(HttpStatusCode.NoContent, await steps.SetPin(ana.Id, OtherPin));

        await Expect.Refusal(HttpStatusCode.Forbidden, "pin_wrong", await Act(tablet, ana, Pin, FloorSteps.Events, Stop(line)));
        await Expect.Status(HttpStatusCode.Created, await Act(tablet, ana, OtherPin, FloorSteps.Events, Stop(line)));
    }

    [Fact]
    public async Task Of_guesses_sent_all_at_once_no_more_than_five_are_answered()
    {
        var line = await floor.GivenALineWithShifts();
        var (tablet, _, _) = await steps.GivenAStation();
        var ana = await steps.GivenAPerson(Pin);

        var codes = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(async n => await CodeOf(await Act(tablet, ana, $"70{n:00}", FloorSteps.Events, Stop(line))))
        );

        Assert.Equal(5, codes.Count(c => c == "pin_wrong"));
        Assert.Equal(7, codes.Count(c => c == "pin_closed"));
    }

    [Fact]
    public async Task One_pin_tried_on_many_people_closes_the_station_but_not_to_whoever_works_at_it()
    {
        var line = await floor.GivenALineWithShifts();
        var (tablet, _, _) = await steps.GivenAStation();
        var (other, _, _) = await steps.GivenAStation();
        var ana = await steps.GivenAPerson(Pin);
        await Expect.Status(HttpStatusCode.Created, await Act(tablet, ana, Pin, FloorSteps.Events, Stop(line, 5)));
        var people = new List<StationSteps.Somebody>();
        for (var person = 0; person < 6; person++)
        {
            people.Add(await steps.GivenAPerson(Pin));
        }

        // Four a person, so that nobody's own PIN is closed.
        var codes = new List<string?>();
        foreach (var person in people.SelectMany(p => Enumerable.Repeat(p, 4)))
        {
            codes.Add(await CodeOf(await Act(tablet, person, "9182", FloorSteps.Events, Stop(line))));
        }

        Assert.Equal(Enumerable.Repeat<string?>("pin_wrong", 20).Concat(Enumerable.Repeat("pin_station_closed", 4)), codes);
        await Expect.Refusal(
            HttpStatusCode.Forbidden,
            "pin_station_closed",
            await Act(tablet, people[0], Pin, FloorSteps.Events, Stop(line, 3))
        );
        await Expect.Status(HttpStatusCode.Created, await Act(tablet, ana, Pin, FloorSteps.Events, Stop(line, 3)));
        await Expect.Status(HttpStatusCode.Created, await Act(other, people[0], Pin, FloorSteps.Events, Stop(line, 2)));
        using var later = app.Time.Ahead(TimeSpan.FromMinutes(15));
        await Expect.Status(HttpStatusCode.Created, await Act(tablet, people[1], Pin, FloorSteps.Events, Stop(line)));
    }

    [Fact]
    public async Task What_is_sealed_for_one_fact_signs_no_other()
    {
        var line = await floor.GivenALineWithShifts();
        var (tablet, _, _) = await steps.GivenAStation();
        var ana = await steps.GivenAPerson(Pin);
        var box = await Seal(tablet, ana.Id, Pin, "one fact");

        foreach (var other in new[] { "another fact", "One fact" })
        {
            await Expect.Refusal(
                HttpStatusCode.Forbidden,
                "seal_unreadable",
                await Send(tablet, FloorSteps.Events, Stop(line), other, box)
            );
        }
        // Nor the same fact with other words.
        await Expect.Status(HttpStatusCode.Created, await Send(tablet, FloorSteps.Events, Stop(line), "one fact", box));
        await Expect.Refusal(
            HttpStatusCode.UnprocessableEntity,
            "idempotency_key_reused",
            await Send(tablet, FloorSteps.Events, Stop(line, 9), "one fact", box)
        );
    }

    [Fact]
    public async Task A_box_of_something_else_is_refused_and_nothing_breaks()
    {
        var line = await floor.GivenALineWithShifts();
        var (tablet, _, _) = await steps.GivenAStation();
        var key = (await Known(tablet))["key"]!;
        string[] boxes = ["nonsense", "%%%", Seal(key, "not json"), Seal(key, "{}"), Seal(key, """{"person":1,"pin":null,"fact":"f"}""")];

        foreach (var box in boxes)
        {
            await Expect.Refusal(HttpStatusCode.Forbidden, "seal_unreadable", await Send(tablet, FloorSteps.Events, Stop(line), "f", box));
        }
        var nobody = Seal(key, """{"person":0,"pin":"2580","fact":"f"}""");
        await Expect.Refusal(HttpStatusCode.Forbidden, "person_unknown", await Send(tablet, FloorSteps.Events, Stop(line), "f", nobody));
    }

    [Fact]
    public async Task Who_may_not_record_or_is_disabled_or_has_no_pin_or_works_elsewhere_is_refused()
    {
        var (here, there) = (await floor.GivenAFacility(), await floor.GivenAFacility());
        var line = await floor.GivenALine(here);
        var (tablet, _, _) = await steps.GivenAStation(here);
        var viewer = await steps.GivenAPerson(Pin, "Viewer");
        var gone = await steps.GivenAPerson(Pin);
        await steps.Administrator.PatchAsJsonAsync($"/api/identity/users/{gone.Id}", new { disabled = true });
        var without = await steps.GivenAPerson();
        var elsewhere = await steps.GivenAPerson(Pin, "Operator", there);
        var local = await steps.GivenAPerson(Pin, "Operator", here, there);

        async Task Refused(string code, Somebody who) =>
            await Expect.Refusal(HttpStatusCode.Forbidden, code, await Act(tablet, who, Pin, FloorSteps.Events, Stop(line)));

        await Refused("not_allowed", viewer);
        await Refused("person_unknown", gone);
        await Refused("person_unknown", without);
        await Refused("facility_not_allowed", elsewhere);
        await Expect.Status(HttpStatusCode.Created, await Act(tablet, local, Pin, FloorSteps.Events, Stop(line)));

        // And the tablet offers only those who may.
        var offered = (await Known(tablet))["people"]!.AsArray().Select(p => (long)p!["id"]!).ToList();
        Assert.Contains(local.Id, offered);
        Assert.Empty(offered.Intersect([viewer.Id, gone.Id, without.Id, elsewhere.Id]));
    }

    [Fact]
    public async Task A_person_of_two_facilities_acts_at_a_station_only_in_the_stations_own()
    {
        var (here, there) = (await floor.GivenAFacility(), await floor.GivenAFacility());
        var line = await floor.GivenALine(there);
        var (tablet, _, _) = await steps.GivenAStation(here);
        var ana = await steps.GivenAPerson(Pin, "Operator", here, there);

        await Expect.Refusal(HttpStatusCode.Forbidden, "facility_not_allowed", await Act(tablet, ana, Pin, FloorSteps.Events, Stop(line)));
    }

    [Fact]
    public async Task What_an_administrator_decides_is_not_done_with_a_pin()
    {
        var (tablet, _, _) = await steps.GivenAStation();
        var boss = await steps.GivenAPerson(Pin, "Administrator");

        async Task Refused(string url) =>
            await Expect.Refusal(HttpStatusCode.Forbidden, "not_allowed", await Act(tablet, boss, Pin, url, new JsonObject()));

        await Refused("/api/downtime/reasons");
        await Refused("/api/identity/users");
        await Refused("/api/ordenes");
        await Expect.Refusal(
            HttpStatusCode.Forbidden,
            "pin_needs_session",
            await tablet.PutAsJsonAsync("/api/session/pin", new { pin = OtherPin, current = Password })
        );
    }

    [Fact]
    public async Task Without_a_station_the_box_is_not_looked_at()
    {
        var line = await floor.GivenALineWithShifts();
        var (tablet, _, _) = await steps.GivenAStation();
        var ana = await steps.GivenAPerson(Pin);
        var box = await Seal(tablet, ana.Id, Pin, "f");

        await Expect.Status(HttpStatusCode.Unauthorized, await Send(app.Anonymous(), FloorSteps.Events, Stop(line), "f", box));
        var recorded = await Expect.Json(HttpStatusCode.Created, await Send(floor.Operator, FloorSteps.Events, Stop(line), "f", box));
        Assert.Equal("operator", (string?)recorded["enteredBy"]!["name"]);
    }

    [Fact]
    public async Task A_revoked_station_is_signed_out()
    {
        var (tablet, id, _) = await steps.GivenAStation();

        await Expect.Status(HttpStatusCode.NoContent, await steps.Administrator.DeleteAsync($"{Stations}/{id}"));

        await Expect.Refusal(HttpStatusCode.Unauthorized, "station_revoked", await tablet.GetAsync("/api/downtime/reasons"));
        await Expect.Status(HttpStatusCode.NotFound, await steps.Administrator.DeleteAsync($"{Stations}/{id}"));
    }

    [Fact]
    public async Task A_device_is_one_station_and_a_name_is_free_again_once_its_station_is_gone()
    {
        var device = app.SignedInAs("Administrator");
        var name = NewName("Única ");
        var first = await Make(device, name);
        await Expect.Refusal(
            HttpStatusCode.Conflict,
            "station_name_taken",
            await app.SignedInAs("Administrator").PostAsJsonAsync(Stations, new { name = name.ToUpperInvariant() })
        );

        var second = await Make(device, name);

        var list = (await Expect.Json(HttpStatusCode.OK, await device.GetAsync(Stations)))["stations"]!.AsArray();
        var named = list.Where(s => (string?)s!["name"] == name).Select(s => (long)s!["id"]!);
        Assert.NotEqual(first, second);
        Assert.Equal([second], named);
        await Expect.BadField("name", await device.PostAsJsonAsync(Stations, new { name = " " }));
    }

    [Fact]
    public async Task Who_signs_in_at_a_station_is_themselves_there_and_leaves_the_station_behind()
    {
        var (tablet, _, name) = await steps.GivenAStation();
        var boss = await steps.GivenAPerson(role: "Supervisor");
        await tablet.SignIn(boss.Username, Password);
        await Expect.Refusal(HttpStatusCode.Forbidden, "not_a_station", await tablet.GetAsync("/api/session/station"));

        await tablet.DeleteAsync("/api/session");

        Assert.Equal(name, (string?)(await Known(tablet))["station"]!["name"]);
    }

    [Fact]
    public async Task A_session_that_ended_at_a_station_leaves_the_station_and_takes_nothing_along()
    {
        var line = await floor.GivenALineWithShifts();
        var (tablet, _, _) = await steps.GivenAStation();
        var ana = await steps.GivenAPerson(Pin);
        await tablet.SignIn(ana.Username, Password);
        await app.Anonymous().SignIn(ana.Username, Password, takeover: true);

        await Known(tablet);
        await Expect.Status(HttpStatusCode.Created, await Act(tablet, ana, Pin, FloorSteps.Events, Stop(line)));
        // What she wrote in her session waits for her; it is not lost to a refusal of the station.
        await Expect.Refusal(HttpStatusCode.Unauthorized, "session_superseded", await FloorSteps.Record(tablet, Stop(line)));
    }

    [Fact]
    public async Task The_cookie_of_a_station_outlives_the_browser_and_is_renewed_by_every_page()
    {
        var boss = await steps.GivenAPerson(role: "Administrator");
        var tablet = app.Anonymous();
        tablet.BaseAddress = new Uri("https://faena.example");
        await tablet.SignIn(boss.Username, Password);

        var made = (await tablet.PostAsJsonAsync(Stations, new { name = NewName("Segura ") })).SetCookie("__Host-faena-station");

        Assert.NotNull(made);
        foreach (var part in new[] { "httponly", "samesite=lax", "path=/", "secure", "max-age=34560000" })
        {
            Assert.Contains(part, made, StringComparison.Ordinal);
        }
        await tablet.DeleteAsync("/api/session");
        using var page = new HttpRequestMessage(HttpMethod.Get, "/");
        page.Headers.Add("Accept", "text/html");
        Assert.Equal(made, (await tablet.SendAsync(page)).SetCookie("__Host-faena-station"));
    }

    [Fact]
    public async Task Another_sites_page_sends_nothing_with_a_stations_cookie()
    {
        var (tablet, _, _) = await steps.GivenAStation();
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/session/language")
        {
            Content = JsonContent.Create(new { language = "en" }),
        };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        await Expect.Refusal(HttpStatusCode.BadRequest, "cross_site", await tablet.SendAsync(request));
    }

    [Fact]
    public async Task A_station_keeps_the_language_chosen_at_it_whoever_signs_in_meanwhile()
    {
        var (tablet, _, _) = await steps.GivenAStation();
        await tablet.PutAsJsonAsync("/api/session/language", new { language = "en" });
        var ana = await steps.GivenAPerson();

        await tablet.SignIn(ana.Username, Password);
        await tablet.DeleteAsync("/api/session");

        Assert.Equal("en", (string?)(await Expect.Json(HttpStatusCode.OK, await tablet.GetAsync("/api/session")))["language"]);
        Assert.Null(await app.Scalar<string?>("SELECT language FROM identity.users WHERE id = @Id", new { ana.Id }));
    }

    [Theory]
    [InlineData("123")]
    [InlineData("123456789")]
    [InlineData("12a4")]
    [InlineData("١٢٣٥")]
    [InlineData("0000")]
    [InlineData("1234")]
    [InlineData("87654321")]
    [InlineData("")]
    public async Task A_pin_that_is_none_or_that_everybody_tries_first_is_not_taken(string pin)
    {
        var ana = await steps.GivenAPerson();

        await Expect.BadField("pin", await steps.SetPin(ana.Id, pin));
    }

    [Fact]
    public async Task A_person_chooses_their_own_pin_knowing_their_password_and_takes_it_away_again()
    {
        var line = await floor.GivenALineWithShifts();
        var (tablet, _, _) = await steps.GivenAStation();
        var ana = await steps.GivenAPerson();
        var desk = app.Anonymous();
        await desk.SignIn(ana.Username, Password);

        await Expect.BadField("current", await desk.PutAsJsonAsync("/api/session/pin", new { pin = Pin, current = "a wrong guess" }));
        await Expect.Status(HttpStatusCode.NoContent, await desk.PutAsJsonAsync("/api/session/pin", new { pin = Pin, current = Password }));

        await Expect.Status(HttpStatusCode.Created, await Act(tablet, ana, Pin, FloorSteps.Events, Stop(line)));
        await Expect.Status(HttpStatusCode.NoContent, await desk.DeleteAsync("/api/session/pin"));
        await Expect.Refusal(HttpStatusCode.Forbidden, "person_unknown", await Act(tablet, ana, Pin, FloorSteps.Events, Stop(line)));
        await Expect.Status(HttpStatusCode.NotFound, await desk.DeleteAsync("/api/session/pin"));
    }

    [Fact]
    public async Task Being_seen_leaves_a_trace_of_a_station_but_no_entry_in_the_audit_log()
    {
        var (tablet, id, _) = await steps.GivenAStation();

        await Known(tablet);

        Assert.NotNull(await app.Scalar<DateTime?>("SELECT last_seen_at FROM identity.stations WHERE id = @id", new { id }));
        Assert.Equal(
            1,
            await app.Scalar<int>(
                "SELECT count(*) FROM audit.audit_log WHERE table_name = 'identity.stations' AND record_id = @id::text",
                new { id }
            )
        );
    }

    private static async Task<string?> CodeOf(HttpResponseMessage answer) =>
        (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["code"];

    /// <summary>A stop of half an hour some hours ago, or one that still runs.</summary>
    private JsonObject Stop(long line, int hoursAgo = 1, bool end = true)
    {
        var start = app.Time.GetUtcNow().AddHours(-hoursAgo);
        return FloorSteps.Stop(line, Text(start), end ? Text(start.AddMinutes(30)) : null);
    }

    private static string Text(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
