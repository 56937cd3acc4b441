using System.Globalization;
using Faena.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Faena.Browser.Downtime;

/// <summary>After all others and by itself: six busy browsers would make everybody else wait.</summary>
[CollectionDefinition(nameof(ByItself), DisableParallelization = true)]
public sealed class ByItself;

/// <summary>
/// Six tablets record three thousand acts while the network breaks, the server is killed and pages are closed and opened, at random.
/// What the tablets acknowledged is what the server has in the end: nothing twice, nothing missing.
/// </summary>
[Collection(nameof(ByItself))]
public sealed class ChaosTests(FactoryApp app, Chromium chromium) : IClassFixture<FactoryApp>
{
    private const int Tablets = 6;
    private const int Sittings = 12;
    private const int StopsASitting = 14;
    private const int ActsAStop = 3;
    private const int MostBreaks = 36;
    private const int KillEvery = 6;

    // A seed that is printed makes a failure worth more.
    private readonly int seed = Random.Shared.Next();

    [Fact]
    public async Task Three_thousand_acts_survive_a_network_and_a_server_that_break_at_random()
    {
        var ct = TestContext.Current.CancellationToken;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        var factory = new Factory(app);
        var lines = await Task.WhenAll(Enumerable.Range(0, Tablets).Select(_ => factory.GivenALineWithReasons()));
        using var server = new ServerProcess(app.ConnectionString);
        await server.Start(ct);
        using var network = new FrailNetwork(server.Port);

        var tablets = await Task.WhenAll(lines.Select((line, index) => OpensAt(line, index, network, ct)));
        await Task.WhenAll([Breaks(server, network, ct), .. tablets.Select((tablet, index) => Works(tablet, index, ct))]);
        foreach (var tablet in tablets)
        {
            await Expect(tablet.Locator("outbox-status > button"))
                .ToHaveTextAsync("0 en espera", new LocatorAssertionsToHaveTextOptions { Timeout = 300_000 });
            Assert.Empty(await tablet.EvaluateAsync<string[]>(Kept));
        }

        const int stopsOfALine = Sittings * StopsASitting;
        Assert.True(Tablets * stopsOfALine * ActsAStop >= 3_000);
        foreach (var (line, tablet) in lines.Zip(tablets))
        {
            var stops = await factory.StopsOf(line);
            Assert.Equal(stopsOfALine, stops.Count);
            Assert.All(stops, s => Assert.NotNull(s.EndedAt));
            Assert.All(stops, s => Assert.Equal(line.Quality, s.ReasonId));
            Assert.Equal(
                await tablet.EvaluateAsync<string[]>(Begun),
                stops.Select(s => s.ClientId.ToString()).Order(StringComparer.Ordinal)
            );
        }
        // One entry in the audit log for each act: none was done twice.
        var entries = await app.Scalar<int>("SELECT count(*)::int FROM audit.audit_log WHERE table_name = 'downtime.event'");
        Assert.Equal(Tablets * stopsOfALine * ActsAStop, entries);
        await Task.WhenAll(tablets.Select(tablet => tablet.Context.CloseAsync()));
    }

    /// <summary>While all is well: what works without network was opened with it once.</summary>
    private async Task<IPage> OpensAt(Factory.Line line, int index, FrailNetwork network, CancellationToken ct)
    {
        var context = await chromium.Browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = network.Address.ToString(),
                Locale = "es-MX",
                ViewportSize = BrowserApp.Tablet,
            }
        );
        context.SetDefaultTimeout(60_000);
        // Six people, since a person is signed in at one place: an operator is told from the next by another role.
        var session = app.SessionOf(["Operator", Roles[index]]);
        await context.AddCookiesAsync([
            new Cookie
            {
                Name = "faena",
                Value = session,
                Url = network.Address.ToString(),
            },
        ]);
        var page = await context.NewPageAsync();
        await Opens(page, $"/downtime?line={line.Id}", ct);
        await Expect(page.Locator("outbox-status[ready]")).ToBeAttachedAsync();
        return page;
    }

    private async Task Works(IPage page, int index, CancellationToken ct)
    {
        var random = new Random(seed + index);
        for (var sitting = 0; sitting < Sittings; sitting++)
        {
            await page.EvaluateAsync(Sitting, new { stops = StopsASitting, seed = random.Next(1_000_000) });
            if (random.Next(3) == 0)
            {
                // The tablet is switched off and on, with whatever waits on it.
                await Opens(page, "/downtime", ct);
            }
        }
    }

    private static readonly string[] Roles = ["Viewer", "Field", "Reviewer", "Billing", "Planner", "PlannerView"];

    /// <summary>Until it opens: the first time there is no copy of the page yet.</summary>
    private static async Task Opens(IPage page, string address, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await page.GotoAsync(address);
                await Expect(page.Locator("[data-act]")).ToBeVisibleAsync();
                return;
            }
            catch (PlaywrightException) when (tries < 30)
            {
                await Task.Delay(500, ct);
            }
        }
    }

    private async Task Breaks(ServerProcess server, FrailNetwork network, CancellationToken ct)
    {
        var random = new Random(seed);
        for (var count = 1; count <= MostBreaks; count++)
        {
            await Task.Delay(random.Next(300, 2_000), ct);
            if (count % KillEvery == 0)
            {
                server.Kill();
                await server.Start(ct);
                continue;
            }
            network.Cut();
            await Task.Delay(random.Next(50, 1_000), ct);
            network.Mend();
        }
    }

    // A person with very quick fingers: stop, why, run again. Each tap waits only for what the tablet itself says. Nobody looks at it:
    // painting it would cost more than all the rest. The pauses leave the server room to start, so that queues fill and empty in turns.
    private const string Sitting = """
        async ({ stops, seed }) => {
          document.body.style.display = "none";
          let state = seed;
          const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
          const pause = (ms) => new Promise((done) => setTimeout(done, ms));
          const until = (test) => new Promise((done, failed) => {
            const look = () => { if (test()) { observer.disconnect(); clearTimeout(late); done(); } };
            const late = setTimeout(() => failed(new Error(`the tablet shows ${document.body.innerText.slice(0, 900)}`)), 30_000);
            const observer = new MutationObserver(look);
            observer.observe(document.querySelector(".floor-state"), { subtree: true, childList: true, attributes: true, characterData: true });
            look();
          });
          const shown = () => document.querySelector(".floor-state").dataset.state;
          const tile = () => [...document.querySelectorAll(".reason-grid .reason-tile")].find((t) => t.textContent === "Calidad");
          for (let n = 0; n < stops; n++) {
            document.querySelector("[data-act]").click();
            await until(() => shown() === "stopped");
            await pause(random() * 150);
            tile().click();
            await until(() => document.querySelector("[data-why]").textContent.includes("Calidad"));
            await pause(random() * 150);
            document.querySelector("[data-act]").click();
            await until(() => shown() === "running");
            await pause(random() * 150);
          }
        }
        """;

    private const string Read = """
        (store) => new Promise((done, failed) => {
          const opening = indexedDB.open("faena-outbox");
          opening.onerror = () => failed(opening.error);
          opening.onsuccess = () => {
            const all = opening.result.transaction(store).objectStore(store).getAll();
            all.onsuccess = () => done(all.result);
          };
        })
        """;

    private const string Kept = $"async () => (await ({Read})('facts')).map((fact) => fact.label)";

    private const string Begun = $"async () => [...new Set((await ({Read})('answers')).map((sent) => sent.answer.clientId))].sort()";
}
