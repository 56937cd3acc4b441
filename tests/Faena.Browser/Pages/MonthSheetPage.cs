using System.Globalization;
using Faena.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Faena.Browser.Pages;

/// <summary>The month sheet as a person handles it.</summary>
public sealed class MonthSheetPage(Person person)
{
    private const int ColumnsBeforeDays = 2;
    private const int ColumnsBeforeVolumes = 5;

    private IPage Page => person.Page;

    public ILocator Days => Page.Locator("daily-grid");
    public ILocator Production => Page.Locator("production-grid");

    /// <summary>The words beside the tabs that tell how the saving stands.</summary>
    public ILocator Saving => Page.Locator(".month-save .save-bar:not([data-aside]) .save-bar-state");

    public async Task OpenProduction(long site, long order, int month, int year = 2025, string type = "TE")
    {
        await Page.GotoAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"/contracts?id_sitio={site}&anio={year}&mes={month}&tab=production&id_ot={order}&tipo_tiempo={type}"
            )
        );
        await Expect(Production.GetByRole(AriaRole.Rowheader).First).ToBeVisibleAsync();
    }

    /// <summary>The day cell of the order's row.</summary>
    public ILocator Day(string order, int day) => Cell(Days, order, ColumnsBeforeDays + day);

    /// <summary>The day cell of the line's row; "Total" is the row of sums.</summary>
    public ILocator Volume(string line, int day) => Cell(Production, line, ColumnsBeforeVolumes + day);

    /// <summary>Turns the sheet to a day: what is out of sight is not drawn.</summary>
    public Task LooksAt(int day) =>
        Production
            .Locator(string.Create(CultureInfo.InvariantCulture, $"[role=columnheader][aria-colindex='{ColumnsBeforeVolumes + day}']"))
            .EvaluateAsync("header => header.scrollIntoView({ inline: 'center', block: 'nearest' })");

    /// <summary>How many days of a line the browser holds.</summary>
    public Task<int> DaysDrawn(string line) =>
        Row(Production, line)
            .EvaluateAsync<int>(
                "(row, before) => [...row.querySelectorAll('[aria-colindex]')].filter(cell => cell.ariaColIndex > before).length",
                ColumnsBeforeVolumes
            );

    public ILocator Column(string line, int column) => Cell(Production, line, column);

    public async Task Types(ILocator cell, string text)
    {
        await cell.ClickAsync();
        await Page.Keyboard.TypeAsync(text);
        await Page.Keyboard.PressAsync("Enter");
    }

    public async Task Pastes(ILocator cell, string text)
    {
        await person.Copies(text);
        await cell.ClickAsync();
        await Page.Keyboard.PressAsync("Control+v");
    }

    private static ILocator Row(ILocator grid, string name) =>
        grid.GetByRole(AriaRole.Row)
            .Filter(new LocatorFilterOptions { Has = grid.Page.GetByRole(AriaRole.Rowheader, new() { Name = name, Exact = true }) });

    private static ILocator Cell(ILocator grid, string row, int column) =>
        Row(grid, row).Locator(string.Create(CultureInfo.InvariantCulture, $"[aria-colindex='{column}']"));
}
