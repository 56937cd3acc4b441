using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Faena.Browser.Support;
using Faena.Tests.Modules.Downtime;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Faena.Browser.Downtime;

/// <summary>A tablet beside a machine, and the people in gloves who tap on it.</summary>
public sealed class TabletTests(FactoryApp app) : IClassFixture<FactoryApp>
{
    private readonly Factory factory = new(app);
    private readonly FloorSteps floor = new(app);

    [Fact]
    public async Task A_stop_with_its_reason_takes_two_taps_and_shows_on_another_tablet_and_on_the_board()
    {
        var line = await factory.GivenALineWithReasons();
        var juan = await app.Person("es", "Operator");
        await juan.At(BrowserApp.Tablet);
        var tablet = await factory.Stands(juan, line);
        var ana = await app.Person("es", "Operator", "Viewer");
        await factory.Stands(ana, line);
        var wall = await app.Person("es", "Viewer");
        await wall.Page.GotoAsync($"/downtime/board/{line.Facility}");
        await Expect(wall.Page.GetByRole(AriaRole.Region, new() { Name = line.Name })).ToContainTextAsync("En marcha");
        await juan.Looks("floor-running-es");
        Assert.Empty(await juan.TooSmallToTouch());

        await tablet.Tap("Mecánica");
        await juan.Looks("floor-reasons-es");
        await tablet.Tap("Banda rota");

        await Expect(tablet.State).ToContainTextAsync("Parada");
        await Expect(tablet.State).ToContainTextAsync("Mecánica › Banda rota");
        await Expect(tablet.Row("Banda rota")).ToContainTextAsync("Personas: 2");
        await Expect(ana.Page.GetByRole(AriaRole.Region, new() { Name = "Estado de la línea" })).ToContainTextAsync("Banda rota");
        await Expect(wall.Page.GetByRole(AriaRole.Region, new() { Name = line.Name })).ToContainTextAsync("Mecánica › Banda rota");
        await juan.Looks("floor-stopped-es");
        await wall.Looks("board-es");

        await tablet.Tap("Ya arrancó");
        await Expect(tablet.State).ToContainTextAsync("En marcha");
        await Expect(wall.Page.GetByRole(AriaRole.Region, new() { Name = line.Name })).ToContainTextAsync("En marcha");
        await Expect(tablet.Waiting).ToContainTextAsync("0 en espera");
        var stop = Assert.Single(await factory.StopsOf(line));
        Assert.Equal(line.BrokenBelt, stop.ReasonId);
        Assert.NotNull(stop.EndedAt);
    }

    [Fact]
    public async Task A_stop_that_goes_on_for_long_is_pointed_out_wherever_it_is_seen()
    {
        var line = await factory.GivenALineWithReasons();
        await FloorSteps.Recorded(floor.Operator, FloorSteps.Stop(line.Id, $"{app.Time.GetUtcNow().AddMinutes(-20):O}"));
        var juan = await app.Person("es", "Operator");
        await juan.At(BrowserApp.Tablet);
        var tablet = await factory.Stands(juan, line);
        var wall = await app.Person("en", "Supervisor");
        await wall.Page.GotoAsync($"/downtime/board/{line.Facility}");
        var tile = wall.Page.GetByRole(AriaRole.Region, new() { Name = line.Name });

        await Expect(tablet.State.GetByText("Más de 15 min")).ToBeVisibleAsync();
        await juan.Looks("floor-late-es");
        await Expect(tile.GetByText("Over 15 min")).ToBeVisibleAsync();
        await Expect(wall.Page.GetByText("1 of 1 stopped · Over 15 min: 1")).ToBeVisibleAsync();
        await wall.Looks("board-late-en");
        await wall.InTheDark(true);
        await wall.Looks("board-late-dark-en");
        await wall.Page.GotoAsync($"/downtime/day?facility={line.Facility}");
        await Expect(wall.Page.GetByText("Over 15 min").First).ToBeVisibleAsync();

        // Where half an hour is nothing unusual, nobody is called.
        await floor.Admin.PatchAsJsonAsync($"/api/catalog/facilities/{line.Facility}", new { stopAlertMinutes = 30 });
        await wall.Page.GotoAsync($"/downtime/board/{line.Facility}");
        await Expect(wall.Page.GetByText("1 of 1 stopped")).ToBeVisibleAsync();
        await Expect(tile).Not.ToHaveAttributeAsync("late", "");
    }

