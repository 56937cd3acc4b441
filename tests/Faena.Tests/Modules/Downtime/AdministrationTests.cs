using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Modules.Downtime.Reasons;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Downtime;

/// <summary>Who keeps reasons and quick notes, and how.</summary>
public class AdministrationTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Reasons = "/api/downtime/reasons";
    private const string Notes = "/api/downtime/quick-notes";

    private readonly FloorSteps floor = new(app);
    private readonly HttpClient viewer = app.SignedInAs("Viewer");

    [Fact]
    public void Every_icon_that_is_offered_is_in_the_sprite()
    {
        var sprite = File.ReadAllText(Repo.PathOf("web/icons.ts"));

        Assert.Empty(ReasonIcons.All.Where(icon => !sprite.Contains($"\"{icon}\",", StringComparison.Ordinal)));
    }

    [Fact]
    public void White_is_read_well_on_every_colour_that_is_offered()
    {
        Assert.Empty(ReasonColors.Palette.Where(color => ReasonColors.ContrastToWhite(color) < ReasonColors.EnoughContrast));
        Assert.Equal("#191b24", ReasonColors.InkOn("#fad91f"));
    }

    [Fact]
    public async Task An_icon_that_is_not_offered_is_refused() =>
        await Expect.BadField("icon", await floor.Admin.PostAsJsonAsync(Reasons, Reason("I1", icon: "rocket")));

    [Fact]
    public async Task A_new_reason_goes_last_and_moves_among_those_in_use()
    {
        var main = await floor.GivenAReason();
        var (a, b, c) = (await floor.GivenAReason(main), await floor.GivenAReason(main), await floor.GivenAReason(main));
        Assert.Equal([a, b, c], await OrderBelow(main));

        await Move(c, -1);
        Assert.Equal([a, c, b], await OrderBelow(main));
        // The first goes no further.
        await Move(a, -1);
        Assert.Equal([a, c, b], await OrderBelow(main));

        await Expect.Status(HttpStatusCode.NoContent, await floor.Admin.PatchAsJsonAsync($"{Reasons}/{c}", new { active = false }));
        await Move(b, -1);
        Assert.Equal([b, a, c], await OrderBelow(main));

        // What is changed keeps its place.
        await Expect.Status(HttpStatusCode.NoContent, await floor.Admin.PutAsJsonAsync($"{Reasons}/{a}", Reason("A-CHANGED")));
        Assert.Equal([b, a, c], await OrderBelow(main));
        await Expect.BadField("by", await floor.Admin.PostAsJsonAsync($"{Reasons}/{a}/move", new { by = 2 }));
        await Expect.Status(HttpStatusCode.NotFound, await floor.Admin.PostAsJsonAsync($"{Reasons}/999999/move", new { by = 1 }));
    }

    [Fact]
    public async Task The_tree_is_shown_with_its_marks_and_kept_only_by_who_may()
    {
        var line = await floor.GivenALineWithShifts();
        var main = await floor.GivenAReason();
        var leaf = await floor.GivenAReason(main, requiresNote: true, lossType: "MINOR_STOP", lines: line);
        var code = await app.Scalar<string>("SELECT code FROM downtime.reason WHERE id = @leaf", new { leaf });
        var lineCode = await app.Scalar<string>("SELECT code FROM catalog.line WHERE id = @line", new { line });

        var own = await floor.Admin.Page($"/downtime/reasons?q={code}", "es");
        var english = await floor.Admin.Page($"/downtime/reasons?q={code}", "en");
        var others = await viewer.Page($"/downtime/reasons?q={code}", "es");

        Assert.Contains("Paro breve", own, StringComparison.Ordinal);
        Assert.Contains("Pide nota", own, StringComparison.Ordinal);
        Assert.Contains($">{lineCode}<", own, StringComparison.Ordinal);
        Assert.Contains("Minor stop", english, StringComparison.Ordinal);
        Assert.Contains("data-form-dialog", own, StringComparison.Ordinal);
        Assert.DoesNotContain("data-form-dialog", others, StringComparison.Ordinal);
        Assert.DoesNotContain("<dialog", others, StringComparison.Ordinal);
        Assert.DoesNotContain("field.downtime", own, StringComparison.Ordinal);
        await Expect.Status(HttpStatusCode.Forbidden, await floor.Supervisor.PostAsJsonAsync(Reasons, Reason("NO")));
        await Expect.Status(HttpStatusCode.Forbidden, await floor.Supervisor.PostAsJsonAsync($"{Reasons}/{leaf}/move", new { by = 1 }));
        await Expect.Status(HttpStatusCode.Forbidden, await floor.Supervisor.PostAsJsonAsync($"{Reasons}/starter", new { }));
    }

    [Fact]
    public async Task A_level_that_does_not_fit_a_tablet_is_pointed_out()
    {
        var main = await floor.GivenAReason();
        var name = await app.Scalar<string>("SELECT name_es FROM downtime.reason WHERE id = @main", new { main });
        var (one, other) = (await floor.GivenALineWithShifts(), await floor.GivenALineWithShifts());
        for (var i = 0; i < 7; i++)
        {
            await floor.GivenAReason(main);
        }
        // No line sees more than eight of these nine.
        await floor.GivenAReason(main, lines: one);
        await floor.GivenAReason(main, lines: other);
        Assert.DoesNotContain($"{name}: 9", await floor.Admin.Page("/downtime/reasons", "es"), StringComparison.Ordinal);

        await floor.GivenAReason(main, lines: one);
        Assert.Contains($"{name}: 9", await floor.Admin.Page("/downtime/reasons", "es"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quick_notes_are_added_ordered_and_taken_out_of_use()
    {
        async Task<long> Add(string es, string en) =>
            FloorSteps.IdOf(await Expect.Json(HttpStatusCode.OK, await floor.Admin.PostAsJsonAsync(Notes, new { names = new { es, en } })));
        async Task<long[]> Listed(string query = "") =>
            [
                .. (await Expect.Json(HttpStatusCode.OK, await floor.Operator.GetAsync($"{Notes}{query}")))["quickNotes"]!
                    .AsArray()
                    .Select(n => FloorSteps.IdOf(n!)),
            ];
        var told = await Add("  Se avisó  a mantenimiento ", "Maintenance was told");
        var roll = await Add("Se cambió el rollo", "The roll was changed");
        Assert.Equal([told, roll], await Listed());

        await Expect.Status(HttpStatusCode.NoContent, await floor.Admin.PostAsJsonAsync($"{Notes}/{roll}/move", new { by = -1 }));
        Assert.Equal([roll, told], await Listed());

        await Expect.Status(HttpStatusCode.NoContent, await floor.Admin.PatchAsJsonAsync($"{Notes}/{roll}", new { active = false }));
        Assert.Equal([told], await Listed("?active=true"));
        Assert.Equal([roll, told], await Listed());

        await Expect.Refusal(
            HttpStatusCode.Conflict,
            "quick_note_taken",
            await floor.Admin.PostAsJsonAsync(Notes, new { names = new { es = "SE AVISÓ A MANTENIMIENTO", en = "Again" } })
        );
        await Expect.BadField("names.en", await floor.Admin.PutAsJsonAsync($"{Notes}/{told}", new { names = new { es = "Sí" } }));
        await Expect.Status(
            HttpStatusCode.NoContent,
            await floor.Admin.PutAsJsonAsync($"{Notes}/{told}", new { names = new { es = "Avisado", en = "Told" } })
        );
        await Expect.Status(HttpStatusCode.Forbidden, await floor.Operator.PatchAsJsonAsync($"{Notes}/{told}", new { active = false }));
        await Expect.Status(HttpStatusCode.NotFound, await floor.Admin.PatchAsJsonAsync($"{Notes}/999999", new { active = false }));

        Assert.Contains("Avisado", await viewer.Page("/downtime/quick-notes", "es"), StringComparison.Ordinal);
        await floor.GivenALineWithShifts();
        Assert.Contains("Avisado", await floor.Operator.Page("/downtime", "es"), StringComparison.Ordinal);
        Assert.Contains("Told", await floor.Operator.Page("/downtime", "en"), StringComparison.Ordinal);
        Assert.DoesNotContain("The roll was changed", await floor.Operator.Page("/downtime", "en"), StringComparison.Ordinal);
        Assert.DoesNotContain("Se cambió el rollo", await viewer.Page("/downtime/quick-notes", "es"), StringComparison.Ordinal);
        Assert.DoesNotContain("data-form-dialog", await viewer.Page("/downtime/quick-notes", "es"), StringComparison.Ordinal);
    }

    private static object Reason(string code, string icon = "tool") =>
        new
        {
            code,
            names = new { es = $"Causa {code}", en = $"Reason {code}" },
            lossType = "UNPLANNED_STOP",
            icon,
        };

    private async Task Move(long id, int by) =>
        await Expect.Status(HttpStatusCode.NoContent, await floor.Admin.PostAsJsonAsync($"{Reasons}/{id}/move", new { by }));

    private async Task<IEnumerable<long>> OrderBelow(long parent) =>
        (await Expect.Json(HttpStatusCode.OK, await floor.Admin.GetAsync(Reasons)))["reasons"]!
            .AsArray()
            .OfType<JsonNode>()
            .Where(r => (long?)r["parentId"] == parent)
            .Select(FloorSteps.IdOf);
}

/// <summary>A plant that has nothing yet.</summary>
public class StarterReasonsTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly HttpClient admin = app.SignedInAs("Administrator");

    [Fact]
    public async Task Where_there_is_no_facility_yet_lines_and_shifts_say_what_comes_first()
    {
        Assert.Contains("Primero agregue una planta", await admin.Page("/catalog/lines", "es"), StringComparison.Ordinal);
        Assert.Contains("Shifts belong to a facility", await admin.Page("/catalog/shifts", "en"), StringComparison.Ordinal);
        Assert.DoesNotContain("<dialog", await admin.Page("/catalog/shifts", "en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_tree_is_filled_once()
    {
        Assert.Contains("Cargar un juego inicial de causas", await admin.Page("/downtime/reasons", "es"), StringComparison.Ordinal);
        Assert.DoesNotContain("Cargar", await app.SignedInAs("Viewer").Page("/downtime/reasons", "es"), StringComparison.Ordinal);

        var loaded = await Expect.Json(HttpStatusCode.OK, await admin.PostAsJsonAsync("/api/downtime/reasons/starter", new { }));
        await Expect.Refusal(
            HttpStatusCode.Conflict,
            "reasons_exist",
            await admin.PostAsJsonAsync("/api/downtime/reasons/starter", new { })
        );

        var reasons = (await Expect.Json(HttpStatusCode.OK, await admin.GetAsync("/api/downtime/reasons")))["reasons"]!.AsArray();
        Assert.Equal((int)loaded["reasons"]!, reasons.Count);
        Assert.InRange(reasons.Count(r => (int)r!["depth"]! == 1), 6, 8);
        // Each level fits a tablet, everything of it could have been typed, and the log says where it came from.
        Assert.All(reasons.GroupBy(r => (long?)r!["parentId"]), level => Assert.InRange(level.Count(), 1, 8));
        Assert.All(reasons, r => Assert.Contains((string)r!["icon"]!, ReasonIcons.All));
        Assert.All(reasons, r => Assert.Contains((string)r!["color"]!, ReasonColors.Palette));
        Assert.Equal(
            reasons.Count,
            await app.Scalar<int>(
                "SELECT count(*)::int FROM audit.audit_log WHERE table_name = 'downtime.reason' AND action_type = 'STARTER_LOADED'"
            )
        );
        var page = await admin.Page("/downtime/reasons", "en");
        Assert.Contains("Mechanical failure", page, StringComparison.Ordinal);
        Assert.DoesNotContain("at most 8", page, StringComparison.Ordinal);
    }
}
