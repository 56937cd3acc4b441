using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Modules.Downtime;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Catalog;

/// <summary>Facilities, their lines, and shifts as the clock on their wall makes them.</summary>
public class ShiftsTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly FloorSteps floor = new(app);

    [Fact]
    public async Task Shifts_of_a_facility_never_share_a_minute_of_the_week()
    {
        var facility = await floor.GivenAFacility();
        await floor.GivenThreeShifts(facility);

        var problem = await Expect.BadField("start", await floor.CreateShift(facility, "X", "13:59", "15:00"));
        Assert.Contains("X", (string)problem["errors"]!["start"]![0]!, StringComparison.Ordinal);
        Assert.Contains("ES", (string)problem["errors"]!["start"]![0]!, StringComparison.Ordinal);
        // Sunday's night goes on until Monday's morning.
        await Expect.BadField("start", await floor.CreateShift(facility, "X", "05:59", "06:00", weekdays: [1]));
        // Another facility has a week of its own.
        await Expect.Status(HttpStatusCode.OK, await floor.CreateShift(await floor.GivenAFacility(), "MS", "06:00", "14:00"));
    }

    [Fact]
    public async Task A_shift_out_of_use_makes_room_and_comes_back_only_where_there_is_room()
    {
        var facility = await floor.GivenAFacility();
        var day = FloorSteps.IdOf(await Expect.Json(HttpStatusCode.OK, await floor.CreateShift(facility, "D", "06:00", "18:00")));
        await Expect.Status(HttpStatusCode.NoContent, await Switch(day, false));
        await Expect.Status(HttpStatusCode.OK, await floor.CreateShift(facility, "D", "07:00", "15:00"));
        await Expect.BadField("active", await Switch(day, true));
    }

    [Fact]
    public async Task The_minutes_without_a_shift_are_listed()
    {
        var facility = await floor.GivenAFacility();
        await Expect.Status(HttpStatusCode.OK, await floor.CreateShift(facility, "D", "06:00", "18:00", weekdays: [1, 2, 3, 4, 5]));

        var gaps = (await Expect.Json(HttpStatusCode.OK, await floor.Admin.GetAsync($"/api/catalog/shifts?facilityId={facility}")))[
            "gaps"
        ]!.AsArray();

        Assert.Equal(
            [
                (1, "00:00", 1, "06:00"),
                (1, "18:00", 2, "06:00"),
                (2, "18:00", 3, "06:00"),
                (3, "18:00", 4, "06:00"),
                (4, "18:00", 5, "06:00"),
                (5, "18:00", 1, "00:00"),
            ],
            gaps.Select(g => ((int)g!["weekday"]!, (string)g["start"]!, (int)g["untilWeekday"]!, (string)g["end"]!))
        );
    }

    // The clock of Los Angeles in spring and autumn.
    [Theory]
    [InlineData("2026-03-07", 420)]
    [InlineData("2025-11-01", 540)]
    [InlineData("2025-06-01", 480)]
    public async Task A_night_is_as_long_as_the_clock_makes_it(string date, int minutes)
    {
        var facility = await floor.GivenAFacility();
        await floor.GivenThreeShifts(facility);

        var night = (await floor.Occurrences(facility, date, date)).Single(o => (string)o!["shiftCode"]! == "NS")!;

        Assert.Equal((decimal)minutes, (decimal)night["minutes"]!);
        Assert.Equal(date, (string)night["productionDate"]!);
    }

    [Fact]
    public async Task Breaks_lie_within_the_shift_and_are_no_planned_time()
    {
        var facility = await floor.GivenAFacility();
        object Break(string start, int minutes) => new { start, minutes };
        await Expect.BadField("breaks[0].start", await floor.CreateShift(facility, "N", "22:00", "06:00", [Break("21:00", 30)]));
        await Expect.BadField("breaks[0].start", await floor.CreateShift(facility, "N", "22:00", "06:00", [Break("05:45", 30)]));
        await Expect.BadField(
            "breaks[1].start",
            await floor.CreateShift(facility, "N", "22:00", "06:00", [Break("01:00", 30), Break("01:15", 30)])
        );
        await Expect.Status(
            HttpStatusCode.OK,
            await floor.CreateShift(facility, "N", "22:00", "06:00", [Break("23:00", 15), Break("02:00", 30)])
        );

        var night = Assert.Single(await floor.Occurrences(facility, "2025-06-01", "2025-06-01"))!;
        Assert.Equal((480m, 435m), ((decimal)night["minutes"]!, (decimal)night["plannedMinutes"]!));
    }

    [Fact]
    public async Task What_a_shift_was_stays_what_it_was_when_the_shift_changes()
    {
        var facility = await floor.GivenAFacility("UTC");
        var day = FloorSteps.IdOf(await Expect.Json(HttpStatusCode.OK, await floor.CreateShift(facility, "D", "06:00", "14:00")));
        var today = DateOnly.FromDateTime(app.Time.GetUtcNow().UtcDateTime);
        var (past, next) = ($"{today.AddDays(-3):O}", $"{today.AddDays(3):O}");
        // Somebody looks at what is to come; nobody has looked at what is past.
        await floor.Occurrences(facility, next, next);

        await Expect.Status(
            HttpStatusCode.NoContent,
            await floor.Admin.PutAsJsonAsync($"/api/catalog/shifts/{day}", FloorSteps.Shift(facility, "D", "07:00", "15:00"))
        );

        Assert.Equal($"{past}T06:00:00+00:00", (string)(await floor.Occurrences(facility, past, past))[0]!["startsAt"]!);
        Assert.Equal($"{next}T07:00:00+00:00", (string)(await floor.Occurrences(facility, next, next))[0]!["startsAt"]!);
    }

    [Theory]
    [InlineData("timeZone", "Mars/Phobos")]
    [InlineData("timeZone", null)]
    [InlineData("name", " ")]
    [InlineData("code", "")]
    public async Task A_bad_field_of_a_facility_is_named(string field, string? value)
    {
        var facility = new JsonObject
        {
            ["code"] = FloorSteps.NewCode("F"),
            ["name"] = FloorSteps.NewCode("Planta "),
            ["timeZone"] = "UTC",
        };
        facility[field] = value;
        await Expect.BadField(field, await floor.Admin.PostAsJsonAsync("/api/catalog/facilities", facility));
    }

    [Fact]
    public async Task Codes_are_taken_once_in_a_facility_whatever_their_case()
    {
        var facility = await floor.GivenAFacility();
        object Line(string code, string name) =>
            new
            {
                facilityId = facility,
                code,
                name,
            };
        await Expect.Status(HttpStatusCode.OK, await floor.Admin.PostAsJsonAsync("/api/catalog/lines", Line("a-1", "Una")));
        await Expect.Refusal(
            HttpStatusCode.Conflict,
            "line_code_taken",
            await floor.Admin.PostAsJsonAsync("/api/catalog/lines", Line("A-1", "Otra"))
        );
        await Expect.Refusal(
            HttpStatusCode.Conflict,
            "line_name_taken",
            await floor.Admin.PostAsJsonAsync("/api/catalog/lines", Line("A-2", "UNA"))
        );
    }

    private Task<HttpResponseMessage> Switch(long shift, bool active) =>
        floor.Admin.PatchAsJsonAsync($"/api/catalog/shifts/{shift}", new { active });
}
