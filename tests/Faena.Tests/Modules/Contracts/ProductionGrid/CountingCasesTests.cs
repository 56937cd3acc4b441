using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Faena.Tests.Support;
using static Faena.Tests.Modules.Contracts.ContractsWorld;

namespace Faena.Tests.Modules.Contracts.ProductionGrid;

/// <summary>
/// The browser counts while one types, before the server does. Each case is a sheet, what somebody typed into it, and the amounts that
/// the server shows after the save; <c>sheet-model.test.ts</c> comes to the same amounts.
/// </summary>
public class CountingCasesTests(TestApp app) : IClassFixture<TestApp>
{
    private const int Saves = 24;
    private const int LastMonth = 3;
    private static readonly string[] Types = ["TE", "CMA"];
    private readonly ContractsWorld world = new(app);

    /// <summary>Run with FAENA_WRITE_CASES=1 to write the cases anew.</summary>
    [Fact]
    public async Task The_cases_of_the_browsers_counting_are_what_the_server_shows_today()
    {
        var file = Repo.PathOf("src/Faena/Modules/Contracts/ProductionGrid/sheet-model.cases.json");
        var today = $"[\n{string.Join(",\n", await Cases())}\n]\n";
        if (Environment.GetEnvironmentVariable("FAENA_WRITE_CASES") == "1")
        {
            await File.WriteAllTextAsync(file, today, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), today);
    }

    private async Task<IReadOnlyList<string>> Cases()
    {
        // Always the same dice: the file changes only where the server counts otherwise.
        var dice = new Random(2025);
        long[] sites = [await world.GivenASite(), await world.GivenASite("embarcacion")];
        var order = await world.GivenAnOrder(sites[0]);
        await world.GivenItStandsAt(order, vessel: sites[1]);
        await world.GivenLines(
            order,
            Line("4.7.", 24.5m, "C-4", concept: "TUBERO"),
            Line("4.7.", 24.5m, "C-4", concept: "SOLDADOR"),
            Line("5.1.", 30, "C-5"),
            Line("5.1.", 0.000001m, "C-5-1"),
            Line("2.10", 120, "C-2")
        );
        var cases = new List<string>();
        while (cases.Count < Saves)
        {
            cases.Add(await Case(dice, order, sites[dice.Next(2)], dice.Next(1, LastMonth + 1), Types[dice.Next(2)]));
        }
        return cases;
    }

    private async Task<string> Case(Random dice, long order, long site, int month, string type)
    {
        var lines = (await PageSheet(order, site, month, type))["lineas"]!;
        var typed = lines
            .AsArray()
            .SelectMany(line => Enumerable.Range(0, 3).Select(_ => (Line: (long)line!["id"]!, Day: dice.Next(1, 8))))
            .Distinct()
            .Select(cell => (cell.Line, cell.Day, Volume: dice.Next(5) == 0 ? (decimal?)null : dice.Next(1, 20) / 4m))
            .ToList();
        await world.Save(order, site, month, type, [.. typed.Select(t => Cell(t.Line, t.Day, t.Volume))]);

        var after = Lines(await world.Sheet(order, site, month, type));
        return new JsonObject
        {
            ["site"] = site,
            ["type"] = type,
            ["lineas"] = lines.DeepClone(),
            ["typed"] = new JsonArray([.. typed.Select(t => new JsonArray(t.Line, t.Day, t.Volume is { } volume ? Text(volume) : null))]),
            ["shown"] = new JsonArray([.. after.Select(Shown)]),
        }.ToJsonString();
    }

    private static JsonObject Shown(JsonNode line) =>
        new()
        {
            ["id"] = Id(line),
            ["month"] = Text((decimal)line["acumulado_mes"]!),
            ["days"] = new JsonArray([
                .. Enumerable
                    .Range(1, 31)
                    .Select(day => (Day: day, Cell: line["dia" + day.ToString(CultureInfo.InvariantCulture)]))
                    .Where(d => d.Cell?["valor"] is not null)
                    .Select(d => Split(d.Day, (decimal)d.Cell!["valor"]!, (decimal?)d.Cell["volumen_excedente"] ?? 0)),
            ]),
        };

    private static JsonArray Split(int day, decimal volume, decimal excess) => new(day, Text(volume - excess), Text(excess));

    private static string Text(decimal volume) => volume.ToString("0.######", CultureInfo.InvariantCulture);

    private async Task<JsonNode> PageSheet(long order, long site, int month, string type) =>
        await Expect.Json(
            HttpStatusCode.OK,
            await world.Field.GetAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"/api/contracts/month-sheet?id_ot={order}&mes={month}&anio=2025&tipo_tiempo={type}&id_sitio={site}"
                )
            )
        );
}
