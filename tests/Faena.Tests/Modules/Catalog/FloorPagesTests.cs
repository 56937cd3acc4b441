using System.Net;
using System.Net.Http.Json;
using Faena.Tests.Modules.Downtime;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Catalog;

/// <summary>The screens of facilities, lines and shifts, and when an entry goes out of use and comes back.</summary>
public class FloorPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly FloorSteps floor = new(app);
    private readonly HttpClient viewer = app.SignedInAs("Viewer");

    [Theory]
    [InlineData("/catalog/facilities", "Nueva planta", "New facility")]
    [InlineData("/catalog/lines", "Nueva línea", "New line")]
    [InlineData("/catalog/shifts", "Nuevo turno", "New shift")]
    public async Task A_list_offers_to_add_and_change_entries_only_to_who_keeps_the_catalog(string path, string spanish, string english)
    {
        var facility = await floor.GivenAFacility();
        await floor.GivenALine(facility);
        await floor.GivenThreeShifts(facility);

        var own = await floor.Admin.Page($"{path}?facility={facility}", "es");
        var inEnglish = await floor.Admin.Page($"{path}?facility={facility}", "en");
        var others = await viewer.Page($"{path}?facility={facility}", "es");

        Assert.Contains($"data-title=\"{spanish}\"", own, StringComparison.Ordinal);
        Assert.Contains($"data-title=\"{english}\"", inEnglish, StringComparison.Ordinal);
        Assert.Contains("history-button", own, StringComparison.Ordinal);
        Assert.DoesNotContain("data-title=", others, StringComparison.Ordinal);
        Assert.DoesNotContain("history-button", others, StringComparison.Ordinal);
        Assert.DoesNotContain("<dialog", others, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_facility_offers_its_zones_and_shows_the_clock_of_the_one_it_has()
    {
        await floor.GivenAFacility("America/Lima");

        var page = await floor.Admin.Page("/catalog/facilities", "es");

        Assert.Contains("America/Lima <span class=\"muted small nowrap\">UTC−05:00</span>", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"America/Mexico_City\">UTC−06:00</option>", page, StringComparison.Ordinal);
        Assert.Contains("data-fixed=\"timeZone\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_facility_goes_out_of_use_only_after_its_lines()
    {
        var facility = await floor.GivenAFacility();
        var line = await floor.GivenALine(facility);

        var refused = await Expect.Refusal(HttpStatusCode.Conflict, "facility_has_lines", await Switch("facilities", facility, false));
        Assert.Equal(1, (int)refused["data"]!["lines"]!);

        await Expect.Status(HttpStatusCode.OK, await Switch("lines", line, false));
        await Expect.Status(HttpStatusCode.OK, await Switch("facilities", facility, false));
        await Expect.Refusal(HttpStatusCode.Conflict, "facility_out_of_use", await Switch("lines", line, true));

        await Expect.Status(HttpStatusCode.OK, await Switch("facilities", facility, true));
        await Expect.Status(HttpStatusCode.OK, await Switch("lines", line, true));
    }

    [Fact]
    public async Task A_facility_says_after_how_long_a_stop_is_worth_an_alert()
    {
        var facility = await floor.GivenAFacility();
        Assert.Equal(15, await Alert());

        await Expect.Status(HttpStatusCode.OK, await Change(0));
        Assert.Equal(0, await Alert());
        await Expect.BadField("stopAlertMinutes", await Change(24 * 60 + 1));
        await Expect.BadField("stopAlertMinutes", await Change(-1));
        Assert.Equal(0, await Alert());

        Task<HttpResponseMessage> Change(int stopAlertMinutes) =>
            floor.Admin.PatchAsJsonAsync($"/api/catalog/facilities/{facility}", new { stopAlertMinutes });

        async Task<int> Alert()
        {
            var all = await Expect.Json(HttpStatusCode.OK, await floor.Admin.GetAsync("/api/catalog/facilities"));
            return (int)all.AsArray().Single(f => (long)f!["id"]! == facility)!["stopAlertMinutes"]!;
        }
    }

    [Fact]
    public async Task A_line_stays_in_use_while_it_stands()
    {
        var line = await floor.GivenALineWithShifts();
        var stop = FloorSteps.IdOf(
            await FloorSteps.Recorded(floor.Operator, FloorSteps.Stop(line, $"{app.Time.GetUtcNow().AddMinutes(-5):O}"))
        );
        await Expect.Refusal(HttpStatusCode.Conflict, "line_stands", await Switch("lines", line, false));

        await Expect.Status(HttpStatusCode.OK, await floor.Operator.PostAsJsonAsync($"{FloorSteps.Events}/{stop}/stop", new { }));
        await Expect.Status(HttpStatusCode.OK, await Switch("lines", line, false));
    }

    [Fact]
    public async Task Lines_are_listed_by_facility()
    {
        var (one, other) = (await floor.GivenAFacility(), await floor.GivenAFacility());
        await Add(
            "lines",
            new
            {
                facilityId = one,
                code = "EMP-1",
                name = "Empaque uno",
            }
        );
        await Add(
            "lines",
            new
            {
                facilityId = other,
                code = "EMP-1",
                name = "Empaque dos",
            }
        );

        var page = await viewer.Page($"/catalog/lines?facility={one}", "es");

        Assert.Contains("Empaque uno", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Empaque dos", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_shows_its_gaps_in_words()
    {
        var facility = await floor.GivenAFacility();
        await Expect.Status(HttpStatusCode.OK, await floor.CreateShift(facility, "D", "06:00", "14:00", weekdays: [1, 2, 3, 4, 5]));
        await Expect.Status(HttpStatusCode.OK, await floor.CreateShift(facility, "T", "14:00", "22:00", weekdays: [1, 2, 3, 4, 5]));

        var spanish = await viewer.Page($"/catalog/shifts?facility={facility}", "es");
        var english = await viewer.Page($"/catalog/shifts?facility={facility}", "en");

        // Sunday's gap and Monday's are one.
        Assert.Contains("Horas sin turno: 88 a la semana", spanish, StringComparison.Ordinal);
        Assert.Contains("lun–jue: 22:00–06:00", spanish, StringComparison.Ordinal);
        Assert.Contains("vie 22:00 a lun 06:00", spanish, StringComparison.Ordinal);
        Assert.Contains("Fri 22:00 to Mon 06:00", english, StringComparison.Ordinal);
        Assert.Contains("Unscheduled", english, StringComparison.Ordinal);
        Assert.Contains(
            "Changes count from now on",
            await floor.Admin.Page($"/catalog/shifts?facility={facility}", "en"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_week_around_the_clock_has_no_gaps()
    {
        var facility = await floor.GivenAFacility();
        await floor.GivenThreeShifts(facility);

        var page = await viewer.Page($"/catalog/shifts?facility={facility}", "es");

        Assert.Contains("La semana está cubierta", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Sin turno", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_to_come_shows_the_shifts_that_will_be_in_force()
    {
        var facility = await floor.GivenAFacility();
        await Add(
            "shifts",
            new
            {
                facilityId = facility,
                code = "N1",
                names = new { es = "Nuevo", en = "New" },
                start = "06:00",
                end = "06:00",
                validFrom = "2090-01-01",
            }
        );

        var today = await viewer.Page($"/catalog/shifts?facility={facility}", "es");
        var then = await viewer.Page($"/catalog/shifts?facility={facility}&on=2090-01-01", "es");

        Assert.Contains("no está vigente ningún turno", today, StringComparison.Ordinal);
        Assert.Contains("shift-tone-0", then, StringComparison.Ordinal);
        Assert.Contains("La semana está cubierta", then, StringComparison.Ordinal);
    }

    private async Task Add(string list, object entry) =>
        await Expect.Status(HttpStatusCode.OK, await floor.Admin.PostAsJsonAsync($"/api/catalog/{list}", entry));

    private Task<HttpResponseMessage> Switch(string list, long id, bool active) =>
        floor.Admin.PatchAsJsonAsync($"/api/catalog/{list}/{id}", new { active });
}
