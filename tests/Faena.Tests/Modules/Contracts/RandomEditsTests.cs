using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Faena.Tests.Modules.Contracts.ProductionGrid;
using Faena.Tests.Support;
using static Faena.Tests.Modules.Contracts.ContractsWorld;

namespace Faena.Tests.Modules.Contracts;

/// <summary>
/// After any sequence of saves, imports, cancellations and restorations, every month shows the excess and the money that a recount
/// of the whole history gives, and the stored balances are what the records add up to.
/// </summary>
public class RandomEditsTests(TestApp app) : IClassFixture<TestApp>
{
    private const int Steps = 40;
    private const int LastMonth = 4;
    private static readonly string[] Types = ["TE", "CMA"];
    private readonly ContractsWorld world = new(app);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Any_sequence_of_changes_leaves_what_a_full_recount_gives(int seed)
    {
        var dice = new Random(seed);
        long[] sites = [await world.GivenASite(), await world.GivenASite("embarcacion")];
        var order = await world.GivenAnOrder(sites[0]);
        await world.GivenItStandsAt(order, vessel: sites[1]);
        long[] issues =
        [
            order,
            await world.GivenAReprogramming(order, 1, "2025-02-10"),
            await world.GivenAReprogramming(order, 2, "2025-03-05"),
        ];
        await Import(dice, order);
        var open = await OpenEverySheet(order, sites);

        for (var step = 0; step < Steps; step++)
        {
            switch (dice.Next(10))
            {
                case 0:
                    await Import(dice, issues[dice.Next(issues.Length)]);
                    break;
                case 1:
                    await CancelOrRestore(dice, issues[dice.Next(1, issues.Length)]);
                    break;
                default:
                    await SaveSomeCells(dice, order, sites[dice.Next(sites.Length)]);
                    break;
            }
            await open[dice.Next(open.Count)].Follow();
        }

        await ShowWhatANewReaderSees(open);
        var recount = await FullRecount.Of(app, order);
        await ShowsAFullRecount(recount, order, sites);
        Assert.Equal(recount.Excess, await ExcessInReports(order));
        await BreaksNoInvariant();
    }

    private async Task<List<FollowedSheet>> OpenEverySheet(long order, long[] sites)
    {
        var open = new List<FollowedSheet>();
        foreach (var site in sites)
        {
            foreach (var type in Types)
            {
                for (var month = 1; month <= LastMonth; month++)
                {
                    open.Add(await FollowedSheet.Open(world.Field, order, site, month, type));
                }
            }
        }
        return open;
    }

    /// <summary>Whoever kept a sheet open has on the screen what somebody sees who opens it now.</summary>
    private static async Task ShowWhatANewReaderSees(IEnumerable<FollowedSheet> open)
    {
        foreach (var sheet in open)
        {
            var followed = InOrder(await sheet.Follow());
            var whole = InOrder(await sheet.Whole());
            Assert.True(JsonNode.DeepEquals(whole, followed), $"{followed}\n{whole}");
        }

        // A day's cells come as the database finds them.
        static JsonObject InOrder(JsonObject sheet)
        {
            foreach (var line in sheet["lineas"]!.AsArray())
            {
                foreach (var list in new[] { "celdas", "otras" }.Where(list => line![list] is not null))
                {
                    line![list] = new JsonArray([
                        .. line[list]!.AsArray().Select(c => c!.DeepClone()).OrderBy(c => c.ToJsonString(), StringComparer.Ordinal),
                    ]);
                }
            }
            return sheet;
        }
    }

    /// <summary>Reports count the whole history of a family, and look at no other.</summary>
    [Fact]
    public async Task The_excess_of_one_family_is_counted_without_the_others()
    {
        var plan = await app.Rows<string>("EXPLAIN SELECT * FROM contracts.v_produccion WHERE id_familia = 1");

        var counting = plan.TakeWhile(step => !step.Contains("WindowAgg", StringComparison.Ordinal)).Count();
        var choosing = plan.TakeWhile(step => !step.Contains("(id_ot = 1)", StringComparison.Ordinal)).Count();
        Assert.True(counting < choosing && choosing < plan.Count, string.Join('\n', plan));
    }

