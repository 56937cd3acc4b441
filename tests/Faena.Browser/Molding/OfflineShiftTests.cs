using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Faena.Browser.Support;
using Faena.Tests.Modules.Molding;
using Faena.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using Answer = Faena.Tests.Support.Expect;

namespace Faena.Browser.Molding;

/// <summary>A tablet on a floor whose network comes and goes.</summary>
public sealed class OfflineShiftTests(FloorApp app) : IClassFixture<FloorApp>
{
    private readonly SheetSteps plant = new(app);

    [Fact]
    public async Task A_sheet_and_its_bales_wait_on_the_device_and_arrive_once()
    {
        await plant.Plant.GivenThePlant();
        var (order, _) = await plant.GivenAnOpenOrder();
        var juan = await app.Person("es", "Operator");
        var page = juan.Page;
        await juan.At(BrowserApp.UprightTablet);
        await OpensTheForm(juan, order);

        await juan.Offline(true);
        await page.ReloadAsync();
        await RecordsAShift(page);
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Resumen" })).ToContainTextAsync("88.00 kg");
        await juan.Looks("molding-sheet-form-offline-es");
        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar hoja" }).ClickAsync();
        await Expect(page.GetByText("Esta hoja espera en este equipo")).ToBeVisibleAsync();
        await Weighs(page, "17.5");
        await Weighs(page, "17.4");
        await Expect(Status(page)).ToContainTextAsync("Sin red · 3 en espera");

        await page.ReloadAsync();
        await Expect(Status(page)).ToContainTextAsync("3 en espera");
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Pesado" })).ToContainTextAsync("34.90");
        await Expect(page.GetByText("Falta por pesar")).ToBeVisibleAsync();
        await juan.Looks("molding-waiting-sheet-es");
        Assert.Empty(await juan.TooSmallToTouch());
        await Status(page).ClickAsync();
        await juan.Looks("outbox-es");
        Assert.Empty(await juan.TooSmallToTouch());
        await page.Keyboard.PressAsync("Escape");
        Assert.Empty(await plant.SheetsOf(order));

        await juan.Offline(false);
        await Expect(page).ToHaveURLAsync(new Regex(@"/molding/sheets/\d+$"));
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Bultos pesados" }).Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(Status(page)).ToContainTextAsync("0 en espera");
        await page.ReloadAsync();
        await Expect(Status(page)).ToContainTextAsync("0 en espera");
        var sheet = Assert.Single(await plant.SheetsOf(order))!;
        Assert.Equal(500, (int)sheet["Total Coladas (Calc)"]!);
        await Arrive(sheet, "17.4", "17.5");
    }

    [Fact]
    public async Task An_answer_that_is_lost_on_the_way_weighs_nothing_twice()
    {
        await plant.Plant.GivenThePlant();
        var (order, given) = await plant.GivenAnOpenOrder();
        var sheet = await plant.Recorded(order, given);
        var juan = await app.Person("es", "Operator");
        var page = juan.Page;
        var sent = 0;
        // The request arrives and its answer does not.
        await page.RouteAsync(
            "**/pesajes",
            async route =>
            {
                if (route.Request.Method == "POST" && ++sent == 1)
                {
                    await route.FetchAsync();
                    await route.AbortAsync();
                    return;
                }
                await route.ContinueAsync();
            }
        );
        await page.GotoAsync($"/molding/sheets/{SheetSteps.IdOf(sheet)}");
        await page.RunAndWaitForResponseAsync(
            () => Weighs(page, "17.5"),
            answer => answer.Request.Method == "POST" && answer.Url.EndsWith("/pesajes", StringComparison.Ordinal)
        );
        await Expect(Status(page)).ToContainTextAsync("0 en espera");

        Assert.Equal(2, sent);
        await Arrive(sheet, "17.5");
    }

