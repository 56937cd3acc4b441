using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Faena.Browser.Molding;

/// <summary>Types the order of the plant's workbook as its office does, and looks at the figures on the way.</summary>
internal sealed class OrderTyping(IPage page, string language)
{
    public async Task Order(string number)
    {
        await page.GotoAsync("/molding");
        await page.GetByRole(AriaRole.Link, new() { Name = Say("Nueva orden", "New order") }).First.ClickAsync();

        await Field(Say("Nº de orden", "Order number")).FillAsync(number);
        await Field(Say("Producto", "Product")).FillAsync("BALDE ROMANO");
        await Field(Say("Molde", "Mold")).FillAsync("MOLDE-BALDE-01");
        await Field(Say("Máquina", "Machine")).FillAsync("M1");
        await Field(Say("Inicio", "Start")).FillAsync("2023-11-21T07:00");
        await Field(Say("Meta", "Target")).FillAsync("1050");
        await Field(Say("Peso unitario", "Unit weight")).FillAsync("87");
        await Field(Say("Cavidades", "Cavities")).FillAsync("2");
        await Field(Say("Peso del tiro", "Shot weight")).FillAsync("176");
        await Field(Say("Ciclo", "Cycle")).FillAsync("30");
        await Field(Say("Horas por día", "Hours a day")).FillAsync("23");
        var summary = page.GetByRole(AriaRole.Complementary, new() { Name = Say("Resumen", "Summary") });
        await Expect(summary).ToContainTextAsync("1,061.93");
        await Expect(summary).ToContainTextAsync("50.28");

        // The first lot by keyboard; the others take its recipe over.
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Agregar lote", "Add lot") }).ClickAsync();
        var lot = Say("Lote", "Lot");
        await page.Keyboard.TypeAsync("Amarillo");
        await page.GetByLabel($"{lot} 1: Material", new() { Exact = true }).FillAsync("PP Clarif");
        await Share(1, 0).FillAsync("0.5");
        await Share(1, 0).PressAsync("Enter");
        await page.Keyboard.TypeAsync("Molido");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("0.7");
        await Expect(page.GetByText(Say("Las fracciones suman 1.2", "The fractions add up to 1.2"))).ToBeVisibleAsync();
        await Share(1, 1).FillAsync("0.5");
        foreach (var colour in new[] { "Rojo", "Azul", "Verde", "Celeste", "Rosado" })
        {
            await page.Keyboard.PressAsync("Control+Enter");
            await page.Keyboard.TypeAsync(colour);
        }
        await Expect(page.GetByText("176.99 kg").First).ToBeVisibleAsync();

        ILocator Field(string label) => page.GetByLabel(label, new() { Exact = true });
        ILocator Share(int ofLot, int row) =>
            page.GetByLabel($"{lot} {ofLot}: {Say("Fracción", "Fraction")}", new() { Exact = true }).Nth(row);
    }

    private string Say(string spanish, string english) => language == "es" ? spanish : english;
}
