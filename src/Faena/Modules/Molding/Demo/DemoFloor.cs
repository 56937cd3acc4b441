using System.Globalization;
using Faena.Kernel.Demo;
using Faena.Modules.Molding.ShiftSheets;

namespace Faena.Modules.Molding.Demo;

/// <summary>What the invented plant's machines made: shift sheets with their hours, and bales on the scale.</summary>
internal static class DemoFloor
{
    private const int HoursWritten = 10;
    private const decimal BaleKg = 17.5m;

    // How much slower or faster an hour was than the machine's usual one.
    private static readonly int[] Rhythm = [-4, 3, 0, -6, 2, 1, 5, -2, 4, -3];
    private static readonly string[] Buckets = ["Amarillo", "Rojo", "Azul", "Verde"];
    private static readonly string[] Jars = ["Rojo", "Azul", "Verde"];

    /// <summary>Slower and a little lighter than planned; the last shift still waits for the scale.</summary>
    public static async Task RunBuckets(DemoStage stage, string order, string machine, CancellationToken ct)
    {
        var floor = new Run(stage, order, machine, usualShots: 101, kilosPerShot: 0.171m) { Counter = 182_400 };
        for (var day = -3; day < 0; day++)
        {
            await floor.Work(day, Shift.Day, Buckets[(day + 3) % Buckets.Length], weighed: true, ct);
            await floor.Work(day, Shift.Night, Buckets[(day + 4) % Buckets.Length], weighed: day < -1, ct);
        }
        await stage.Post(
            DemoPlant.Molder,
            $"/api/ordenes/{order}/material_preparado",
            new
            {
                fecha = Day(stage, -3),
                turno = Shift.Day,
                color = Buckets[0],
                peso_kg = 265.5m,
            },
            ct
        );
    }

    /// <summary>Done and closed: what the closing sheet says of it is worth reading.</summary>
    public static async Task RunJars(DemoStage stage, string order, string machine, CancellationToken ct)
    {
        var floor = new Run(stage, order, machine, usualShots: 138, kilosPerShot: 0.118m) { Counter = 77_015 };
        await floor.Work(-9, Shift.Day, Jars[0], weighed: true, ct);
        await floor.Work(-8, Shift.Day, Jars[1], weighed: true, ct);
    }

    private static string Day(DemoStage stage, int offset) => stage.Today.AddDays(offset).ToString("O", CultureInfo.InvariantCulture);

    private sealed class Run(DemoStage stage, string order, string machine, int usualShots, decimal kilosPerShot)
    {
        public required long Counter { get; set; }

        public async Task Work(int day, string shift, string colour, bool weighed, CancellationToken ct)
        {
            var start = shift == Shift.Night ? 19 : 7;
            var hours = Enumerable.Range(0, HoursWritten).Select(h => (From: (start + h) % 24, Shots: usualShots + Rhythm[h])).ToList();
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
                                color = colour,
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
                await Weigh((long)sheet["ID Registro"]!, colour, shots * kilosPerShot, ct);
            }
        }

        private async Task Weigh(long sheet, string colour, decimal kilos, CancellationToken ct)
        {
            var bales = new List<decimal>();
            for (var left = kilos; left > 0; left -= BaleKg)
            {
                bales.Add(decimal.Round(Math.Min(left, BaleKg), 2));
            }
            await stage.Post(
                DemoPlant.Molder,
                $"/api/registros/{sheet}/pesajes/sincronizar",
                new
                {
                    pesajes = bales.Select(weight => new
                    {
                        id_cliente = Guid.NewGuid(),
                        peso_kg = weight,
                        color = colour,
                        balanza = "Báscula 1",
                    }),
                },
                ct
            );
        }
    }
}