    [Fact]
    public async Task What_was_done_is_undone_within_ten_seconds()
    {
        var line = await factory.GivenALineWithReasons();
        var juan = await app.Person("es", "Operator");
        await juan.At(BrowserApp.UprightTablet);
        var tablet = await factory.Stands(juan, line);

        await tablet.Tap("Paro");
        await Expect(tablet.State).ToContainTextAsync("Parada");
        await tablet.Tap("Deshacer");
        await Expect(tablet.State).ToContainTextAsync("En marcha");
        await Expect(tablet.Waiting).ToContainTextAsync("0 en espera");
        Assert.Empty(await factory.StopsOf(line));

        await tablet.Tap("Paro");
        await tablet.Tap("Calidad");
        await Expect(tablet.State).ToContainTextAsync("Calidad");
        await tablet.Tap("Deshacer");
        await Expect(tablet.State).ToContainTextAsync("Sin explicar");
        await tablet.Tap("Ya arrancó");
        await tablet.Tap("Deshacer");
        await Expect(tablet.State).ToContainTextAsync("Parada");
        await juan.Looks("floor-upright-es");
        Assert.Empty(await juan.TooSmallToTouch());
        await Expect(tablet.Waiting).ToContainTextAsync("0 en espera");
        var stop = Assert.Single(await factory.StopsOf(line));
        Assert.Null(stop.ReasonId);
        Assert.Null(stop.EndedAt);

        await tablet.Tap(new Regex("^Editar"));
        await tablet.InDialog("Borrar");
        await Expect(tablet.State).ToContainTextAsync("En marcha");
        await tablet.Tap("Deshacer");
        await Expect(tablet.State).ToContainTextAsync("Parada");
        Assert.Single(await factory.StopsOf(line));
    }

