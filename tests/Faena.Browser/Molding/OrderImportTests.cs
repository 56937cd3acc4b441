using System.Net;
using System.Text.RegularExpressions;
using Faena.Browser.Support;
using Faena.Tests.Modules.Molding;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Faena.Browser.Molding;

/// <summary>Orders that come in as workbooks: the plant's own, and the order's own that somebody edited.</summary>
public sealed class OrderImportTests(BrowserApp app) : IClassFixture<BrowserApp>
{
    private readonly MoldingSteps plant = new(app);

    [Theory]
    [InlineData("es", "light")]
    [InlineData("en", "dark")]
    public async Task A_plants_sheet_is_looked_at_mended_and_becomes_a_draft(string language, string theme)
    {
        await plant.GivenThePlant();
        var (number, unknown) = (MoldingSteps.NewNumber(), $"PP {Guid.NewGuid():N}"[..10]);
        var book = PlantWorkbook.Buckets(number);
        (book["I7"], book["D7"], book["C10"], book["G28"]) = ("20/11/2025", new PlantWorkbook.Failed("#REF!"), 500m, 0.7m);
        for (var row = 27; row <= 32; row++)
        {
            book[$"E{row}"] = unknown;
        }
        var office = await app.Person(language, "Molding");
        var page = office.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light });
        await page.GotoAsync("/molding");
        await page.GetByRole(AriaRole.Link, new() { Name = Say("Importar hoja", "Import sheet") }).ClickAsync();

        await Choose("OP.xlsm", book.ToBytes(macros: true));

        await Expect(page.GetByText(Say("Todavía no se puede crear", "It cannot be created yet"))).ToBeVisibleAsync();
        var create = page.GetByRole(AriaRole.Button, new() { Name = Say("Crear borrador", "Create draft") });
        await Expect(create).ToBeDisabledAsync();
        var remarks = page.GetByRole(
            AriaRole.Table,
            new() { Name = Say("Lo que no se tomó como está", "What was not taken as it stands") }
        );
        await Expect(remarks).ToContainTextAsync("#REF!");
        await Expect(remarks).ToContainTextAsync(Say("quedaron de antes", "left behind"));
        await office.Looks($"molding-import-stopped-{language}-{theme}");

        await page.GetByLabel(Say("Inicio", "Start")).FillAsync("2025-11-20T07:00");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByLabel(Say("Inicio", "Start"))).ToHaveValueAsync("2025-11-20T07:00");
        await page.GetByLabel(Say("Peso unitario", "Unit weight")).FillAsync("87");
        await page.GetByLabel(Regexp(unknown)).CheckAsync();
        await Expect(create).ToBeEnabledAsync();
        var figures = page.GetByRole(
            AriaRole.Table,
            new() { Name = Say("Cifras de la hoja y de Faena", "Figures of the sheet and of Faena") }
        );
        await Expect(figures).ToContainTextAsync("50.287356");
        await Expect(figures).ToContainTextAsync("50.280863");
        await figures.EvaluateAsync("table => table.scrollIntoView()");
        await office.Looks($"molding-import-{language}-{theme}");
        await page.SetViewportSizeAsync(BrowserApp.Tablet.Width, BrowserApp.Tablet.Height);
        await figures.EvaluateAsync("table => table.scrollIntoView()");
        await office.Looks($"molding-import-{language}-{theme}-tablet");

        await page.GetByLabel(Say("Calcular el tiempo como la hoja", "Calculate time as the sheet does")).CheckAsync();
        await Expect(figures.GetByText(Say("Difiere", "Differs"))).ToHaveCountAsync(0);
        await create.ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex($"/molding/orders/{number}$"));
        await Expect(page.GetByText(Say("Borrador", "Draft"), new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = Say("Lotes de color", "Colour lots") })).ToContainTextAsync(unknown);

        string Say(string spanish, string english) => language == "es" ? spanish : english;
        Task Choose(string name, byte[] file) =>
            page.Locator("input[type=file]")
                .SetInputFilesAsync(
                    new FilePayload
                    {
                        Name = name,
                        MimeType = "application/vnd.ms-excel.sheet.macroEnabled.12",
                        Buffer = file,
                    }
                );
    }

    [Theory]
    [InlineData("en", "light")]
    [InlineData("es", "dark")]
    public async Task An_edited_sheet_shows_its_differences_before_it_changes_the_order(string language, string theme)
    {
        await plant.GivenThePlant();
        var number = await plant.Given(MoldingSteps.Buckets());
        var office = await app.Person(language, "Molding");
        var page = office.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light });
        await page.GotoAsync($"/molding/orders/{number}");
        await office.Looks($"molding-order-actions-{language}-{theme}");
        await page.GetByRole(AriaRole.Link, new() { Name = Say("Volver a importar", "Re-import") }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = Say("Descargar Excel", "Download Excel") }).ClickAsync()
        );
        var file = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);

        await Choose(file);
        await Expect(page.GetByText(Say("Sin diferencias", "No differences"))).ToBeVisibleAsync();

        var edited = OrderSpreadsheet.WithCells(
            file,
            ("meta_kg", 1200.5m),
            ("fecha_inicio", new DateTime(2023, 11, 22, 15, 30, 0)),
            ("lote_color[1]", "Negro"),
            ("material_fraccion[0]", 0.6m),
            ("material_fraccion[1]", 0.4m)
        );
        await Choose(edited);
        var differences = page.GetByRole(AriaRole.Table, new() { Name = Say("Diferencias", "Differences") });
        await Expect(differences).ToContainTextAsync("1,200.5");
        await Expect(differences).ToContainTextAsync("Negro");

        // Somebody else changes the order before the person has decided.
        var order = MoldingSteps.Buckets(number);
        order["tiempo_ciclo"] = 33;
        await Faena.Tests.Support.Expect.Status(HttpStatusCode.OK, await plant.Edit(number, order));
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Aplicar", "Apply") }).ClickAsync();
        await Expect(page.GetByText(Say("Otra persona cambió la orden", "Somebody else changed the order"))).ToBeVisibleAsync();
        await Expect(differences).ToContainTextAsync("33");
        await office.Looks($"molding-reimport-{language}-{theme}");

        await page.GetByRole(AriaRole.Button, new() { Name = Say("Aplicar", "Apply") }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/molding/orders/{number}$"));
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = Say("Lotes de color", "Colour lots") })).ToContainTextAsync("Negro");

        string Say(string spanish, string english) => language == "es" ? spanish : english;
        Task Choose(byte[] content) =>
            page.Locator("input[type=file]")
                .SetInputFilesAsync(
                    new FilePayload
                    {
                        Name = $"{number}.xlsx",
                        MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        Buffer = content,
                    }
                );
    }

    private static Regex Regexp(string text) => new(Regex.Escape(text));
}
