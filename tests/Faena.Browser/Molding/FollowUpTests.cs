using System.Net;
using System.Net.Http.Json;
using Faena.Browser.Support;
using Faena.Tests.Modules.Molding;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using Answer = Faena.Tests.Support.Expect;

namespace Faena.Browser.Molding;

/// <summary>What the office reads of the floor: an order's follow-up, its closing sheet, the month's report.</summary>
public sealed class FollowUpTests(BrowserApp app) : IClassFixture<BrowserApp>
{
    private readonly SheetSteps plant = new(app);

    [Theory]
    [InlineData("es", false)]
    [InlineData("en", true)]
    public async Task The_office_follows_an_order_notes_material_and_reads_the_month(string language, bool dark)
    {
        await plant.Plant.GivenThePlant();
        var (order, sheet) = await plant.GivenAnOpenOrder();
        // The counter and its hours disagree, and of what the mold made the scale found half: one cavity of two.
        var recorded = await plant.Recorded(order, sheet);
        await Answer.Status(
            HttpStatusCode.Created,
            await plant.Floor.PostAsJsonAsync(
                $"{SheetSteps.Route}/{SheetSteps.IdOf(recorded)}/pesajes",
                new
                {
                    id_cliente = Guid.NewGuid(),
                    peso_kg = 43.5m,
                    color = "Amarillo",
                }
            )
        );
        var office = await app.Person(language, "Molding");
        var page = office.Page;
        await office.InTheDark(dark);

        await page.GotoAsync($"/molding/orders/{order}");
        await page.GetByRole(AriaRole.Link, new() { Name = Say("Seguimiento", "Follow-up") }).ClickAsync();
        await Expect(page.GetByText(Say("Parece que hay cavidades tapadas", "Cavities seem to be blocked"))).ToBeVisibleAsync();
        await Expect(page.GetByText(Say("1 de 2 cavidades tapadas", "1 of 2 cavities"))).ToBeVisibleAsync();
        var colours = page.GetByRole(AriaRole.Table, new() { Name = Say("Por color", "By colour") });
        await Expect(colours.GetByRole(AriaRole.Row, new() { Name = "Amarillo" })).ToContainTextAsync("43.50");
        await Expect(page.Locator("bar-chart canvas")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = Say("Anotar material preparado", "Note prepared material") }).ClickAsync();
        await page.GetByLabel(Say("Peso", "Weight"), new() { Exact = true }).FillAsync("88.5");
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Anotar", "Note it"), Exact = true }).ClickAsync();
        var prepared = page.GetByRole(AriaRole.Table, new() { Name = Say("Material preparado", "Prepared material") });
        await Expect(prepared).ToContainTextAsync("88.50");
        await office.Looks($"molding-follow-up-{language}");

        await page.GetByRole(AriaRole.Link, new() { Name = Say("Hoja de cierre", "Closing sheet") }).ClickAsync();
        await Expect(page.GetByText(order)).ToBeVisibleAsync();
        await office.Looks($"molding-closing-{language}");

        await page.GotoAsync("/molding/report?month=2023-11");
        var machines = page.GetByRole(AriaRole.Table, new() { Name = Say("Por máquina", "By machine") });
        await Expect(machines.GetByRole(AriaRole.Row, new() { Name = (string)sheet["maquina"]! })).ToContainTextAsync("43.5");
        await Expect(page.Locator("bar-chart canvas").First).ToBeVisibleAsync();
        await office.Looks($"molding-report-{language}");

        await page.GotoAsync("/molding/report?month=2001-01");
        await Expect(page.GetByText(Say("Sin hojas en este mes", "No sheets in this month"))).ToBeVisibleAsync();
        await office.Looks($"molding-report-empty-{language}");

        string Say(string spanish, string english) => language == "es" ? spanish : english;
    }
}
