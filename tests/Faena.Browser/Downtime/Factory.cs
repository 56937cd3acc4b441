using System.Text.RegularExpressions;
using Faena.Browser.Support;
using Faena.Tests.Modules.Downtime;
using Faena.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Faena.Browser.Downtime;

/// <summary>A factory with lines and reasons, and tablets at them.</summary>
internal sealed class Factory(TestApp app)
{
    private const string Zone = "America/Los_Angeles";

    private readonly FloorSteps floor = new(app);

    public sealed record Line(long Id, long Facility, string Name, string Code, long BrokenBelt, long Quality);

    public sealed record Stored(long Id, Guid? ClientId, long? ReasonId, DateTime StartedAt, DateTime? EndedAt);

    /// <summary>A line that works around the clock, with a small tree of reasons that is its own.</summary>
    public async Task<Line> GivenALineWithReasons()
    {
        var facility = await floor.GivenAFacility(Zone);
        await floor.GivenThreeShifts(facility);
        var line = await floor.GivenALine(facility, crew: 2);
        var mechanical = await floor.GivenAReason(("Mecánica", "Mechanical"), lines: line);
        var belt = await floor.GivenAReason(("Banda rota", "Broken belt"), mechanical, lines: line);
        await floor.GivenAReason(("Rodamiento", "Bearing"), mechanical, lines: line);
        var quality = await floor.GivenAReason(("Calidad", "Quality"), lines: line);
        await floor.GivenAReason(("Material", "Material"), lines: line);
        await floor.GivenAReason(("Otra", "Other"), requiresNote: true, lines: line);
        var named = await app.Row<(string Name, string Code)>("SELECT name, code FROM catalog.line WHERE id = @line", new { line });
        return new Line(line, facility, named.Name, named.Code, belt, quality);
    }

    /// <summary>The person's device stands at the line and is heard.</summary>
    public async Task<Tablet> Stands(Person person, Line line)
    {
        await person.Page.GotoAsync($"/downtime?line={line.Id}");
        await Expect(person.Page.GetByRole(AriaRole.Heading, new() { Name = line.Name })).ToBeVisibleAsync();
        await Expect(person.Page.Locator("[data-shift]")).Not.ToBeEmptyAsync();
        return new Tablet(person.Page);
    }

    public Task<IReadOnlyList<Stored>> StopsOf(Line line) =>
        app.Rows<Stored>(
            """
            SELECT id, client_id AS ClientId, reason_id AS ReasonId, started_at AS StartedAt, ended_at AS EndedAt
            FROM downtime.event WHERE line_id = @Id AND deleted_at IS NULL ORDER BY started_at
            """,
            line
        );

    /// <summary>What the clock on the factory's wall shows.</summary>
    public static DateTimeOffset Wall(DateTimeOffset at) => TimeZoneInfo.ConvertTimeBySystemTimeZoneId(at, Zone);
}

/// <summary>What a person sees and taps on a tablet at a line.</summary>
internal sealed class Tablet(IPage page)
{
    public ILocator State => page.Locator(".floor-state");

    public ILocator Waiting => page.Locator("outbox-status > button");

    public ILocator Row(string text) => page.Locator(".floor-stop", new PageLocatorOptions { HasText = text });

    public Task Tap(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();

    public Task Tap(Regex name) => page.GetByRole(AriaRole.Button, new() { NameRegex = name }).First.ClickAsync();

    public Task InDialog(string name) =>
        page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();
}