    private async Task Import(Random dice, long issue)
    {
        (string Code, string Annex, string Concept)[] known =
        [
            ("4.7.", "C-4", "TUBERO"),
            ("4.7.", "C-4", "SOLDADOR"),
            ("5.1.", "C-5", "JORNADA"),
            ("5.1.", "C-5-1", "JORNADA"),
            ("2.10", "C-2", "SOPORTE"),
        ];
        var shared = dice.Next(5, 30);
        var lines = known
            .Where(_ => dice.Next(4) > 0)
            .Select(k =>
                Line(
                    k.Code,
                    k.Annex == "C-4" ? shared : dice.Next(0, 30),
                    k.Annex,
                    dice.Next(1, 500) / 100m,
                    dice.Next(0, 300) / 100m,
                    k.Concept
                )
            )
            .ToArray();
        if (lines.Length > 0)
        {
            var mode = dice.Next(3) == 0 ? "separado" : "compartido";
            var cancelled = await app.Scalar<bool>("SELECT estatus = 0 FROM contracts.ot WHERE id = @issue", new { issue });
            await Expect.Status(
                cancelled ? HttpStatusCode.Conflict : HttpStatusCode.OK,
                await world.SendLines(issue, lines, mode, keepMissing: true)
            );
        }
    }

    private async Task CancelOrRestore(Random dice, long issue) =>
        await Expect.Status(
            HttpStatusCode.OK,
            await world.Admin.PostAsync(
                $"/api/contracts/work-orders/{issue}/{(dice.Next(2) == 0 ? "cancel" : "restore")}",
                null,
                TestContext.Current.CancellationToken
            )
        );

    private async Task SaveSomeCells(Random dice, long order, long site)
    {
        var lines = await app.Rows<long>("SELECT id FROM contracts.line_item WHERE id_familia = @order ORDER BY id", new { order });
        var month = dice.Next(1, LastMonth + 1);
        var shown = Lines(await world.Sheet(order, site, month)).Select(Id).ToHashSet();
        var cells = lines
            .Where(shown.Contains)
            .SelectMany(line => Enumerable.Range(0, 3).Select(_ => (line, day: dice.Next(1, 29))))
            .Distinct()
            .Select(c => Cell(c.line, c.day, dice.Next(4) == 0 ? null : dice.Next(1, 8_000) / 1_000m))
            .ToArray();
        await Expect.Status(HttpStatusCode.OK, await world.Send(order, site, month, Types[dice.Next(2)], cells));
    }

    private Task<IReadOnlyList<(long, long, DateTime, string, decimal)>> ExcessInReports(long order) =>
        app.Rows<(long, long, DateTime, string, decimal)>(
            """
            SELECT id_partida_anexo, id_sitio_produccion, fecha_produccion::timestamp, tipo_tiempo, volumen_excedente
            FROM contracts.v_produccion WHERE id_familia = @order AND es_excedente = (volumen_excedente > 0)
            ORDER BY 1, 2, 3, tipo_tiempo COLLATE "C"
            """,
            new { order }
        );

    private async Task ShowsAFullRecount(FullRecount recount, long order, long[] sites)
    {
        for (var month = 1; month <= LastMonth; month++)
        {
            foreach (var site in sites)
            {
                foreach (var type in Types)
                {
                    var sheet = await world.Sheet(order, site, month, type);
                    foreach (var row in Lines(sheet))
                    {
                        CompareDays(recount, row, site, month, type);
                    }
                    CompareMoney(recount, sheet, site, month);
                }
            }
        }
    }

    private static void CompareDays(FullRecount recount, JsonNode row, long site, int month, string type)
    {
        for (var day = 1; day <= 31; day++)
        {
            var cell = row["dia" + day.ToString(CultureInfo.InvariantCulture)];
            var shown = ((decimal?)cell?["valor"], (decimal?)cell?["volumen_excedente"] ?? 0);
            Assert.Equal(recount.Cell(Id(row), site, month, day, type), shown);
        }
    }

    private static void CompareMoney(FullRecount recount, JsonNode sheet, long site, int month)
    {
        var totals = sheet["totales"]!;
        Assert.Equal(recount.Executed(month, site), ((decimal)totals["ejec_mn"]!, (decimal)totals["ejec_usd"]!));
        Assert.Equal(recount.Executed(month, null), ((decimal)totals["ejec_familia_mn"]!, (decimal)totals["ejec_familia_usd"]!));
        Assert.Equal(recount.Before(month), ((decimal)totals["acum_mn"]!, (decimal)totals["acum_usd"]!));
        Assert.Equal(recount.AuthorisedMxn, (decimal)totals["aut_mn"]!);
    }

    private async Task BreaksNoInvariant()
    {
        foreach (var file in Directory.GetFiles(Repo.PathOf("db/invariants"), "*.sql"))
        {
            var broken = await app.Rows<object>(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            Assert.True(
                broken.Count == 0,
                $"{Path.GetFileName(file)}: {broken.Count} rows, such as {(broken.Count > 0 ? broken[0] : null)}"
            );
        }
    }
}
