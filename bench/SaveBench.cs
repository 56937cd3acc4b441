using System.Net.Http.Json;
using Dapper;
using Npgsql;

namespace Faena.Bench;

/// <summary>
/// Saving over HTTP against the bare statements of the same work. Both save orders of the same size, and every save changes every
/// cell; ours also checks, audits every cell and answers sums. The month is the one after the data, opened before it is measured. One
/// cell is saved where people save it: in the last month of the data, filled as that is; and once more in the full month, in which
/// every line is over its authorised volume and the answer lists thousands of excess cells.
/// </summary>
public static class SaveBench
{
    private const int AfterData = (2025 * 12) + 10;
    private const int LastOfData = AfterData - 1;
    private const int Days = 30;

    public static async Task Run(World world, int rounds, Report report)
    {
        var ours = world.OrderNumber(1);
        var theirs = world.OrderNumber(2);
        var usual = world.OrderNumber(3);
        var lines = world.Scale.Lines;
        await OpenBareMonth(world, theirs);
        for (var round = -2; round < rounds; round++)
        {
            var full = Cells(ours, lines, round);
            var product = await Timed.Run(() => Save(world, ours, AfterData, full));
            var bare = await Timed.Run(() => BareSave(world, "bare_save_full", theirs, Cells(theirs, lines, round), excess: true));
            var one = await Timed.Run(() => Save(world, usual, LastOfData, [new Cell((usual * 2000) + 1, 7, 50 + round)]));
            var oneOfMany = await Timed.Run(() => Save(world, ours, AfterData, [full[round + 3] with { Volume = 50 + round }]));
            var bareOne = await Timed.Run(() =>
                BareSave(world, "bare_save_cell", theirs, [new Cell((theirs * 2000) + 1, 7, 50 + round)], excess: false)
            );
            if (round >= 0)
            {
                report.Add("save full", product);
                report.Add("bare full", bare);
                report.Add("save one", one);
                report.Add("save one of a month in excess", oneOfMany);
                report.Add("bare one", bareOne);
            }
        }
        report.Ratio($"G7 full save of {lines} x {Days} over HTTP : bare", "save full", "bare full", "<= 2.0, stretch 1.4");
        report.Ratio("G8 one cell over HTTP : bare", "save one", "bare one", "<= 4, stretch 2.5");
        report.Ratio("   the same in a month that is all in excess", "save one of a month in excess", "bare one", "(none set)");
    }

    private sealed record Cell(long Line, int Day, decimal Volume);

    private static Cell[] Cells(long order, int lines, int round) =>
        [
            .. from line in Enumerable.Range(1, lines)
            from day in Enumerable.Range(1, Days)
            select new Cell((order * 2000) + line, day, 1 + (((line * 7) + (day * 13)) % 90 / 10m) + ((round + 3) * 0.001m)),
        ];

    private static async Task Save(World world, long order, int month, Cell[] cells)
    {
        using var answer = await world.Http.PostAsJsonAsync(
            "/api/produccion/guardar_produccion_masiva",
            new
            {
                id_ot = order,
                mes = (month % 12) + 1,
                anio = month / 12,
                tipo_tiempo = "TE",
                id_sitio = world.SiteOf(order),
                celdas = cells.Select(c => new
                {
                    id_partida_imp = c.Line,
                    dia = c.Day,
                    valor = c.Volume,
                }),
            }
        );
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }
        await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task OpenBareMonth(World world, long order)
    {
        await using var connection = await world.Bare.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            INSERT INTO bench.item_month SELECT @o, @ym, i.item_id, coalesce(m.opening + m.total, 0), 0 FROM bench.item i
            LEFT JOIN bench.item_month m ON m.item_id = i.item_id AND m.ym = @ym - 1 WHERE i.order_id = @o
            """,
            new { o = (int)order, ym = AfterData }
        );
    }

    private static async Task BareSave(World world, string statement, long order, Cell[] cells, bool excess)
    {
        await using var connection = await world.Bare.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (excess)
        {
            await connection.ExecuteAsync("SET LOCAL enable_nestloop = off");
        }
        await Send(World.Sql(statement));
        if (excess)
        {
            await Send(World.Sql("bare_excess"));
        }
        await transaction.CommitAsync();

        async Task Send(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            command.Parameters.Add(new NpgsqlParameter<int>("o", (int)order));
            command.Parameters.Add(new NpgsqlParameter<int>("ym", AfterData));
            if (
                sql.Contains("@i", StringComparison.Ordinal) && sql.Contains("unnest", StringComparison.Ordinal)
                || statement == "bare_save_cell"
            )
            {
                command.Parameters.Add(new NpgsqlParameter<int>("s", world.SiteOf(order)));
                command.Parameters.Add(new NpgsqlParameter<int[]>("i", [.. cells.Select(c => (int)c.Line)]));
                command.Parameters.Add(new NpgsqlParameter<short[]>("d", [.. cells.Select(c => (short)c.Day)]));
                command.Parameters.Add(new NpgsqlParameter<decimal[]>("v", [.. cells.Select(c => c.Volume)]));
            }
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                _ = reader.GetValue(0);
            }
        }
    }
}
