using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Faena.Browser.Pages;
using Faena.Browser.Support;
using Faena.Tests.Modules.Contracts;
using Faena.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Faena.Browser.Contracts;

/// <summary>The month sheet through the eyes and hands of the people who fill it.</summary>
public sealed class MonthSheetTests(BrowserApp app) : IClassFixture<BrowserApp>
{
    private const int Lines = 20;
    private const int DaysOfMarch = 31;
    private readonly ContractsWorld world = new(app);

    [Fact]
    public async Task A_capturist_signs_in_marks_the_days_pastes_a_month_and_takes_it_back()
    {
        var (site, order) = await GivenASheet();
        var (siteName, folio) = await NamesOf(site, order);
        var ana = await app.Stranger("es");
        var page = ana.Page;
        var sheet = new MonthSheetPage(ana);

        await page.GotoAsync("/contracts?anio=2025&mes=2");
        await page.GetByLabel("Usuario").FillAsync("admin");
        await page.GetByLabel("Contraseña", new() { Exact = true }).FillAsync(TestApp.AdminPassword);
        await page.Keyboard.PressAsync("Enter");

        await page.GetByLabel("Sitio (frente)").SelectOptionAsync(new SelectOptionValue { Label = siteName });
        await page.GetByRole(AriaRole.Button, new() { Name = "Mes siguiente" }).ClickAsync();
        await Expect(page.GetByLabel("Mes", new() { Exact = true })).ToHaveValueAsync("3");

        // A letter finds the state, Enter takes it and goes on.
        await sheet.Types(sheet.Day(folio, 3), "prod");
        await Expect(sheet.Day(folio, 3)).ToContainTextAsync("Prod");
        await sheet.Types(sheet.Day(folio, 4), "s");
        await Expect(sheet.Saving).ToHaveTextAsync("Todo guardado");
        Assert.Equal(2, await StatesOf(order));
        await ana.Looks("month-days-es");

        await sheet.Day(folio, 3).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ver producción" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"tab=production&id_ot={order}"));

        await sheet.Pastes(sheet.Volume("1.1", 1), Block("1"));
        // The first line is authorised 10: its eleventh day is over.
        await sheet.LooksAt(11);
        await Expect(sheet.Volume("1.1", 10)).ToHaveTextAsync("1");
        await Expect(sheet.Volume("1.1", 11)).ToContainTextAsync("1 exc.");
        await sheet.LooksAt(31);
        await Expect(sheet.Volume("Total", 31)).ToHaveTextAsync("20");
        await Expect(sheet.Saving).ToHaveTextAsync("Todo guardado");
        Assert.Equal(Lines * DaysOfMarch, await VolumesOf(order));
        await ana.Looks("month-production-es");

        await page.Keyboard.PressAsync("Control+z");
        await sheet.LooksAt(11);
        await Expect(sheet.Volume("1.1", 11)).ToHaveTextAsync("");
        await Expect(sheet.Saving).ToHaveTextAsync("Todo guardado");
        Assert.Equal(0, await VolumesOf(order));

        await page.Keyboard.PressAsync("Control+y");
        await Expect(sheet.Saving).ToHaveTextAsync("Todo guardado");
        await page.ReloadAsync();
        await sheet.LooksAt(11);
        await Expect(sheet.Volume("1.1", 11)).ToContainTextAsync("1 exc.");
        Assert.Equal(Lines * DaysOfMarch, await VolumesOf(order));
    }

