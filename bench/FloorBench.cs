using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Faena.Bench;

/// <summary>
/// Two tablets at one line, in a real browser: how soon a tap shows on the tablet that was tapped, and how soon on the other one. Both
/// read the same machine's clock.
/// </summary>
public static class FloorBench
{
    private const string Debians = "/usr/bin/chromium";
    private const string Unhurried = "tap shown on its own tablet";
    private const string Elsewhere = "tap shown on the other tablet";

    public static async Task Run(World world, int rounds, Report report)
    {
        var line = await GivenALine(world);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Debians, Args = ["--no-sandbox", "--disable-gpu"] }
        );
        var (here, there) = (await Tablet(browser, world, line), await Tablet(browser, world, line));
        for (var round = -3; round < rounds * 2; round++)
        {
            foreach (var state in new[] { "stopped", "running" })
            {
                await there.EvaluateAsync(Watch, state);
                var tapped = await here.EvaluateAsync<double[]>(Tap, state);
                var seen = await there.EvaluateAsync<double>("() => window.seen");
                if (round >= 0)
                {
                    report.Add(Unhurried, TimeSpan.FromMilliseconds(tapped[1] - tapped[0]));
                    report.Add(Elsewhere, TimeSpan.FromMilliseconds(seen - tapped[0]));
                }
                await Task.Delay(100);
            }
        }
        report.Fact("D1 a tap at a line shown on its own tablet, median (worst)", Figure(report, Unhurried), "< 150 ms");
        report.Fact("D2 the same shown on another tablet, median (worst)", Figure(report, Elsewhere), "< 1000 ms");
    }

    private static string Figure(Report report, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{report.Median(name):0} ms ({report.Worst(name):0} ms)");

    private static async Task<long> GivenALine(World world)
    {
        var facility = await Id(
            world,
            "/api/catalog/facilities",
            new
            {
                code = "B",
                name = "Bench",
                timeZone = "UTC",
            }
        );
        var shift = new
        {
            facilityId = facility,
            code = "D",
            names = new { es = "Día", en = "Day" },
            start = "00:00",
            end = "00:00",
        };
        await Id(world, "/api/catalog/shifts", shift);
        var line = new
        {
            facilityId = facility,
            code = "L",
            name = "Line",
        };
        return await Id(world, "/api/catalog/lines", line);
    }

    private static async Task<long> Id(World world, string address, object body)
    {
        using var answer = await world.Http.PostAsJsonAsync(address, body);
        answer.EnsureSuccessStatusCode();
        return (long)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
    }

    private static async Task<IPage> Tablet(IBrowser browser, World world, long line)
    {
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = world.Http.BaseAddress!.ToString(),
                ViewportSize = new ViewportSize { Width = 1024, Height = 768 },
                ExtraHTTPHeaders = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["Authorization"] = world.Http.DefaultRequestHeaders.Authorization!.ToString(),
                },
                ServiceWorkers = ServiceWorkerPolicy.Block,
            }
        );
        var page = await context.NewPageAsync();
        await page.GotoAsync(string.Create(CultureInfo.InvariantCulture, $"/downtime?line={line}"));
        await page.WaitForFunctionAsync("() => document.querySelector('[data-shift]')?.textContent !== ''");
        await Task.Delay(1_000);
        return page;
    }

    // When the screen changed, noted by the frame that shows it.
    private const string Watch = """
        (state) => {
          window.seen = new Promise((done) => {
            const look = () =>
              document.querySelector(".floor-state").dataset.state === state
                ? requestAnimationFrame(() => done(performance.timeOrigin + performance.now()))
                : setTimeout(look, 1);
            look();
          });
        }
        """;

    private const string Tap = """
        async (state) => {
          const tapped = performance.timeOrigin + performance.now();
          document.querySelector("[data-act]").click();
          while (document.querySelector(".floor-state").dataset.state !== state) await new Promise((done) => setTimeout(done, 1));
          await new Promise(requestAnimationFrame);
          return [tapped, performance.timeOrigin + performance.now()];
        }
        """;
}
