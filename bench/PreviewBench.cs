using System.Globalization;
using System.Net.Http.Json;

namespace Faena.Bench;

/// <summary>
/// The figures of an order while one types, over HTTP: against the two statements it asks, and against an answer that calculates
/// nothing at all.
/// </summary>
public static class PreviewBench
{
    private const int Lots = 20;

    public static async Task Run(World world, int rounds, Report report)
    {
        for (var round = -20; round < rounds * 10; round++)
        {
            var order = Order(round);
            var preview = await Timed.Run(() => Preview(world, order));
            var bare = await Timed.Run(() => Bare(world));
            var nothing = await Timed.Run(() => world.Http.GetByteArrayAsync(new Uri("/health/live", UriKind.Relative)));
            if (round >= 0)
            {
                report.Add("preview", preview);
                report.Add("bare plant", bare);
                report.Add("nothing", nothing);
            }
        }
        report.Ratio($"M1 order of {Lots} lots calculated over HTTP : bare statements", "preview", "bare plant", "(none set)");
        report.Ratio("   the same : an answer that calculates nothing", "preview", "nothing", "(none set)");
        report.Fact(
            "   server time of it, less that of such an answer",
            Milliseconds(report.Median("preview") - report.Median("nothing")),
            "< 5 ms"
        );
    }

    private static string Milliseconds(double time) => time.ToString("0.00 ms", CultureInfo.InvariantCulture);

    // Every round is another order, as every keystroke is.
    private static object Order(int round) =>
        new
        {
            fecha_inicio = "2025-11-20T07:00:00",
            tipo_orden = "POR_PESO",
            tiempo_ciclo = 30,
            peso_unitario = 87,
            cavidades = 2,
            peso_tiro = 176,
            horas_turno = 23,
            meta_kg = 1050 + round + 20,
            lotes = Enumerable
                .Range(1, Lots)
                .Select(lot => new
                {
                    color = $"Color {lot}",
                    personas = 1,
                    materiales = new[]
                    {
                        new { nombre = "PP", fraccion = 0.5m },
                        new { nombre = "Segunda", fraccion = 0.3m },
                        new { nombre = "Molido", fraccion = 0.2m },
                    },
                    pigmentos = new[] { new { nombre = "Amarillo", dosis_gr = 30m }, new { nombre = "Titanio", dosis_gr = 5.5m } },
                }),
        };

    private static async Task Preview(World world, object order)
    {
        using var answer = await world.Http.PostAsJsonAsync("/api/ordenes/preview", order);
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || body.Contains("\"calculo\":null", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(body);
        }
    }

    private static async Task Bare(World world)
    {
        foreach (var sql in new[] { "SELECT calendario FROM molding.planta", "SELECT fecha FROM molding.feriado" })
        {
            await using var command = world.Bare.CreateCommand(sql);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                _ = reader.GetValue(0);
            }
        }
    }
}
