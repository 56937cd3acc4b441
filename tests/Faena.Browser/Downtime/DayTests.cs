using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Faena.Browser.Support;
using Faena.Tests.Modules.Downtime;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Faena.Browser.Downtime;

/// <summary>A supervisor at the end of a shift: what is left to explain, to put right and to sign off.</summary>
public sealed class DayTests(FactoryApp app) : IClassFixture<FactoryApp>
{
    private readonly Factory factory = new(app);
    private readonly FloorSteps floor = new(app);

    [Fact]
    public async Task A_supervisor_explains_edits_deletes_restores_and_signs_off()
    {
        var line = await factory.GivenALineWithReasons();
        var start = Start;
        var first = await Stopped(line, start, start.AddMinutes(12));
        await Stopped(line, start.AddMinutes(20), start.AddMinutes(50), line.BrokenBelt);
        var ana = await app.Person("es", "Supervisor");
        var day = await Opens(ana, line, (string)first["productionDate"]!);
        await Expect(day.Row(start)).ToContainTextAsync("Sin explicar");
        await Expect(day.Totals).ToContainTextAsync("42 min");
        await ana.Looks("day-es");

        await day.Tap("Explicar", start);
        await ana.Looks("day-explain-es");
        await day.InDialog("Otra");
        await Expect(ana.Page.GetByText("Esta causa pide una nota.")).ToBeVisibleAsync();
        await ana.Page.GetByRole(AriaRole.Dialog).GetByLabel("Nota").FillAsync("Guarda abierta");
        await day.InDialog("Guardar");
        await Expect(day.Row(start)).ToContainTextAsync("Guarda abierta");
        await Expect(day.Row(start)).Not.ToContainTextAsync("Sin explicar");

        await day.Tap("Editar", start.AddMinutes(20));
        // It would reach into the stop before: refused, and nothing typed is lost.
        await ana.Page.GetByLabel("Paró", new() { Exact = true }).FillAsync(Text(start.AddMinutes(5)));
        await ana.Page.GetByRole(AriaRole.Dialog).GetByLabel("Orden de trabajo").FillAsync("J-77");
        await day.InDialog("Guardar");
        await Expect(ana.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync($"ya tiene un paro. {Span(start, 12)} · Otra");
        await Expect(ana.Page.GetByRole(AriaRole.Dialog).GetByLabel("Orden de trabajo")).ToHaveValueAsync("J-77");
        await ana.Looks("day-edit-es");
        await ana.Page.GetByLabel("Paró", new() { Exact = true }).FillAsync(Text(start.AddMinutes(25)));
        await day.InDialog("Guardar");
        await Expect(day.Row(start.AddMinutes(25))).ToContainTextAsync("J-77");
        await Expect(day.Row(start.AddMinutes(25))).ToContainTextAsync("Cambió supervisor");

        await day.Tap("Editar", start.AddMinutes(25));
        await day.InDialog("Borrar");
        await ana.Page.GetByLabel("Motivo (opcional)").FillAsync("Duplicado");
        await ana.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Borrar" }).ClickAsync();
        await Expect(day.Row(start.AddMinutes(25))).ToHaveCountAsync(0);
        await ana.Page.GetByText("Paros borrados: 1").ClickAsync();
        await Expect(ana.Page.GetByText("Borró supervisor")).ToContainTextAsync("Duplicado");
        await ana.Looks("day-deleted-es");
        // Its time is taken by then: it says by what.
        var taken = await Stopped(line, start.AddMinutes(40), start.AddMinutes(45), line.Quality);
        await Expect(day.Row(start.AddMinutes(40))).ToBeVisibleAsync();
        await day.Tap("Recuperar", start.AddMinutes(25));
        await Expect(ana.Page.GetByText("En ese tiempo la línea ya tiene un paro.")).ToContainTextAsync("Calidad");
        await ana.Page.GetByRole(AriaRole.Button, new() { Name = "Cerrar" }).Last.ClickAsync();
        await Tests.Support.Expect.Status(HttpStatusCode.NoContent, await Juan.DeleteAsync($"{FloorSteps.Events}/{taken["id"]}"));
        await Expect(day.Row(start.AddMinutes(40))).ToHaveCountAsync(0);
        await day.Tap("Recuperar", start.AddMinutes(25));
        await Expect(day.Row(start.AddMinutes(25))).ToContainTextAsync("Banda rota");

        await day.SignOff("Firmar");
        await Expect(ana.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Todos sus paros tienen causa.");
        await ana.Looks("day-sign-es");
        await day.InDialog("Firmar");
        await Expect(ana.Page.GetByText("Firmó supervisor")).ToBeVisibleAsync();
        var refused = await Juan.DeleteAsync($"{FloorSteps.Events}/{first["id"]}");
        await Tests.Support.Expect.Refusal(HttpStatusCode.Forbidden, "window_closed", refused);

        await ana.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await ana.Looks("day-print-es");
        await ana.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        await ana.InTheDark(true);
        await ana.At(BrowserApp.Tablet);
        await ana.Looks("day-signed-dark-es");
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_shown_and_the_person_chooses()
    {
        var line = await factory.GivenALineWithReasons();
        var start = Start;
        var stop = await Stopped(line, start, start.AddMinutes(30), line.Quality);
        var ana = await app.Person("en", "Administrator");
        var day = await Opens(ana, line, (string)stop["productionDate"]!);
        await day.Tap("Edit", start);
        await ana.Page.GetByRole(AriaRole.Dialog).GetByLabel("Note").FillAsync("Colour off");
        await day.InDialog("Save");
        await Expect(ana.Page.GetByText("Write why; it stays in the log.")).ToBeVisibleAsync();
        await ana.Page.GetByRole(AriaRole.Dialog).GetByLabel("Reason for the change").FillAsync("Called by the shift lead");

        // Meanwhile its author says something else.
        var body = FloorSteps.Stop(line.Id, $"{start:O}", $"{start.AddMinutes(30):O}", line.Quality);
        body["note"] = "Wrong shade";
        await Tests.Support.Expect.Status(
            HttpStatusCode.OK,
            await FloorSteps.Change(Juan, FloorSteps.IdOf(stop), body, (string)stop["etag"]!)
        );
        await day.InDialog("Save");
        await Expect(ana.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Wrong shade");
        await Expect(ana.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("operator, ");
        await ana.Looks("day-conflict-en");
        // Thinking it over loses nothing that was typed.
        await day.InDialog("Cancel");
        await Expect(ana.Page.GetByRole(AriaRole.Dialog).GetByLabel("Note")).ToHaveValueAsync("Colour off");
        await ana.Page.GetByRole(AriaRole.Dialog).GetByLabel("Note").FillAsync("Colour far off");
        body["note"] = "Wrong shade of blue";
        var now = await Tests.Support.Expect.Json(HttpStatusCode.OK, await Juan.GetAsync($"{FloorSteps.Events}/{stop["id"]}"));
        await Tests.Support.Expect.Status(
            HttpStatusCode.OK,
            await FloorSteps.Change(Juan, FloorSteps.IdOf(stop), body, (string)now["etag"]!)
        );
        await day.InDialog("Save");
        await ana.Page.GetByLabel("Colour far off").CheckAsync();
        await day.InDialog("Apply");
        await Expect(day.Row(start)).ToContainTextAsync("Colour far off");
        await Expect(day.Row(start)).ToContainTextAsync("Called by the shift lead");
        await ana.Looks("day-en");
        await ana.At(BrowserApp.Tablet);
        await ana.InTheDark(true);
        await ana.Looks("day-dark-en");
    }

    [Fact]
    public async Task A_day_without_stops_can_be_turned_to_from_its_neighbour()
    {
        var line = await factory.GivenALineWithReasons();
        var ana = await app.Person("en", "Viewer");
        await Opens(ana, line, "2026-03-10");
        await ana.Page.GetByRole(AriaRole.Link, new() { Name = "Previous day" }).ClickAsync();
        await Expect(ana.Page).ToHaveURLAsync(new Regex("date=2026-03-09"));
        await Expect(ana.Page.GetByText("No stops", new() { Exact = true })).ToHaveCountAsync(3);
        await Expect(ana.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Sign off") })).ToHaveCountAsync(0);
        await Expect(ana.Page.GetByText("No stops on this date")).ToBeVisibleAsync();
        await ana.Looks("day-empty-en");
    }

    private HttpClient Juan => app.SignedInAs("Operator");

    // Far enough back for a whole stop, and never on both sides of a shift's end.
    private DateTimeOffset Start
    {
        get
        {
            var now = app.Time.GetUtcNow();
            var wall = Factory.Wall(now);
            var sinceShift = TimeSpan.FromHours((wall.Hour + 2) % 8) + TimeSpan.FromMinutes(wall.Minute);
            var back = sinceShift > TimeSpan.FromMinutes(70) ? TimeSpan.FromMinutes(60) : sinceShift + TimeSpan.FromMinutes(70);
            var start = now - back;
            return start.AddTicks(-(start.Ticks % TimeSpan.TicksPerMinute));
        }
    }

    private Task<System.Text.Json.Nodes.JsonNode> Stopped(Factory.Line line, DateTimeOffset from, DateTimeOffset to, long? reason = null) =>
        FloorSteps.Recorded(Juan, FloorSteps.Stop(line.Id, $"{from:O}", $"{to:O}", reason));

    private static async Task<DayOnScreen> Opens(Person person, Factory.Line line, string date)
    {
        await person.Page.GotoAsync($"/downtime/day?facility={line.Facility}&date={date}");
        await Expect(person.Page.GetByRole(AriaRole.Heading, new() { Name = line.Name })).ToBeVisibleAsync();
        return new DayOnScreen(person.Page);
    }

    private static string Text(DateTimeOffset at) => Factory.Wall(at).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private static string Span(DateTimeOffset from, int minutes) => $"{Time(from)}–{Time(from.AddMinutes(minutes))}";

    private static string Time(DateTimeOffset at) => Factory.Wall(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What a person sees and presses on the page of a day.</summary>
    private sealed class DayOnScreen(IPage page)
    {
        public ILocator Totals => page.Locator("[data-totals]");

        public ILocator Row(DateTimeOffset start) =>
            page.GetByRole(AriaRole.Row).Filter(new() { HasTextRegex = new Regex($"^{Time(start)}–") });

        public Task Tap(string act, DateTimeOffset start) =>
            page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{act}: .*, {Time(start)}–") }).ClickAsync();

        /// <summary>The shift that has stops, of those that may be signed off.</summary>
        public Task SignOff(string act) =>
            page.Locator(".day-shift")
                .Filter(new() { Has = page.GetByRole(AriaRole.Table) })
                .GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{act}: ") })
                .ClickAsync();

        public Task InDialog(string name) =>
            page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();
    }
}
