using System.Net.Http.Json;
using Faena.Browser.Support;
using Faena.Tests.Modules.Downtime;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Faena.Browser.Downtime;

/// <summary>
/// An administrator sets a plant up: its facility, lines and shifts, the reasons of its stops and the notes its people write. Each
/// language has a plant of its own: the starter set fills an empty tree only.
/// </summary>
public abstract class Administration(BrowserApp app, string language, bool dark)
{
    private readonly FloorSteps floor = new(app);

    [Fact]
    public async Task Whoever_saves_an_entry_after_somebody_else_is_told_keeps_what_they_typed_in_sight_and_finds_the_list_as_it_is_now()
    {
        var facility = await floor.GivenAFacility();
        var line = await floor.GivenALine(facility, crew: 2);
        var page = (await app.Person(language, "Administrator")).Page;
        await page.GotoAsync($"/catalog/lines?facility={facility}");
        var edit = page.GetByRole(AriaRole.Button, new() { Name = Say("Editar", "Edit") });
        var dialog = page.GetByRole(AriaRole.Dialog);
        await edit.ClickAsync();
        await dialog.Locator("[name=name]").FillAsync("By the second");

        await floor.Admin.PatchAsJsonAsync($"/api/catalog/lines/{line}", new { crew = 5 });
        await dialog.GetByRole(AriaRole.Button, new() { Name = Say("Guardar", "Save") }).ClickAsync();

        await Expect(dialog).ToContainTextAsync(Say("Otra persona lo cambió", "Somebody else changed it"));
        await Expect(dialog.Locator("[name=name]")).ToHaveValueAsync("By the second");
        await dialog.GetByRole(AriaRole.Button, new() { Name = Say("Cancelar", "Cancel") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "5", Exact = true })).ToBeVisibleAsync();
        await edit.ClickAsync();
        await dialog.Locator("[name=name]").FillAsync("By the second");
        await dialog.GetByRole(AriaRole.Button, new() { Name = Say("Guardar", "Save") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "By the second" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_administrator_sets_up_a_facility_with_lines_and_shifts()
    {
        var person = await app.Person(language, "Administrator");
        var page = person.Page;
        await person.InTheDark(dark);
        var plant = Say("Planta Norte", "North plant");

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = Say("Catálogo", "Catalog") }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = Say("Plantas", "Facilities"), Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Nueva planta", "New facility") }).ClickAsync();
        await page.GetByLabel(Say("Clave", "Code"), new() { Exact = true }).FillAsync(Say("NTE", "NTH"));
        await page.GetByLabel(Say("Nombre", "Name"), new() { Exact = true }).FillAsync(plant);
        await page.GetByLabel(Say("Zona horaria", "Time zone")).FillAsync("America/Monterrey");
        await person.Looks($"facility-new-{language}");
        await Save();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = plant })).ToContainTextAsync("America/Monterrey");

        await page.GetByRole(AriaRole.Link, new() { Name = Say("Líneas", "Lines"), Exact = true }).ClickAsync();
        await AddLine("EMP-1", Say("Empaque 1", "Packing 1"), "4");
        await AddLine("EMP-2", Say("Empaque 2", "Packing 2"), "3");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "EMP-2" })).ToContainTextAsync(plant);
        await person.Looks($"lines-{language}");

        // What is in use is asked about before anything happens, and refused in words.
        await page.GetByRole(AriaRole.Link, new() { Name = Say("Plantas", "Facilities"), Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"{Say("Desactivar", "Deactivate")}: {plant}" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = Say("Desactivar", "Deactivate") }).ClickAsync();
        await Expect(page.GetByText(Say("tiene líneas activas (2)", "has active lines (2)"))).ToBeVisibleAsync();
        await person.Looks($"facilities-{language}");

        await page.GetByRole(AriaRole.Link, new() { Name = Say("Turnos", "Shifts"), Exact = true }).ClickAsync();
        await page.GetByLabel(Say("Planta", "Facility"), new() { Exact = true }).SelectOptionAsync(plant);
        await AddShift("MAT", "Matutino", "Morning", "06:00", "14:00", "10:00", Say("sáb", "Sat"), Say("dom", "Sun"));
        await AddShift("VES", "Vespertino", "Evening", "14:00", "22:00", "18:00", Say("sáb", "Sat"), Say("dom", "Sun"));
        await AddShift("NOC", "Nocturno", "Night", "22:00", "06:00", "02:00", Say("vie", "Fri"), Say("sáb", "Sat"), Say("dom", "Sun"));
        await Expect(page.GetByText(Say("Horas sin turno: 56 a la semana", "Unscheduled hours: 56 a week"))).ToBeVisibleAsync();
        await Expect(page.GetByText(Say("vie 22:00 a lun 06:00", "Fri 22:00 to Mon 06:00"))).ToBeVisibleAsync();
        await person.Looks($"shifts-{language}");
        await person.At(BrowserApp.UprightTablet);
        await person.Looks($"shifts-tablet-{language}");
        await person.At(new ViewportSize { Width = 1440, Height = 900 });

        // An overlap is said beside the field, with the other's name.
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Nuevo turno", "New shift") }).ClickAsync();
        await FillShift("EXT", "Extra", "Extra", "13:00", "15:00", null);
        await Submit();
        await Expect(page.GetByText(Say("El turno EXT se encima con MAT, VES.", "Shift EXT overlaps MAT, VES."))).ToBeVisibleAsync();
        await person.Looks($"shift-overlap-{language}");
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Cancelar", "Cancel") }).ClickAsync();

        // The morning starts later and has another break; its history says both.
        var morning = Say("Matutino", "Morning");
        await page.GetByRole(AriaRole.Button, new() { Name = $"{Say("Editar", "Edit")}: {morning}" }).ClickAsync();
        await Expect(Field("weekdays", "6")).Not.ToBeCheckedAsync();
        await Field("start").FillAsync("06:30");
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Agregar pausa", "Add a break") }).ClickAsync();
        await Field("breaks[1].start").FillAsync("12:00");
        await Field("breaks[1].minutes").FillAsync("15");
        await person.Looks($"shift-edit-{language}");
        await Save();
        await page.GetByRole(AriaRole.Button, new() { Name = $"{Say("Historial", "History")}: {morning}" }).ClickAsync();
        var history = page.GetByRole(AriaRole.Dialog);
        await Expect(history).ToContainTextAsync("06:30");
        await Expect(history).ToContainTextAsync("12:00 (15 min)");
        await person.Looks($"shift-history-{language}");

        async Task AddLine(string code, string name, string crew)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = Say("Nueva línea", "New line") }).ClickAsync();
            await Field("facilityId").SelectOptionAsync(plant);
            await Field("code").FillAsync(code);
            await Field("name").FillAsync(name);
            await Field("crew").FillAsync(crew);
            await Save();
            await Expect(page.GetByRole(AriaRole.Row, new() { Name = code })).ToBeVisibleAsync();
        }

        async Task AddShift(string code, string es, string en, string start, string end, string pause, params string[] freeDays)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = Say("Nuevo turno", "New shift") }).ClickAsync();
            await FillShift(code, es, en, start, end, pause);
            foreach (var day in freeDays)
            {
                await page.GetByRole(AriaRole.Dialog).GetByLabel(day, new() { Exact = true }).UncheckAsync();
            }
            await Save();
            await Expect(page.GetByRole(AriaRole.Row, new() { Name = code })).ToBeVisibleAsync();
        }

        async Task FillShift(string code, string es, string en, string start, string end, string? pause)
        {
            await Field("code").FillAsync(code);
            await Field("names.es").FillAsync(es);
            await Field("names.en").FillAsync(en);
            await Field("start").FillAsync(start);
            await Field("end").FillAsync(end);
            if (pause is not null)
            {
                await page.GetByRole(AriaRole.Button, new() { Name = Say("Agregar pausa", "Add a break") }).ClickAsync();
                await Field("breaks[0].start").FillAsync(pause);
                await Field("breaks[0].minutes").FillAsync("30");
            }
        }

        ILocator Field(string name, string? value = null) =>
            page.Locator($"dialog[open] [name=\"{name}\"]{(value is null ? "" : $"[value=\"{value}\"]")}");

        Task Submit() => page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = Say("Guardar", "Save") }).ClickAsync();

        async Task Save()
        {
            await Submit();
            await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task An_administrator_begins_with_the_starter_set_and_makes_it_the_plants_own()
    {
        var person = await app.Person(language, "Administrator");
        var page = person.Page;
        await person.InTheDark(dark);
        var line = await floor.GivenALineWithShifts();
        var lineCode = await app.Scalar<string>("SELECT code FROM catalog.line WHERE id = @line", new { line });

        await page.GotoAsync("/downtime/reasons");
        await person.Looks($"reasons-empty-{language}");
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Cargar un juego inicial", "Load a starter set") }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = Say("Cargar", "Load"), Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = Say("Falla mecánica", "Mechanical failure") })).ToBeVisibleAsync();
        await person.Looks($"reasons-{language}");

        await page.GetByRole(
                AriaRole.Button,
                new() { Name = $"{Say("Agregar debajo", "Add below")}: {Say("Falla mecánica", "Mechanical failure")}" }
            )
            .ClickAsync();
        await Field("names.es").FillAsync("Rodamiento");
        await Field("names.en").FillAsync("Bearing");
        await Field("code").FillAsync("EQ011");
        await page.GetByRole(AriaRole.Radio, new() { Name = Say("Morado", "Purple") }).CheckAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Radio, new() { Name = Say("Motor", "Engine") }).CheckAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Checkbox, new() { Name = lineCode }).CheckAsync();
        await person.Looks($"reason-new-{language}");
        await Save();
        var bearing = Say("Rodamiento", "Bearing");
        var row = page.GetByRole(AriaRole.Row, new() { Name = "EQ011" });
        await Expect(row).ToContainTextAsync(bearing);
        await Expect(row).ToContainTextAsync(Say("Falla", "Failure"));
        await Expect(row).ToContainTextAsync(lineCode);

        await Agree(Say("Desactivar", "Deactivate"), bearing);
        await Expect(row).ToHaveCountAsync(0);
        await page.GetByLabel(Say("Estado", "State")).SelectOptionAsync("all");
        await Expect(row).ToContainTextAsync(Say("Inactivo", "Inactive"));
        await Agree(Say("Reactivar", "Reactivate"), bearing);
        await Expect(row).Not.ToContainTextAsync(Say("Inactivo", "Inactive"));

        await page.GetByRole(AriaRole.Button, new() { Name = $"{Say("Historial", "History")}: {bearing}" }).ClickAsync();
        var history = page.GetByRole(AriaRole.Dialog);
        await Expect(history.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(3);
        await Expect(history.GetByRole(AriaRole.Listitem).First).ToContainTextAsync(Say("Reactivado", "Reactivated"));
        await Expect(history).ToContainTextAsync(Say("Morado", "Purple"));
        await Expect(history).ToContainTextAsync(lineCode);
        await person.Looks($"reason-history-{language}");
        await page.Keyboard.PressAsync("Escape");

        // By keyboard: the button keeps the focus, so that a second press goes on.
        await page.GotoAsync("/downtime/reasons");
        var up = page.GetByRole(AriaRole.Button, new() { Name = $"{Say("Subir", "Move up")}: {Say("Calidad", "Quality")}", Exact = true });
        await up.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("tbody tr .reason-main").Nth(2)).ToHaveTextAsync(Say("Calidad", "Quality"));
        await Expect(up).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("tbody tr .reason-main").Nth(1)).ToHaveTextAsync(Say("Calidad", "Quality"));
        await Expect(up).ToBeFocusedAsync();

        // A ninth main reason no longer fits a tablet, in a colour of the plant's own.
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Nueva causa principal", "New main reason") }).ClickAsync();
        await Field("names.es").FillAsync("Seguridad");
        await Field("names.en").FillAsync("Safety");
        await Field("code").FillAsync("SEG");
        await page.GetByLabel(Say("Color en hexadecimal", "Color in hexadecimal")).FillAsync("#FAD91F");
        await Expect(page.GetByText(Say("el blanco se lee mal", "White is hard to read"))).ToBeVisibleAsync();
        await person.Looks($"reason-color-{language}");
        await Save();
        await Expect(page.GetByText(Say("caben a lo más 8", "at most 8"))).ToBeVisibleAsync();
        await person.Looks($"reasons-crowded-{language}");
        await person.At(BrowserApp.Tablet);
        await person.Looks($"reasons-tablet-{language}");
        await person.At(new ViewportSize { Width = 1440, Height = 900 });

        await page.GetByRole(AriaRole.Link, new() { Name = Say("Notas rápidas", "Quick notes") }).ClickAsync();
        await person.Looks($"quick-notes-empty-{language}");
        await AddNote("Se avisó a mantenimiento", "Maintenance was told");
        await AddNote("Se cambió el rollo", "The roll was changed");
        await page.GetByRole(
                AriaRole.Button,
                new() { Name = $"{Say("Subir", "Move up")}: {Say("Se cambió el rollo", "The roll was changed")}" }
            )
            .ClickAsync();
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("Se cambió el rollo");
        await person.Looks($"quick-notes-{language}");

        async Task AddNote(string es, string en)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = Say("Nueva nota", "New note") }).ClickAsync();
            await Field("names.es").FillAsync(es);
            await Field("names.en").FillAsync(en);
            await Save();
            await Expect(page.GetByRole(AriaRole.Cell, new() { Name = es, Exact = true })).ToBeVisibleAsync();
        }

        async Task Agree(string what, string entry)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = $"{what}: {entry}" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = what }).ClickAsync();
        }

        ILocator Field(string name) => page.Locator($"dialog[open] [name=\"{name}\"]");

        async Task Save()
        {
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = Say("Guardar", "Save") }).ClickAsync();
            await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        }
    }

    private string Say(string spanish, string english) => language == "es" ? spanish : english;
}

public sealed class AdministrationTests(BrowserApp app) : Administration(app, "es", dark: false), IClassFixture<BrowserApp>;

public sealed class AdministrationInEnglishTests(BrowserApp app) : Administration(app, "en", dark: true), IClassFixture<BrowserApp>;
