using System.Text.Json;
using System.Text.Json.Nodes;
using Faena.Browser.Support;
using Faena.Tests.Modules.Downtime;
using Faena.Tests.Modules.Identity;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Faena.Browser.Identity;

/// <summary>An administrator makes a tablet a station and gives a person a PIN, and that person signs at it.</summary>
public sealed class StationTests(BrowserApp app) : IClassFixture<BrowserApp>
{
    private readonly StationSteps steps = new(app);
    private readonly FloorSteps floor = new(app);

    [Theory]
    [InlineData("es", false)]
    [InlineData("en", true)]
    public async Task A_tablet_becomes_a_station_and_a_person_signs_at_it(string language, bool dark)
    {
        var facility = await floor.GivenAFacility();
        var line = await floor.GivenALine(facility);
        var ana = await steps.GivenAPerson();
        var luis = await steps.GivenAPerson("739146", "Supervisor");
        var name = StationSteps.NewName("Tableta ");
        var boss = await steps.GivenAPerson(role: "Administrator");
        var tablet = await app.Stranger(language);
        var page = tablet.Page;
        await tablet.InTheDark(dark);
        await tablet.At(BrowserApp.Tablet);
        await page.GotoAsync("/sign-in?returnUrl=/administration/stations");
        await SignIn(page, boss);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Say("Estaciones", "Stations"), Level = 1 })).ToBeVisibleAsync();
        await tablet.Looks($"stations-empty-{language}");

        await page.GetByRole(AriaRole.Button, new() { Name = Say("Hacer estación este dispositivo", "Make this device a station") })
            .First.ClickAsync();
        await page.GetByLabel(Say("Nombre", "Name")).FillAsync(name);
        var facilities = page.GetByLabel(Say("Planta", "Facility"));
        await Expect(facilities.Locator("option")).Not.ToHaveCountAsync(1);
        await facilities.SelectOptionAsync(facility.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await tablet.Looks($"stations-make-{language}");
        await page.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = Say("Hacer estación este dispositivo", "Make this device a station") })
            .ClickAsync();
        await Expect(page.GetByText(Say($"Este dispositivo es la estación {name}", $"This device is the station {name}")))
            .ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = name })).ToContainTextAsync("Planta F");

        var person = page.GetByRole(AriaRole.Row, new() { Name = ana.DisplayName });
        await person.GetByRole(AriaRole.Button, new() { Name = Say("Dar PIN", "Give a PIN") }).ClickAsync();
        await page.GetByLabel(Say("PIN nuevo", "New PIN")).FillAsync("1234");
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Guardar PIN", "Save PIN") }).ClickAsync();
        await Expect(page.GetByText(Say("Ese PIN se adivina enseguida", "That PIN is guessed at once"))).ToBeVisibleAsync();
        await page.GetByLabel(Say("PIN nuevo", "New PIN")).FillAsync("2580");
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Guardar PIN", "Save PIN") }).ClickAsync();
        await Expect(person).ToContainTextAsync(Say("Con PIN", "Has a PIN"));
        await tablet.Looks($"stations-{language}");

        // The administrator leaves; the tablet stays what it is.
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Cerrar sesión y dejar la estación", "Sign out and leave the station") })
            .ClickAsync();
        await page.RunAndWaitForResponseAsync(
            () =>
                page.GetByRole(AriaRole.Link, new() { Name = Say($"Volver a la estación {name}", $"Back to station {name}") }).ClickAsync(),
            answer => answer.Url.EndsWith("/api/session/station", StringComparison.Ordinal)
        );
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(name);

        // Without network, as on many a floor.
        await tablet.Offline(true);
        var fact = Guid.NewGuid().ToString();
        await Ask(page, fact, Say("Iniciar paro: Línea 3", "Start a stop: Line 3"));
        var people = page.GetByRole(AriaRole.Group, new() { Name = Say("¿Quién lo registra?", "Who records it?") });
        await people.GetByRole(AriaRole.Button, new() { Name = ana.DisplayName }).ClickAsync();
        foreach (var digit in "25")
        {
            await page.GetByRole(AriaRole.Button, new() { Name = $"{digit}", Exact = true }).ClickAsync();
        }
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Firmar", "Sign"), Exact = true }).ClickAsync(new() { Force = true });
        await Expect(page.GetByText(Say("El PIN tiene de 4 a 8 dígitos", "A PIN has 4 to 8 digits"))).ToBeVisibleAsync();
        await tablet.Looks($"station-pin-{language}");
        Assert.Empty(await TooSmall(page));
        await tablet.At(BrowserApp.UprightTablet);
        await tablet.Looks($"station-pin-upright-{language}");
        // A keyboard does as well.
        await page.Keyboard.PressAsync("9");
        await page.Keyboard.PressAsync("Backspace");
        await page.Keyboard.TypeAsync("80");
        await page.Keyboard.PressAsync("Enter");
        var signed = await Signed(page);
        Assert.Equal(ana.DisplayName, (string?)signed["name"]);

        // The server takes it when it arrives, for that fact alone.
        await tablet.Offline(false);
        Assert.Equal(403, await Post(page, line, Guid.NewGuid().ToString(), signed));
        Assert.Equal(201, await Post(page, line, fact, signed));
        Assert.Equal(
            ana.DisplayName,
            await app.Scalar<string>("SELECT entered_by_name FROM downtime.event WHERE line_id = @line", new { line })
        );

        // Whoever acted last is chosen already; somebody else is one touch away, and Esc is no signature.
        await Ask(page, Guid.NewGuid().ToString(), "…");
        await Expect(people.GetByRole(AriaRole.Button).First).ToHaveAccessibleNameAsync(ana.DisplayName);
        await Expect(people.GetByRole(AriaRole.Button, new() { Name = ana.DisplayName })).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(people.GetByRole(AriaRole.Button, new() { Name = luis.DisplayName })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("null", (await Signed(page))?.ToJsonString() ?? "null");

        string Say(string spanish, string english) => language == "es" ? spanish : english;
    }

    [Theory]
    [InlineData("es")]
    [InlineData("en")]
    public async Task A_person_sets_their_own_pin_beside_their_password(string language)
    {
        var ana = await steps.GivenAPerson();
        var desk = await app.Stranger(language);
        var page = desk.Page;
        await page.GotoAsync("/sign-in?returnUrl=/account/password");
        await SignIn(page, ana);

        await page.GetByRole(AriaRole.Link, new() { Name = Say("PIN para estaciones", "PIN for stations") }).ClickAsync();
        await page.GetByLabel(Say("Contraseña", "Password"), new() { Exact = true }).FillAsync(StationSteps.Password);
        await page.GetByLabel(Say("PIN nuevo", "New PIN")).FillAsync("2580");
        await page.GetByLabel(Say("Repita el PIN", "Repeat the PIN")).FillAsync("2581");
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Guardar PIN", "Save PIN") }).ClickAsync();
        await Expect(page.GetByText(Say("No es igual al PIN nuevo", "It is not the new PIN"))).ToBeVisibleAsync();
        await page.GetByLabel(Say("Repita el PIN", "Repeat the PIN")).FillAsync("2580");
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Guardar PIN", "Save PIN") }).ClickAsync();

        await Expect(page.GetByText(Say("Tiene PIN desde", "You have a PIN since"))).ToBeVisibleAsync();
        await desk.Looks($"own-pin-{language}");

        string Say(string spanish, string english) => language == "es" ? spanish : english;
    }

    private static async Task SignIn(IPage page, StationSteps.Somebody who)
    {
        await page.Locator("#username").FillAsync(who.Username);
        await page.Locator("#password").FillAsync(StationSteps.Password);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>What a page of the floor does when somebody presses a button; the answer is fetched by <see cref="Signed"/>.</summary>
    private static Task Ask(IPage page, string fact, string what) =>
        page.EvaluateAsync(
            "([fact, what]) => { window.signed = document.querySelector('person-pin').ask(fact, what); }",
            new[] { fact, what }
        );

    private static async Task<JsonNode> Signed(IPage page) =>
        JsonSerializer.SerializeToNode(await page.EvaluateAsync<JsonElement>("() => window.signed"))!;

    private static Task<int> Post(IPage page, long line, string fact, JsonNode signed) =>
        page.EvaluateAsync<int>(
            """
            async ([line, fact, headers]) => {
              const body = JSON.stringify({ lineId: Number(line), startedAt: new Date(Date.now() - 60_000).toISOString() });
              const sent = { method: "POST", body, headers: { ...JSON.parse(headers), "Content-Type": "application/json", "Idempotency-Key": fact } };
              return (await fetch("/api/downtime/events", sent)).status;
            }
            """,
            new[] { $"{line}", fact, signed["headers"]!.ToJsonString() }
        );

    private static Task<string[]> TooSmall(IPage page) =>
        page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll("dialog[open] button")]
              .filter((e) => e.getBoundingClientRect().height < 63.5 || e.getBoundingClientRect().width < 63.5)
              .map((e) => e.textContent || e.ariaLabel)
            """
        );
}
