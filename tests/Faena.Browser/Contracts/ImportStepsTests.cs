using System.Text.RegularExpressions;
using Faena.Browser.Support;
using Faena.Tests.Modules.Contracts;
using Microsoft.Playwright;
using static Faena.Tests.Modules.Contracts.PriceBookFile;
using static Microsoft.Playwright.Assertions;

namespace Faena.Browser.Contracts;

/// <summary>The price book's workbook, from the office's folder into use.</summary>
public sealed class ImportStepsTests(BrowserApp app) : IClassFixture<BrowserApp>
{
    [Theory]
    [InlineData("es", "C-201")]
    [InlineData("en", "C-202")]
    public async Task A_planner_sees_what_a_workbook_would_change_leaves_comes_back_and_takes_it_in(string language, string annex)
    {
        var planner = await app.Person(language, "Planner");
        var page = planner.Page;
        await page.GotoAsync("/contracts/price-book/import");
        await Send("catalogo.xlsx", Book(annex, ("1.1.", 5), ("1.2.", 6)));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Say("Serían nuevas", "Would be new") })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = TakeIn }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/contracts/price-book/imports/"));

        await page.GotoAsync("/contracts/price-book/import");
        await Send("catalogo 2.xlsx", Book(annex, ("1.1.", 5.5m), ("1.3.", 7)));
        var gone = page.GetByRole(AriaRole.Table, new() { Name = Say("Dejarían de usarse", "Would be taken out of use") });
        await Expect(gone).ToContainTextAsync("1.2.");
        await planner.Looks($"price-book-preview-{language}");

        // Somebody else's telephone rings; the work is found again where it was left.
        await page.GotoAsync("/contracts");
        await page.GotoAsync("/contracts/price-book/import");
        await page.GetByRole(AriaRole.Link, new() { Name = "catalogo 2.xlsx" }).First.ClickAsync();
        await Expect(gone).ToContainTextAsync("1.2.");
        Assert.Equal("1.1. 1.2.", await InUse(annex));

        await page.GetByRole(AriaRole.Button, new() { NameRegex = TakeIn }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/contracts/price-book/imports/"));
        Assert.Equal("1.1. 1.3.", await InUse(annex));

        string Say(string spanish, string english) => language == "es" ? spanish : english;

        async Task Send(string name, PriceBookFile book)
        {
            await page.Locator("input[type=file]")
                .SetInputFilesAsync(
                    new FilePayload
                    {
                        Name = name,
                        MimeType = "application/octet-stream",
                        Buffer = book.ToBytes(),
                    }
                );
            await page.GetByRole(AriaRole.Button, new() { Name = Say("Leer el archivo", "Read the file") }).ClickAsync();
        }
    }

    [Fact]
    public async Task A_file_that_is_no_workbook_is_refused_in_words_with_a_way_on()
    {
        var planner = await app.Person("es", "Planner");
        var page = planner.Page;
        await page.GotoAsync("/contracts/work-orders/import");

        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "ordenes.xlsx",
                    MimeType = "application/octet-stream",
                    Buffer = "orden;fecha"u8.ToArray(),
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Leer el archivo" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Enviar otro archivo" })).ToBeVisibleAsync();
        await planner.Looks("order-import-refused-es");
        await page.GetByRole(AriaRole.Link, new() { Name = "Enviar otro archivo" }).ClickAsync();
        await Expect(page.Locator("input[type=file]")).ToBeAttachedAsync();
    }

    private static readonly Regex TakeIn = new("^(Tomar estos cambios|Take in these changes)$");

    private static PriceBookFile Book(string annex, params (string Code, decimal Price)[] items) =>
        new PriceBookFile().Sheet(
            "Anexo " + annex,
            [.. items.Select(i => Item(annex, i.Code, "Concepto " + i.Code, "TON", 1, i.Price)), Total(items.Sum(i => i.Price))]
        );

    private Task<string> InUse(string annex) =>
        app.Scalar<string>(
            "SELECT string_agg(partida, ' ' ORDER BY partida) FROM contracts.contrato_concepto_maestro WHERE clave_anexo = @annex AND activo",
            new { annex }
        )!;
}