    [Fact]
    public async Task Only_the_days_in_sight_are_drawn_and_what_is_typed_beyond_them_is_kept()
    {
        var (site, order) = await GivenASheet();
        var ana = await app.Person("es", "Field");
        var sheet = new MonthSheetPage(ana);
        await sheet.OpenProduction(site, order, 3);
        Assert.InRange(await sheet.DaysDrawn("1.2"), 5, 22);

        await sheet.Volume("1.2", 1).ClickAsync();
        for (var day = 1; day < DaysOfMarch; day++)
        {
            await ana.Page.Keyboard.PressAsync("ArrowRight");
        }
        await Expect(sheet.Volume("1.2", DaysOfMarch)).ToBeFocusedAsync();
        await Expect(sheet.Volume("1.2", DaysOfMarch)).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.InRange(await sheet.DaysDrawn("1.2"), 5, 22);

        // Whoever looks elsewhere and types is brought back to the cell.
        await sheet.LooksAt(1);
        await Expect(sheet.Volume("1.2", 1)).ToBeVisibleAsync();
        await ana.Page.Keyboard.TypeAsync("3.5");
        await Expect(sheet.Volume("1.2", DaysOfMarch)).ToBeInViewportAsync(new() { Ratio = 1 });
        await ana.Page.Keyboard.PressAsync("Enter");
        await Expect(sheet.Saving).ToHaveTextAsync("Todo guardado");
        await ana.Page.ReloadAsync();
        await sheet.LooksAt(DaysOfMarch);
        await Expect(sheet.Volume("1.2", DaysOfMarch)).ToHaveTextAsync("3.5");

        // A range reaches over days that are not drawn.
        await sheet.Volume("1.2", DaysOfMarch).ClickAsync();
        await sheet.LooksAt(1);
        await sheet.Volume("1.1", 1).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await ana.Page.Keyboard.PressAsync("Control+c");
        var copied = (await ana.Copied()).TrimEnd().Split('\n');
        Assert.Equal([DaysOfMarch, DaysOfMarch], copied.Select(row => row.Split('\t').Length));
        Assert.EndsWith("\t3.5", copied[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_with_one_bad_cell_is_refused_as_a_whole_and_says_why()
    {
        var (site, order) = await GivenASheet();
        var ana = await app.Person("es", "Field");
        var sheet = new MonthSheetPage(ana);
        await sheet.OpenProduction(site, order, 3);

        await sheet.Pastes(sheet.Volume("1.1", 1), "1\t12abc\n2\t-3");

        await Expect(ana.Page.GetByText("No se pegó nada")).ToBeVisibleAsync();
        await Expect(ana.Page.GetByText("12abc")).ToBeVisibleAsync();
        await Expect(ana.Page.GetByText("No puede ser negativo.")).ToBeVisibleAsync();
        await Expect(sheet.Volume("1.1", 1)).ToHaveTextAsync("");
        await ana.Looks("month-paste-refused-es");
        Assert.Equal(0, await VolumesOf(order));
    }

    [Fact]
    public async Task What_is_over_shows_while_it_is_typed_and_follows_to_the_other_time_type()
    {
        var (site, order) = await GivenASheet();
        var ana = await app.Person("es", "Field");
        var sheet = new MonthSheetPage(ana);
        await sheet.OpenProduction(site, order, 3);

        await sheet.Volume("1.1", 5).ClickAsync();
        await ana.Page.Keyboard.TypeAsync("12.5");
        await Expect(sheet.Production.GetByText("10 + 2.5 exc.").First).ToBeVisibleAsync();
        await ana.Page.Keyboard.PressAsync("Enter");
        await Expect(sheet.Volume("1.1", 5)).ToContainTextAsync("10 + 2.5 exc.");
        await Expect(sheet.Column("1.1", 5)).ToContainTextAsync("excede 2.5");

        // The switch saves first.
        await ana.Page.GetByRole(AriaRole.Button, new() { Name = "CMA" }).ClickAsync();
        await Expect(ana.Page.GetByText("Costo mínimo aplicado:")).ToBeVisibleAsync();
        await Expect(sheet.Column("1.1", 5)).ToContainTextAsync("excede 2.5");
        await Expect(sheet.Volume("1.1", 5)).ToHaveTextAsync("");
        Assert.Equal(1, await VolumesOf(order));
        await ana.Looks("month-cma-es");
    }

    [Fact]
    public async Task Two_people_meet_in_one_cell_and_the_later_one_chooses()
    {
        var (site, order) = await GivenASheet();
        var ana = await app.Person("es", "Field");
        var berta = await app.Person("en", "Administrator");
        var anas = new MonthSheetPage(ana);
        var bertas = new MonthSheetPage(berta);
        await anas.OpenProduction(site, order, 3);
        await bertas.OpenProduction(site, order, 3);

        await ana.Offline(true);
        await anas.Types(anas.Volume("1.2", 6), "3");
        await anas.Types(anas.Volume("1.3", 6), "4");
        await Expect(anas.Saving).ToContainTextAsync("Sin conexión: 2 sin guardar");
        await bertas.Types(bertas.Volume("1.2", 6), "8");
        await Expect(bertas.Saving).ToHaveTextAsync("All saved");
        await ana.Offline(false);

        var choice = ana.Page.GetByRole(AriaRole.Dialog, new() { Name = "Otra persona cambió estas celdas" });
        await Expect(choice).ToContainTextAsync(TestApp.UsernameOf(["Administrator"]));
        await ana.Looks("month-conflict-es");
        await choice.GetByRole(AriaRole.Button, new() { Name = "Usar todos los míos" }).ClickAsync();
        await choice.GetByRole(AriaRole.Button, new() { Name = "Aplicar" }).ClickAsync();
        await Expect(anas.Saving).ToHaveTextAsync("Todo guardado");

        // Berta sees both without asking, and whose they are.
        await Expect(bertas.Volume("1.2", 6)).ToHaveTextAsync("3");
        await Expect(bertas.Volume("1.3", 6)).ToHaveTextAsync("4");
        await bertas.Volume("1.3", 6).ClickAsync();
        await Expect(bertas.Production).ToContainTextAsync($"Changed by {TestApp.UsernameOf(["Field"])}");
        await berta.Looks("month-changed-by-others-en");
    }

    /// <summary>A whole sheet read by everybody at every save of anybody is what made the office wait.</summary>
    [Fact]
    public async Task An_open_sheet_follows_its_colleagues_without_being_read_again()
    {
        var (site, order) = await GivenASheet();
        var line = await world.LineId(order, site, "1.1");
        await world.Save(order, site, 3, "TE", ContractsWorld.Cell(line, 4, 3));
        var ana = await app.Person("es", "Field");
        var sheet = new MonthSheetPage(ana);
        await sheet.OpenProduction(site, order, 3);
        await Expect(sheet.Volume("1.1", 4)).ToHaveTextAsync("3");
        var readWhole = new List<string>();
        ana.Page.Request += (_, request) =>
        {
            if (request.Url.Contains("/month-sheet?", StringComparison.Ordinal))
            {
                readWhole.Add(request.Url);
            }
        };

        // More than the authorised ten, counted on Ana's screen; one volume goes; Ana's own is typed meanwhile.
        await sheet.Types(sheet.Volume("1.2", 8), "7");
        await world.Save(order, site, 3, "TE", ContractsWorld.Cell(line, 4, null), ContractsWorld.Cell(line, 5, 12.5m));
        await Expect(sheet.Volume("1.1", 5)).ToContainTextAsync("12.5");
        await Expect(sheet.Volume("1.1", 4)).ToHaveTextAsync("");
        await Expect(sheet.Column("1.1", 5)).ToContainTextAsync("excede 2.5");
        await Expect(sheet.Volume("1.2", 8)).ToHaveTextAsync("7");
        await Expect(sheet.Saving).ToHaveTextAsync("Todo guardado");

        var closed = await world.Admin.PostAsJsonAsync(
            "/api/produccion/guardar_reportes_diarios_masiva",
            new
            {
                id_sitio = site,
                anio = 2025,
                mes = 3,
                celdas = new[]
                {
                    new
                    {
                        id_ot = order,
                        dia = 20,
                        valor = "CERRADO",
                    },
                },
            }
        );
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        await sheet.LooksAt(20);
        await Expect(sheet.Volume("1.1", 20)).ToHaveClassAsync(new Regex("fn-blocked"));
        Assert.Empty(readWhole);
        Assert.Equal(2, await VolumesOf(order));
    }

    [Fact]
    public async Task Nothing_typed_is_lost_when_the_network_goes_and_the_page_is_loaded_again()
    {
        var (site, order) = await GivenASheet();
        var ana = await app.Person("es", "Field");
        var sheet = new MonthSheetPage(ana);
        await sheet.OpenProduction(site, order, 3);
        const string saves = "**/guardar_produccion_masiva";
        await ana.Page.RouteAsync(saves, route => route.AbortAsync());

        await sheet.Types(sheet.Volume("1.2", 6), "3.25");
        await Expect(sheet.Saving).ToContainTextAsync("1 sin guardar");
        await sheet.Types(sheet.Volume("1.4", 9), "7");
        await ana.Page.ReloadAsync();

        await Expect(sheet.Volume("1.2", 6)).ToHaveTextAsync("3.25");
        await Expect(ana.Page.GetByText("Celdas recuperadas que no se habían guardado: 2")).ToBeVisibleAsync();
        await Expect(sheet.Saving).ToContainTextAsync("2 sin guardar");
        await ana.Looks("month-restored-es");
        // The sheet tries again by itself: a click on its button could come when it is at it.
        await ana.Page.UnrouteAsync(saves);

        await Expect(sheet.Saving).ToHaveTextAsync("Todo guardado");
        Assert.Equal(2, await VolumesOf(order));
    }

    [Fact]
    public async Task A_session_that_ended_keeps_what_was_typed_until_the_next_one()
    {
        var (site, order) = await GivenASheet();
        var ana = await app.Person("en", "Field");
        var sheet = new MonthSheetPage(ana);
        await sheet.OpenProduction(site, order, 3);
        await ana.SignedOut();

        await sheet.Types(sheet.Volume("1.2", 6), "3.25");
        await Expect(sheet.Saving).ToContainTextAsync("The session ended: 1 unsaved");
        await ana.SignedIn(app.SessionOf(["Field"]));
        await ana.Page.GetByRole(AriaRole.Button, new() { Name = "Save now" }).ClickAsync();

        await Expect(sheet.Saving).ToHaveTextAsync("All saved");
        Assert.Equal(1, await VolumesOf(order));
    }

    [Fact]
    public async Task Who_may_only_look_sees_the_sheet_in_their_language_on_a_tablet_and_changes_nothing()
    {
        var (site, order) = await GivenASheet();
        var viewer = await app.Person("en", "Viewer");
        await viewer.Page.SetViewportSizeAsync(BrowserApp.Tablet.Width, BrowserApp.Tablet.Height);
        var sheet = new MonthSheetPage(viewer);
        await sheet.OpenProduction(site, order, 3);

        await sheet.Types(sheet.Volume("1.2", 1), "5");

        await Expect(sheet.Volume("1.2", 1)).ToHaveTextAsync("");
        await Expect(viewer.Page.GetByText("Authorised PTE")).ToBeVisibleAsync();
        await Expect(viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Add line" })).ToBeHiddenAsync();
        await viewer.Looks("month-viewer-tablet-en");
        Assert.Equal(0, await VolumesOf(order));
    }

    [Fact]
    public async Task A_month_without_orders_says_what_to_do_next()
    {
        var site = await world.GivenASite();
        await world.GivenAnOrder(site, "2025-01-01", "2025-12-31");
        var ana = await app.Person("en", "Field");

        await ana.Page.GotoAsync($"/contracts?id_sitio={site}&anio=2025&mes=3");

        await Expect(ana.Page.GetByText("No order of this site is in force this month")).ToBeVisibleAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Link, new() { Name = "Go to the work orders" })).ToBeVisibleAsync();
        await ana.Looks("month-no-orders-en");
    }

    private async Task<(long Site, long Order)> GivenASheet()
    {
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site);
        var lines = Enumerable.Range(1, Lines).Select(n => ContractsWorld.Line($"1.{n}", n == 1 ? 10 : 100, mxn: 100.10m, usd: 12.35m));
        await world.GivenLines(order, [.. lines]);
        return (site, order);
    }

    private async Task<(string Site, string Folio)> NamesOf(long site, long order) =>
        (
            await app.Scalar<string>("SELECT descripcion FROM catalog.sitio WHERE id = @site", new { site }),
            await app.Scalar<string>("SELECT orden_trabajo FROM contracts.ot WHERE id = @order", new { order })
        );

    private static string Block(string value) =>
        string.Join('\n', Enumerable.Repeat(string.Join('\t', Enumerable.Repeat(value, DaysOfMarch)), Lines));

    private Task<int> VolumesOf(long order) =>
        app.Scalar<int>(
            """
            SELECT count(*)::int FROM contracts.produccion p JOIN contracts.reporte_mensual_header h ON h.id = p.id_reporte_mensual
            WHERE h.id_ot = @order
            """,
            new { order }
        );

    private Task<int> StatesOf(long order) =>
        app.Scalar<int>(
            """
            SELECT count(*)::int FROM contracts.reporte_diario_detalle d JOIN contracts.reporte_mensual_header h ON h.id = d.id_reporte_mensual
            WHERE h.id_ot = @order
            """,
            new { order }
        );
}