    [Fact]
    public async Task Whoever_loses_their_session_goes_on_weighing_and_all_arrives_when_they_are_back()
    {
        await plant.Plant.GivenThePlant();
        var (order, given) = await plant.GivenAnOpenOrder();
        var sheet = await plant.Recorded(order, given);
        var juan = await app.Person("es", "Operator");
        var page = juan.Page;
        await page.GotoAsync($"/molding/sheets/{SheetSteps.IdOf(sheet)}");
        await juan.SignedOut();
        await Weighs(page, "17.5");
        await Weighs(page, "17.4");
        await Expect(Status(page)).ToContainTextAsync("2 en espera");
        await Status(page).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Iniciar sesión en otra pestaña para enviarlo" })).ToBeVisibleAsync();
        Assert.Empty(await BalesOf(sheet));

        await juan.SignedIn(app.SessionOf(["Operator"]));
        await page.ReloadAsync();
        await Expect(Status(page)).ToContainTextAsync("0 en espera");
        await Arrive(sheet, "17.4", "17.5");
    }

    [Fact]
    public async Task Numbers_set_aside_for_a_device_are_taken_without_network()
    {
        await plant.Plant.GivenThePlant();
        var (order, _) = await plant.GivenAnOpenOrder();
        await Answer.Status(
            HttpStatusCode.Created,
            await plant.Plant.Molder.PostAsJsonAsync(
                "/api/molding/talonarios",
                new
                {
                    serie = "T",
                    desde = 700,
                    hasta = 720,
                }
            )
        );
        var juan = await app.Person("es", "Operator");
        var page = juan.Page;
        await page.GotoAsync("/molding/pads");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apartar para este equipo" }).First.ClickAsync();
        await page.GetByLabel("Cuántos").FillAsync("2");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Apartar para este equipo" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "T-702" })).ToContainTextAsync("2");
        await juan.Looks("molding-pads-device-es");
        await OpensTheForm(juan, order);

        await juan.Offline(true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Tomar número" }).ClickAsync();
        await Expect(page.GetByLabel("Número de hoja")).ToHaveValueAsync("T-700");
        // Of those set aside one is left, and the server knows of no other.
        await page.GetByRole(AriaRole.Button, new() { Name = "Tomar número" }).ClickAsync();
        await Expect(page.GetByLabel("Número de hoja")).ToHaveValueAsync("T-701");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tomar número" }).ClickAsync();
        await Expect(page.GetByText("Sin conexión con el servidor").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_the_server_refuses_later_waits_with_its_reason_through_a_sign_out_until_somebody_decides()
    {
        await plant.Plant.GivenThePlant();
        var (order, _) = await plant.GivenAnOpenOrder();
        var juan = await app.Stranger("en");
        var page = juan.Page;
        await juan.At(BrowserApp.Tablet);
        await SignsIn(page);
        await OpensTheForm(juan, order);
        await juan.Offline(true);
        await RecordsAShift(page, "2023-11-22", english: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save sheet" }).ClickAsync();
        await Weighs(page, "61", "Weight", "Weigh");
        await Weighs(page, "18", "Weight", "Weigh");
        await Expect(Status(page)).ToContainTextAsync("3 waiting");
        await Answer.Status(HttpStatusCode.OK, await plant.Plant.Act(order, "cerrar", "Month end"));

        await juan.Offline(false);
        await Expect(Status(page)).ToContainTextAsync("3 waiting · 1 not accepted");
        await Status(page).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("closed");
        await juan.Looks("outbox-refused-en");
        await page.Keyboard.PressAsync("Escape");

        // Signing out takes the copies of pages away, and nothing that was recorded.
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Account of") }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
        Assert.False(await page.EvaluateAsync<bool>("caches.has('faena-pages')"));
        await Answer.Status(HttpStatusCode.OK, await plant.Plant.Act(order, "reabrir", "One sheet is missing"));
        await SignsIn(page);
        await page.GotoAsync("/molding/sheets");
        await Expect(Status(page)).ToContainTextAsync("3 waiting · 1 not accepted");

        // Tried again, the sheet is taken; of its bales one is too heavy to be true, and is put right.
        await Status(page).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(Status(page)).ToContainTextAsync("1 waiting · 1 not accepted");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("at most 60 kg");
        await page.GetByRole(AriaRole.Link, new() { Name = "Correct" }).ClickAsync();
        await Expect(page.GetByLabel("Weight")).ToHaveValueAsync("61");
        await Weighs(page, "16", "Weight", "Weigh");
        await Expect(Status(page)).ToContainTextAsync("0 waiting");
        await Arrive(Assert.Single(await plant.SheetsOf(order))!, "16", "18");
    }

    [Fact]
    public async Task Only_the_pages_of_the_floor_open_without_network()
    {
        await plant.Plant.GivenThePlant();
        var (order, _) = await plant.GivenAnOpenOrder();
        var juan = await app.Person("es", "Molding");
        await juan.Page.GotoAsync($"/molding/orders/{order}");
        await juan.Page.GotoAsync("/molding/catalog");
        await OpensTheForm(juan, order);

        await juan.Offline(true);
        await juan.Page.ReloadAsync();
        await Expect(juan.Page.GetByRole(AriaRole.Button, new() { Name = "Guardar hoja" })).ToBeVisibleAsync();
        // The copy is of today; opened tomorrow evening it suggests tomorrow's night.
        var tomorrow = app.Time.GetUtcNow().UtcDateTime.Date.AddDays(1);
        await juan.Page.Clock.SetFixedTimeAsync(tomorrow.AddHours(20));
        await juan.Page.ReloadAsync();
        await Expect(juan.Page.GetByLabel("Fecha")).ToHaveValueAsync(tomorrow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await Expect(juan.Page.GetByLabel("Turno", new() { Exact = true })).ToHaveValueAsync("NOCTURNO");
        await Expect(juan.Page.GetByLabel("Hora", new() { Exact = true }).First).ToHaveValueAsync("19:00 - 20:00");
        await Assert.ThrowsAsync<PlaywrightException>(() => juan.Page.GotoAsync($"/molding/orders/{order}"));
        await Assert.ThrowsAsync<PlaywrightException>(() => juan.Page.GotoAsync("/molding/catalog"));
    }

    private static async Task SignsIn(IPage page)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("User").FillAsync("admin");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(TestApp.AdminPassword);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).Not.ToHaveURLAsync(new Regex("/sign-in"));
    }

    /// <summary>From the list, as one does; and until the device keeps what it needs.</summary>
    private static async Task OpensTheForm(Person person, string order)
    {
        await person.Page.GotoAsync("/molding/sheets");
        await person.Page.GetByRole(AriaRole.Link, new() { Name = order }).First.ClickAsync();
        await Expect(person.Page.Locator("outbox-status[ready]")).ToBeVisibleAsync();
    }

    private static async Task RecordsAShift(IPage page, string date = "2023-11-21", bool english = false)
    {
        await page.GetByLabel(english ? "Date" : "Fecha").FillAsync(date);
        await page.GetByLabel(english ? "Shift" : "Turno", new() { Exact = true }).SelectOptionAsync("DIURNO");
        await page.GetByLabel(english ? "Counter at start" : "Colada inicial").FillAsync("1000");
        await page.GetByLabel(english ? "Counter at end" : "Colada final").FillAsync("1500");
        await page.GetByLabel(english ? "Shots" : "Coladas").First.FillAsync("50");
    }

    private static async Task Weighs(IPage page, string kilos, string field = "Peso", string button = "Pesar")
    {
        await page.GetByLabel(field, new() { Exact = true }).FillAsync(kilos);
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Expect(page.GetByLabel(field, new() { Exact = true })).ToHaveValueAsync("");
    }

    private static ILocator Status(IPage page) => page.Locator("outbox-status > button");

    /// <summary>These bales reach the server within moments, and no others.</summary>
    private async Task Arrive(JsonNode sheet, params string[] weights)
    {
        for (var tries = 0; tries < 100 && (await BalesOf(sheet)).Count < weights.Length; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
        Assert.Equal(weights, await BalesOf(sheet));
    }

    private Task<IReadOnlyList<string>> BalesOf(JsonNode sheet) =>
        app.Rows<string>(
            "SELECT trim_scale(peso_kg)::text FROM molding.control_peso WHERE id_registro = @id ORDER BY peso_kg",
            new { id = SheetSteps.IdOf(sheet) }
        );
}
