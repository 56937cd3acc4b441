using System.Globalization;
using Faena.Browser.Support;
using Faena.Tests.Modules.Identity;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Faena.Browser.Downtime;

/// <summary>A tablet that belongs to its line: whoever acts signs with a PIN, and nobody signs in or out.</summary>
public sealed class SharedTabletTests(FactoryApp app) : IClassFixture<FactoryApp>
{
    private readonly Factory factory = new(app);
    private readonly StationSteps people = new(app);

    [Fact]
    public async Task Two_people_act_on_one_tablet_and_each_stop_names_its_own()
    {
        var line = await factory.GivenALineWithReasons();
        var ana = await people.GivenAPerson("2580");
        var luis = await people.GivenAPerson("739146");
        var device = await app.Person("es", "Administrator");
        await device.At(BrowserApp.Tablet);
        var made = await device.Page.APIRequest.PostAsync(
            "/api/identity/stations",
            new APIRequestContextOptions
            {
                DataObject = new { name = StationSteps.NewName("Tableta "), facilityId = line.Facility },
                Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Origin"] = app.Address.ToString().TrimEnd('/') },
            }
        );
        Assert.True(made.Ok, await made.TextAsync());
        await device.SignedOut();
        var tablet = await factory.Stands(device, line);
        await device.Looks("floor-station-es");

        await tablet.Tap("Calidad");
        await Signs(device.Page, ana, "2580", () => device.Looks("floor-station-pin-es"));
        await Expect(tablet.Row("Calidad")).ToContainTextAsync(ana.DisplayName);
        await Expect(tablet.Waiting).ToContainTextAsync("0 en espera");

        // A wrong PIN loses nothing: the act waits to be signed anew.
        await tablet.Tap("Ya arrancó");
        await Signs(device.Page, luis, "739147");
        await Expect(tablet.Waiting).ToContainTextAsync("1 sin aceptar");
        await Expect(tablet.State).ToContainTextAsync("Parada");
        await tablet.Waiting.ClickAsync();
        await tablet.InDialog("Intentar de nuevo");
        await Signs(device.Page, luis, "739146");
        await Expect(tablet.State).ToContainTextAsync("En marcha");
        await device.Page.Keyboard.PressAsync("Escape");

        // Who thinks better of it records nothing.
        await tablet.Tap("Paro");
        await device.Page.GetByRole(AriaRole.Button, new() { Name = "Cancelar" }).ClickAsync();
        await Expect(tablet.State).ToContainTextAsync("En marcha");
        var stop = Assert.Single(await factory.StopsOf(line));
        Assert.NotNull(stop.EndedAt);
        var names = await app.Rows<string>(
            "SELECT changed_by FROM audit.audit_log WHERE table_name = 'downtime.event' AND record_id = @id ORDER BY audit_id",
            new { id = stop.Id.ToString(CultureInfo.InvariantCulture) }
        );
        Assert.Equal([ana.Username, luis.Username], names);
    }

    private static async Task Signs(IPage page, StationSteps.Somebody who, string pin, Func<Task>? look = null)
    {
        var dialog = page.Locator(".pin-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = who.DisplayName }).ClickAsync();
        foreach (var digit in pin)
        {
            await dialog.GetByRole(AriaRole.Button, new() { Name = $"{digit}", Exact = true }).ClickAsync();
        }
        if (look is not null)
        {
            await look();
        }
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }
}
