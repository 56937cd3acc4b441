using System.Globalization;
using Faena.Kernel.Demo;
using Faena.Modules.Molding.ShiftSheets;

namespace Faena.Modules.Molding.Demo;

/// <summary>What the invented plant's machines made: shift sheets with their hours, and bales on the scale.</summary>
internal static class DemoFloor
{
    private const decimal BaleKg = 17.5m;

    // How much slower or faster an hour was than the machine's usual one.
    private static readonly int[] Rhythm = [-4, 3, 0, -6, 2, 1, 5, -2, 4, -3];

    /// <summary>Slower and a little lighter than planned; the last shift still waits for the scale.</summary>
    public static async Task RunBuckets(DemoStage stage, string order, string machine, CancellationToken ct)
    {
        var floor = new Run(stage, order, machine, usualShots: 101, kilosPerShot: 0.171m) { Counter = 182_400 };
        await floor.Work(-3, Shift.Day, weighed: true, ct, ("Amarillo", 10));
        await floor.Work(-3, Shift.Night, weighed: true, ct, ("Amarillo", 5), ("Rojo", 5));
        await floor.Work(-2, Shift.Day, weighed: true, ct, ("Rojo", 10));
        await floor.Work(-2, Shift.Night, weighed: true, ct, ("Azul", 10));
        await floor.Work(-1, Shift.Day, weighed: false, ct, ("Azul", 5));
        foreach (var colour in new[] { "Amarillo", "Rojo", "Azul" })
        {
            await stage.Post(
                DemoPlant.Molder,
                $"/api/ordenes/{order}/material_preparado",
                new
                {
                    fecha = Day(stage, -3),
                    turno = Shift.Day,
                    color = colour,
                    peso_kg = 265.5m,
                },
                ct
            );
        }
    }

    /// <summary>Done and closed: what the closing sheet says of it is worth reading.</summary>
    public static async Task RunJars(DemoStage stage, string order, string machine, CancellationToken ct)
    {
        var floor = new Run(stage, order, machine, usualShots: 140, kilosPerShot: 0.118m) { Counter = 77_015 };
        await floor.Work(-9, Shift.Day, weighed: true, ct, ("Rojo", 7), ("Azul", 3));
        await floor.Work(-8, Shift.Day, weighed: true, ct, ("Azul", 2), ("Verde", 3));
    }

    private static string Day(DemoStage stage, int offset) => stage.Today.AddDays(offset).ToString("O", CultureInfo.InvariantCulture);

    private sealed class Run(DemoStage stage, string order, string machine, int usualShots, decimal kilosPerShot)
    {
        public required long Counter { get; set; }

        public async Task Work(int day, string shift, bool weighed, CancellationToken ct, params (string Colour, int Hours)[] colours)
        {
            var start = shift == Shift.Night ? 19 : 7;
            var hours = colours
                .SelectMany(c => Enumerable.Repeat(c.Colour, c.Hours))
                .Select((colour, h) => (From: (start + h) % 24, Shots: usualShots + Rhythm[h], Colour: colour))
                .ToList();
            var shots = hours.Sum(h => h.Shots);
            var sheet = await stage.Post(
                DemoPlant.Molder,
                $"/api/ordenes/{order}/registros",
                new
                {
                    maquina = machine,
                    fecha = Day(stage, day),
                    turno = shift,
                    hora_inicio = string.Create(CultureInfo.InvariantCulture, $"{start:00}:00"),
                    colada_inicial = Counter,
                    colada_final = Counter + shots,
                    detalles = hours.Select(
                        (hour, index) =>
                            new
                            {
                                hora = string.Create(CultureInfo.InvariantCulture, $"{hour.From:00}:00 - {(hour.From + 1) % 24:00}:00"),
                                maquinista = shift == Shift.Night ? "Rosa Díaz" : "Luis Soto",
                                color = hour.Colour,
                                coladas = hour.Shots,
                                merma_kg = index == 0 ? 1.8m : 0,
                                motivo_merma = index == 0 ? "Arranque" : "",
                            }
                    ),
                },
                ct
            );
            Counter += shots;
            if (weighed)
            {
                var bales = hours.GroupBy(h => h.Colour).SelectMany(c => BalesOf(c.Key, c.Sum(h => h.Shots) * kilosPerShot));
                var weighings = new { pesajes = bales };
                await stage.Post(DemoPlant.Molder, $"/api/registros/{(long)sheet["ID Registro"]!}/pesajes/sincronizar", weighings, ct);
            }
        }

        private static IEnumerable<object> BalesOf(string colour, decimal kilos)
        {
            for (var left = kilos; left > 0; left -= BaleKg)
            {
                yield return new
                {
                    id_cliente = Guid.NewGuid(),
                    peso_kg = decimal.Round(Math.Min(left, BaleKg), 2),
                    color = colour,
                    balanza = "Báscula 1",
                };
            }
        }
    }
}
