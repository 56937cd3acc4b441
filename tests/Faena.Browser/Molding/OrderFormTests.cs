using System.Text.RegularExpressions;
using Faena.Browser.Support;
using Faena.Tests.Modules.Molding;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Faena.Browser.Molding;

/// <summary>An order as the person of the plant's office types it.</summary>
public sealed class OrderFormTests(BrowserApp app) : IClassFixture<BrowserApp>
{
    private readonly MoldingSteps plant = new(app);

    [Theory]
    [InlineData("es")]
    [InlineData("en")]
    public async Task An_order_is_typed_by_keyboard_and_shows_its_figures_on_the_way(string language)
    {
        await plant.GivenThePlant();
        var number = MoldingSteps.NewNumber();
        var office = await app.Person(language, "Molding");
        var page = office.Page;
        var typing = new OrderTyping(page, language);
        await typing.Order(number);
        await office.Looks($"molding-form-{language}");

        // Nothing typed is lost by a reload.
        await page.ReloadAsync();
        await Expect(page.GetByLabel($"{Say("Lote", "Lot")} 6: {Say("Color", "Colour")}", new() { Exact = true }))
            .ToHaveValueAsync("Rosado");
        await Expect(Field(Say("Producto", "Product"))).ToHaveValueAsync("BALDE ROMANO");
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Guardar", "Save") }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex($"/molding/orders/{number}$"));
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = Say("Lotes de color", "Colour lots") })).ToContainTextAsync("88.50");
        await office.Looks($"molding-order-{language}");

        await page.GetByRole(AriaRole.Button, new() { Name = Say("Liberar", "Release") }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = Say("Liberar", "Release") }).ClickAsync();
        await Expect(page.GetByText(Say("Liberada", "Released"), new() { Exact = true }).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Cerrar orden", "Close order") }).ClickAsync();
        await page.GetByLabel(Say("Motivo", "Reason"), new() { Exact = true }).FillAsync("Meta cumplida");
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Confirmar", "Confirm") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Meta cumplida" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = Say("Imprimir", "Print") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = Say("Código QR que abre la orden", "QR code that opens the order") }))
            .ToBeVisibleAsync();
        await office.Looks($"molding-sheet-{language}");

        string Say(string spanish, string english) => language == "es" ? spanish : english;
        ILocator Field(string label) => page.GetByLabel(label, new() { Exact = true });
    }
}
