using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Faena.Bench;

/// <summary>The month grid over HTTP against the one bare statement that reads the same month.</summary>
public static class GridBench
{
    private const int LastMonth = (2025 * 12) + 9;

    public static async Task Run(World world, int rounds, Report report)
    {
        var bareGrid = World.Sql("bare_grid");
        for (var round = -3; round < rounds * 4; round++)
        {
            var order = world.OrderNumber(Math.Abs(round));
            await Both("M", order, world.SiteOf(order), round >= 0);
            await Both("H", 100001, world.Scale.Sites + 1, round >= 0);
            await Both("L100", 100011, world.Scale.Sites + 1, round >= 0);
            await Both("L1000", 100021, world.Scale.Sites + 1, round >= 0);
        }
        report.Ratio("G1 month grid over HTTP : packed bare statement", "grid M", "bare M", "<= 2.5, stretch 1.75");
        report.Ratio("   the documented call over HTTP : packed bare statement", "documented M", "bare M", "(none set)");
        report.Ratio("G5 grid with ten times the history", "grid H", "grid M", "<= 1.10");
        report.Ratio("G6 grid of 1000 lines : grid of 100", "grid L1000", "grid L100", "<= 10");
        var first = world.OrderNumber(0);
        report.Fact(
            "G11 bytes of the grid",
            F(await Read(world, Url("/api/contracts/month-sheet", first, world.SiteOf(first)))),
            "<= 190,000"
        );
        report.Fact(
            "    bytes of the documented call",
            F(await Read(world, Url("/api/produccion/obtener_partidas_produccion", first, world.SiteOf(first)))),
            "(694,000 originally)"
        );
        await Throughput(world, report);

        async Task Both(string kind, long order, int site, bool count)
        {
            var bare = await Timed.Run(() => Bare(world, bareGrid, order));
            var grid = await Timed.Run(() => Read(world, Url("/api/contracts/month-sheet", order, site)));
            var documented = await Timed.Run(() => Read(world, Url("/api/produccion/obtener_partidas_produccion", order, site)));
            if (count)
            {
                report.Add("bare " + kind, bare);
                report.Add("grid " + kind, grid);
                report.Add("documented " + kind, documented);
            }
        }
    }

    private static async Task Throughput(World world, Report report)
    {
        var bareGrid = World.Sql("bare_grid");
        var grid = await PerSecond(i =>
            Read(world, Url("/api/contracts/month-sheet", world.OrderNumber(i), world.SiteOf(world.OrderNumber(i))))
        );
        var bare = await PerSecond(i => Bare(world, bareGrid, world.OrderNumber(i)));
        report.Fact(
            "G3 grids a second with 8 clients (bare statement)",
            F(grid) + " (" + F(bare) + ")",
            ">= 20 x the original's 12.7 = 254"
        );
    }

    private static async Task<double> PerSecond(Func<int, Task> request)
    {
        var watch = Stopwatch.StartNew();
        var done = 0;
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async client =>
                {
                    for (var i = client; watch.Elapsed < TimeSpan.FromSeconds(4); i += 8)
                    {
                        await request(i);
                        Interlocked.Increment(ref done);
                    }
                })
        );
        return done / watch.Elapsed.TotalSeconds;
    }

    private static async Task Bare(World world, string sql, long order)
    {
        await using var command = world.Bare.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<int>("o", (int)order));
        command.Parameters.Add(new NpgsqlParameter<int>("ym", LastMonth));
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            // Decoding is part of the work: the arrays of days and volumes as the program would use them.
            if (!reader.IsDBNull(10))
            {
                _ = reader.GetFieldValue<int[]>(10).Length + reader.GetFieldValue<decimal[]>(11).Length;
            }
        }
    }

    private static string Url(string call, long order, int site) =>
        string.Create(CultureInfo.InvariantCulture, $"{call}?id_ot={order}&mes=10&anio=2025&tipo_tiempo=TE&id_sitio={site}");

    private static async Task<double> Read(World world, string url) =>
        (await world.Http.GetByteArrayAsync(new Uri(url, UriKind.Relative))).Length;

    private static string F(double number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
