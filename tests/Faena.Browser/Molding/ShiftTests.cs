using System.Text.RegularExpressions;
using Faena.Browser.Support;
using Faena.Tests.Modules.Molding;
using Faena.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Faena.Browser.Molding;

/// <summary>A shift from the order to its close, as the people of a plant live it.</summary>
public sealed class ShiftTests(FloorApp app) : IClassFixture<FloorApp>
{
    private readonly SheetSteps plant = new(app);

    [Fact]
    public async Task A_shift_is_recorded_weighed_labelled_and_the_order_closed()
    {
        await plant.Plant.GivenThePlant();
        var ana = await app.Person("es", "Molding");
        var page = ana.Page;

        await new OrderTyping(page, "es").Order("OP-1322");
        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/molding/orders/OP-1322$"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Liberar" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Liberar" }).ClickAsync();
        await Expect(page.GetByText("Liberada", new() { Exact = true }).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Imprimir" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Código QR que abre la orden" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Volver" }).ClickAsync();

        // A pad of numbered sheets, for the office.
        await page.GotoAsync("/molding/pads");
        await page.GetByRole(AriaRole.Button, new() { Name = "Nuevo talonario" }).ClickAsync();
        await page.GetByLabel("Serie").FillAsync("A");
        await page.GetByLabel("Primer número").FillAsync("4501");
        await page.GetByLabel("Último número").FillAsync("4550");
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "A-4501" }).First).ToBeVisibleAsync();
        await ana.Looks("molding-pads-es");

        await page.GotoAsync("/molding/orders/OP-1322");
        await page.GetByRole(AriaRole.Link, new() { Name = "Nueva hoja de turno" }).ClickAsync();
        await TypesTheSheet(page);
        await ana.Looks("molding-sheet-form-es");
        foreach (var (size, name) in new[] { (BrowserApp.Tablet, "wide"), (BrowserApp.UprightTablet, "upright") })
        {
            await ana.At(size);
            await ana.Looks($"molding-sheet-form-{name}-es");
            Assert.Empty(await ana.TooSmallToTouch());
        }
        await ana.InTheDark(true);
        await ana.Looks("molding-sheet-form-dark-es");
        await ana.InTheDark(false);

        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar hoja" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/molding/sheets/\d+$"));
        var sheet = page.Url;
        await Expect(page.GetByText("Hoja guardada")).ToBeVisibleAsync();
        await Expect(page.GetByText("Número de hoja A-4501")).ToBeVisibleAsync();

        await ana.At(BrowserApp.Tablet);
        await WeighsFiveBales(page);
        await ana.Looks("molding-weighing-wide-es");
        Assert.Empty(await ana.TooSmallToTouch());
        await ana.At(BrowserApp.UprightTablet);
        await ana.Looks("molding-weighing-upright-es");
        Assert.Empty(await ana.TooSmallToTouch());
        await ana.InTheDark(true);
        await ana.Looks("molding-weighing-dark-es");
        await ana.InTheDark(false);
        await ana.At(new ViewportSize { Width = 1440, Height = 900 });
        await ana.Looks("molding-weighing-es");

        await page.GetByRole(AriaRole.Link, new() { Name = "Etiquetas" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(5);
        await ana.Looks("molding-labels-es");
        await page.GotoAsync($"{sheet}/print?papel=a4");
        await Expect(page.GetByText("Control de calidad")).ToBeVisibleAsync();
        await ana.Looks("molding-shift-print-es");
        await page.PdfAsync(new PagePdfOptions { Path = Repo.PathOf("artifacts/screenshots/molding-shift.pdf"), PreferCSSPageSize = true });

        // Somebody has the form open while the order is closed.
        var other = await ana.AnotherWindow();
        await other.GotoAsync("/molding/orders/OP-1322/sheets/new");
        await page.GotoAsync("/molding/orders/OP-1322");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Hojas de turno" })).ToContainTextAsync("88.00");
        await ana.Looks("molding-order-with-sheets-es");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cerrar orden" }).ClickAsync();
        await page.GetByLabel("Motivo", new() { Exact = true }).FillAsync("Meta cumplida");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirmar" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Meta cumplida" })).ToBeVisibleAsync();

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Nueva hoja de turno" })).ToHaveCountAsync(0);
        await TypesTheSheet(other, "2023-11-22", pads: false);
        await other.GetByRole(AriaRole.Button, new() { Name = "Guardar hoja" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Alert).Filter(new() { HasText = "cerrada" })).ToBeVisibleAsync();
        await Expect(other.GetByRole(AriaRole.Alert).Filter(new() { HasText = "cerrada" })).ToBeInViewportAsync(new() { Ratio = 1 });
        await page.GotoAsync(sheet);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pesar" })).ToHaveCountAsync(0);
        await Expect(page.GetByText("88.00", new() { Exact = true }).First).ToBeVisibleAsync();
        Assert.Single(await plant.SheetsOf("OP-1322"));
    }

    [Fact]
    public async Task The_scale_fills_in_the_weight_and_a_bale_is_voided_for_a_reason()
    {
        await plant.Plant.GivenThePlant();
        var (order, given) = await plant.GivenAnOpenOrder();
        var sheet = SheetSteps.IdOf(await plant.Recorded(order, given));
        var ben = await app.Person("en", "Operator");
        var page = ben.Page;
        await page.GotoAsync($"/molding/sheets/{sheet}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Read scale" }).ClickAsync();
        await Expect(page.GetByLabel("Weight")).ToHaveValueAsync(new Regex(@"^1[78]\.?\d*$"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Weigh", Exact = true }).ClickAsync();
        await Expect(Bales(page, "Weighed bales")).ToHaveCountAsync(1);
        await Expect(page.GetByText("by hand", new() { Exact = false }).Locator("visible=true").Filter(new() { HasText = "·" }))
            .ToHaveCountAsync(0);
        await page.GetByLabel("Weight").FillAsync("17.25");
        await page.GetByLabel("Weight").PressAsync("Enter");
        await Expect(Bales(page, "Weighed bales")).ToHaveCountAsync(2);
        await Expect(Bales(page, "Weighed bales").First).ToContainTextAsync("by hand");

        await page.GetByRole(AriaRole.Button, new() { Name = "Void 2" }).ClickAsync();
        await page.GetByLabel("Reason", new() { Exact = true }).FillAsync("Torn bag");
        await ben.Looks("molding-void-en");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Expect(Bales(page, "Weighed bales").First).ToContainTextAsync("Torn bag");
        await ben.Looks("molding-weighing-en");
        await page.GetByRole(AriaRole.Link, new() { Name = "Print" }).ClickAsync();
        await Expect(page.GetByText("Shift sheet").First).ToBeVisibleAsync();
        await ben.Looks("molding-shift-print-en");

        await page.GotoAsync("/molding/sheets");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Shift sheets" })).ToContainTextAsync(order);
        await ben.Looks("molding-sheets-en");
        await page.GotoAsync($"/molding/sheets/{sheet}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await ben.At(BrowserApp.Tablet);
        await Expect(page.GetByText("Look at this")).ToBeVisibleAsync();
        await ben.Looks("molding-sheet-edit-en");
        Assert.Empty(await ben.TooSmallToTouch());
        await page.GetByLabel("Counter at end").FillAsync("1510");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save sheet" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/molding/sheets/{sheet}$"));
        await Expect(page.GetByText("510", new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>1,000 to 1,500, ten hours of 50, some scrap: by keyboard alone from the counter on.</summary>
    private static async Task TypesTheSheet(IPage page, string date = "2023-11-21", bool pads = true)
    {
        await page.GetByLabel("Fecha").FillAsync(date);
        await page.GetByLabel("Turno").SelectOptionAsync("DIURNO");
        if (pads)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Tomar número" }).ClickAsync();
            await Expect(page.GetByLabel("Número de hoja")).ToHaveValueAsync("A-4501");
        }
        await page.GetByLabel("Colada inicial").FillAsync("1000");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("1500");
        await page.Keyboard.PressAsync("Enter");
        for (var i = 0; i < 10; i++)
        {
            await page.Keyboard.TypeAsync("50");
            await page.Keyboard.PressAsync("Enter");
        }
        var hours = page.GetByRole(AriaRole.Group, new() { NameRegex = new Regex(@"^Hora \d+$") });
        await hours.First.GetByLabel("Maquinista").FillAsync("Juana Pérez");
        await hours.Nth(5).GetByLabel("Color").SelectOptionAsync("Rojo");
        await hours.First.GetByLabel("Merma kg").FillAsync("1.25");
        await hours.First.GetByLabel("Motivo").FillAsync("Arranque");
        var summary = page.GetByRole(AriaRole.Complementary, new() { Name = "Resumen" });
        await Expect(summary).ToContainTextAsync("1,000");
        await Expect(summary).ToContainTextAsync("88.00 kg");
        await Expect(summary).ToContainTextAsync("87.00 kg");
    }

    private static async Task WeighsFiveBales(IPage page)
    {
        var light = page.GetByRole(AriaRole.Complementary, new() { Name = "Pesado" });
        await Expect(light).ToContainTextAsync("Pese el primer bulto");
        await page.GetByLabel("Balanza").SelectOptionAsync("");
        var total = 0m;
        foreach (var weight in new[] { "17.5", "17.4", "17.6", "17.5", "18.0" })
        {
            await page.GetByLabel("Peso", new() { Exact = true }).FillAsync(weight);
            await page.Keyboard.PressAsync("Enter");
            total += decimal.Parse(weight, System.Globalization.CultureInfo.InvariantCulture);
            await Expect(light).ToContainTextAsync(total.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
        }
        await Expect(Bales(page, "Bultos pesados")).ToHaveCountAsync(5);
        await Expect(light).ToContainTextAsync("Coincide con lo contado");
        await Expect(light).ToContainTextAsync("87.00 kg (+1.00)");
        await Expect(light).ToContainTextAsync("88.00 kg (0.00)");
        await Expect(page.GetByText("0 en espera")).ToBeVisibleAsync();
    }

    private static ILocator Bales(IPage page, string list) => page.GetByRole(AriaRole.Region, new() { Name = list }).Locator("tbody tr");
}