    [Fact]
    public async Task A_stop_that_nobody_explained_stays_in_sight_until_somebody_does()
    {
        var line = await factory.GivenALineWithReasons();
        var juan = await app.Person("en", "Operator");
        await juan.At(BrowserApp.Tablet);
        var tablet = await factory.Stands(juan, line);
        await tablet.Tap("Stop");
        await tablet.Tap("It runs again");
        await Expect(juan.Page.GetByText("One stop is not explained")).ToBeVisibleAsync();

        var ana = await app.Person("en", "Operator", "Viewer");
        await ana.At(BrowserApp.Tablet);
        var hers = await factory.Stands(ana, line);
        await Expect(ana.Page.GetByText("One stop is not explained")).ToBeVisibleAsync();
        await ana.Looks("floor-debt-en");
        await hers.Tap(new Regex("^Explain: "));
        await Expect(ana.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("^Why did it stop ") })).ToBeVisibleAsync();
        await hers.Tap("Other");
        await ana.Page.GetByRole(AriaRole.Dialog).GetByLabel("Note").FillAsync("The guard was open");
        await ana.Looks("floor-note-en");
        Assert.Empty(await ana.TooSmallToTouch());
        await hers.InDialog("Save");
        await Expect(hers.Row("Other")).ToContainTextAsync("The guard was open");
        await Expect(juan.Page.GetByText("One stop is not explained")).ToBeHiddenAsync();
        await Expect(tablet.Row("Other")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_stop_that_is_over_is_written_down_edited_and_split()
    {
        var line = await factory.GivenALineWithReasons();
        var juan = await app.Person("es", "Operator");
        await juan.At(BrowserApp.Tablet);
        var tablet = await factory.Stands(juan, line);
        var now = Factory.Wall(app.Time.GetUtcNow());

        await tablet.Tap("Paro que ya pasó");
        await juan.Page.GetByLabel("Paró", new() { Exact = true }).FillAsync(Text(now.AddMinutes(-50)));
        await juan.Page.GetByLabel("Arrancó", new() { Exact = true }).FillAsync(Text(now.AddMinutes(-10)));
        await Expect(juan.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("40 min");
        await tablet.InDialog("Sin explicar; toque para elegir");
        await tablet.InDialog("Material");
        await juan.Looks("floor-form-es");
        Assert.Empty(await juan.TooSmallToTouch());
        await tablet.InDialog("Una persona más");
        await juan.Page.GetByRole(AriaRole.Dialog).GetByLabel("Orden de trabajo").FillAsync("J-77");
        await tablet.InDialog("Guardar");
        await Expect(tablet.Row("Material")).ToContainTextAsync("40 min");
        await Expect(tablet.Row("Material")).ToContainTextAsync("Personas: 3 · Orden J-77");
        await Expect(tablet.Waiting).ToContainTextAsync("0 en espera");

        await tablet.Tap(new Regex("^Editar"));
        await tablet.InDialog("Partir");
        await juan.Page.GetByLabel("Partir a las", new() { Exact = true }).FillAsync(Text(now.AddMinutes(-20)));
        await tablet.InDialog("Partir");
        await Expect(juan.Page.Locator(".floor-stop")).ToHaveCountAsync(2);
        await Expect(juan.Page.Locator(".floor-stop").First).ToContainTextAsync("10 min");

        // A stop that takes somebody's time is refused where it is written, and corrected within what is free.
        await tablet.Tap("Paro que ya pasó");
        await juan.Page.GetByLabel("Paró", new() { Exact = true }).FillAsync(Text(now.AddMinutes(-60)));
        await juan.Page.GetByLabel("Arrancó", new() { Exact = true }).FillAsync(Text(now.AddMinutes(-30)));
        await tablet.InDialog("Guardar");
        await Expect(tablet.Waiting).ToContainTextAsync("1 sin aceptar");
        await tablet.Tap("Cerrar");
        await tablet.Tap(new Regex("^Corregir"));
        await Expect(juan.Page.GetByLabel("Arrancó", new() { Exact = true })).ToHaveValueAsync(Text(now.AddMinutes(-50)));
        await juan.Looks("floor-correct-es");
        await tablet.InDialog("Guardar");
        await Expect(tablet.Waiting).ToContainTextAsync("0 en espera");
        Assert.Equal(3, (await factory.StopsOf(line)).Count);
    }

    [Fact]
    public async Task Without_network_everything_goes_on_and_arrives_once_in_its_order()
    {
        var line = await factory.GivenALineWithReasons();
        var juan = await app.Person("es", "Operator");
        await juan.At(BrowserApp.UprightTablet);
        var tablet = await factory.Stands(juan, line);
        await Expect(juan.Page.Locator("outbox-status[ready]")).ToBeVisibleAsync();

        await juan.Offline(true);
        await juan.Page.ReloadAsync();
        await tablet.Tap("Paro");
        await tablet.Tap("Calidad");
        await Expect(tablet.State).ToContainTextAsync("Calidad");
        await Expect(tablet.Waiting).ToContainTextAsync("Sin red · 2 en espera");
        await juan.Page.ReloadAsync();
        await Expect(tablet.State).ToContainTextAsync("Parada");
        await tablet.Tap("Ya arrancó");
        await Expect(tablet.State).ToContainTextAsync("En marcha");
        await juan.Looks("floor-offline-es");
        Assert.Empty(await factory.StopsOf(line));

        await juan.Offline(false);
        await Expect(tablet.Waiting).ToContainTextAsync("0 en espera");
        var stop = Assert.Single(await factory.StopsOf(line));
        Assert.Equal(line.Quality, stop.ReasonId);
        Assert.NotNull(stop.EndedAt);
        await Expect(tablet.Row("Calidad")).Not.ToContainTextAsync("Por enviar");
    }

    [Fact]
    public async Task A_portal_that_answers_for_the_server_takes_nothing_and_shows_nothing_of_its_own()
    {
        using var network = new FrailNetwork(app.Address.Port);
        var line = await factory.GivenALineWithReasons();
        var juan = await app.PersonBehind(network.Address, "es", "Operator");
        await juan.At(BrowserApp.UprightTablet);
        var tablet = await factory.Stands(juan, line);
        await Expect(juan.Page.Locator("outbox-status[ready]")).ToBeVisibleAsync();

        network.AnswerWith("<title>Wi-Fi</title><h1>Accept our terms</h1>");
        await tablet.Tap("Paro");
        await tablet.Tap("Calidad");
        await Expect(tablet.Waiting).ToContainTextAsync("Sin red · 2 en espera");
        await juan.Page.ReloadAsync();
        await Expect(tablet.State).ToContainTextAsync("Parada");
        await Expect(tablet.Waiting).ToContainTextAsync("Sin red · 2 en espera");
        await tablet.Tap("Ya arrancó");
        await Expect(tablet.State).ToContainTextAsync("En marcha");
        Assert.Empty(await factory.StopsOf(line));

        network.Mend();
        await Expect(tablet.Waiting).ToHaveTextAsync("0 en espera");
        var stop = Assert.Single(await factory.StopsOf(line));
        Assert.Equal(line.Quality, stop.ReasonId);
        Assert.NotNull(stop.EndedAt);
    }

    [Fact]
    public async Task A_device_that_lost_its_store_behind_the_page_keeps_the_next_tap()
    {
        var line = await factory.GivenALineWithReasons();
        var juan = await app.Person("es", "Operator");
        await juan.At(BrowserApp.UprightTablet);
        var tablet = await factory.Stands(juan, line);
        await tablet.Tap("Paro");
        await Expect(tablet.Waiting).ToHaveTextAsync("0 en espera");

        await using (var device = await juan.Device())
        {
            await device.EmptiesItsStore();
        }
        await juan.Offline(true);
        await tablet.Tap("Ya arrancó");
        await Expect(tablet.State).ToContainTextAsync("En marcha");
        await Expect(tablet.Waiting).ToHaveTextAsync("Sin red · 1 en espera");

        await juan.Offline(false);
        await Expect(tablet.Waiting).ToHaveTextAsync("0 en espera");
        Assert.NotNull(Assert.Single(await factory.StopsOf(line)).EndedAt);
    }

    [Fact]
    public async Task A_full_device_says_that_nothing_was_recorded_and_the_page_holds_it_until_it_is()
    {
        var line = await factory.GivenALineWithReasons();
        var juan = await app.Person("es", "Operator");
        await juan.At(BrowserApp.UprightTablet);
        var tablet = await factory.Stands(juan, line);

        await using var device = await juan.Device();
        await device.IsFull();
        await juan.Offline(true);
        await tablet.Tap("Paro");
        await Expect(tablet.Waiting).ToHaveTextAsync("Sin red · 1 en espera · 1 sin registrar");
        await Expect(juan.Page.GetByText("No registrado: este equipo no puede guardar nada.")).ToBeVisibleAsync();
        await Expect(juan.Page.GetByText("Deshacer")).ToBeHiddenAsync();
        await Expect(tablet.State).ToContainTextAsync("Parada");
        await Expect(tablet.Row("Sin explicar")).ToContainTextAsync("Sin registrar");
        await juan.Looks("floor-full-device-es");
        await tablet.Waiting.ClickAsync();
        await Expect(juan.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Intentar de nuevo" }))
            .ToBeVisibleAsync();
        await juan.Looks("floor-full-device-list-es");
        Assert.Empty(await factory.StopsOf(line));

        // Another try without network changes nothing; with network it goes by itself, whoever taps first.
        await tablet.InDialog("Intentar de nuevo");
        await Expect(tablet.Waiting).ToHaveTextAsync("Sin red · 1 en espera · 1 sin registrar");
        await juan.Offline(false);
        await Expect(tablet.Waiting).ToHaveTextAsync("0 en espera");
        Assert.Single(await factory.StopsOf(line));
    }

    [Fact]
    public async Task A_device_remembers_its_line_and_the_dark()
    {
        var line = await factory.GivenALineWithReasons();
        // Where there is only one line, nobody is asked.
        await factory.GivenALineWithReasons();
        var juan = await app.Person("en", "Operator");
        await juan.At(BrowserApp.Tablet);
        await juan.InTheDark(true);
        await juan.Page.GotoAsync("/downtime");
        await juan.Looks("floor-choose-dark-en");
        await juan.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{line.Name} ?{line.Code}$") }).ClickAsync();
        await Expect(juan.Page.GetByRole(AriaRole.Heading, new() { Name = line.Name })).ToBeVisibleAsync();
        await juan.Page.ReloadAsync();
        await Expect(juan.Page.GetByRole(AriaRole.Heading, new() { Name = line.Name })).ToBeVisibleAsync();
        await juan.Looks("floor-dark-en");
        await juan.Page.GotoAsync($"/downtime/board/{line.Facility}");
        await Expect(juan.Page.GetByRole(AriaRole.Region, new() { Name = line.Name })).ToBeVisibleAsync();
        await juan.Looks("board-dark-en");
    }

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
