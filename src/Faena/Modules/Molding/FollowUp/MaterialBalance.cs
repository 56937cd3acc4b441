using Faena.Modules.Molding.Orders;
using Faena.Modules.Molding.Weighing;

namespace Faena.Modules.Molding.FollowUp;

/// <summary>
/// Three witnesses of one production: the machine's counter, the hours people wrote, the scale. Where they disagree, the cause that
/// would explain the figures is named, likeliest first.
/// </summary>
public sealed record MaterialBalance(
    long Contador,
    long Horas,
    decimal ContadoKgNeto,
    decimal ContadoKgBruto,
    decimal PesadoKg,
    decimal MermaKg,
    decimal DiferenciaKg,
    decimal ToleranciaKg,
    IReadOnlyList<MaterialBalance.Finding> Hallazgos
)
{
    /// <summary>Shots of the counter that no hour explains, or hours with more shots than the counter ran.</summary>
    public const string HoursDiffer = "HORAS_INCOMPLETAS";

    /// <summary>Sheets with shots that nobody weighed.</summary>
    public const string NotWeighed = "SIN_PESAR";

    public const string RunnerWeighed = "COLADA_PESADA";
    public const string ScrapExplains = "MERMA_EXPLICA";
    public const string BlockedCavity = "CAVIDAD_TAPADA";
    public const string Tare = "TARA";
    public const string WeightDrift = "PESO_DESVIADO";
    public const string Unexplained = "SIN_EXPLICAR";

    private const decimal GramsPerKilo = 1_000;

    // As near to "one of four cavities is missing" as scales and shots allow.
    private const decimal CavityNearness = 0.02m;

    // Bags and boxes weigh less than this; what weighs more is no packaging.
    private const decimal HeaviestTare = 1.5m;

    // Pieces a quarter lighter or heavier are another piece.
    private const decimal LargestDrift = 0.25m;

    /// <summary>One thing that was noticed, with the numbers that its text needs.</summary>
    public sealed record Finding(string Codigo, Facts Datos);

    /// <param name="Tapadas">Cavities that seem to have been blocked, of <paramref name="Cavidades"/>.</param>
    /// <param name="Gramos">Per shot as weighed, or per bale where it is a tare.</param>
    /// <param name="GramosPlan">Per shot as the order has it.</param>
    public sealed record Facts(
        int? Registros = null,
        long? Coladas = null,
        decimal? Kg = null,
        int? Tapadas = null,
        int? Cavidades = null,
        decimal? Gramos = null,
        decimal? GramosPlan = null
    );

    public static MaterialBalance Of(IReadOnlyList<ShiftFacts> shifts, WeightCheck.Tolerance tolerance)
    {
        var weighed = shifts.Where(s => s.IsWeighed).ToList();
        var net = weighed.Sum(s => s.Sheet.Figures.KgNeto);
        var difference = weighed.Sum(s => s.WeighedKg) - net;
        // Each sheet may be off by the tolerance of one.
        var allowed = weighed.Sum(s => tolerance.Of(s.Sheet.Figures.KgNeto));
        return new MaterialBalance(
            shifts.Sum(s => s.Sheet.TotalColadas),
            shifts.Sum(s => s.HourShots),
            net,
            weighed.Sum(s => s.Sheet.Figures.Kg),
            weighed.Sum(s => s.WeighedKg),
            weighed.Sum(s => s.ScrapKg),
            difference,
            allowed,
            [.. InHours(shifts), .. InWeighing(shifts), .. Math.Abs(difference) < allowed ? [] : Causes(weighed, difference, allowed)]
        );
    }

    private static IEnumerable<Finding> InHours(IReadOnlyList<ShiftFacts> shifts)
    {
        var apart = shifts.Where(s => s.Sheet.Detalles.Count > 0 && s.HourShots != s.Sheet.TotalColadas).ToList();
        if (apart.Count > 0)
        {
            yield return new(HoursDiffer, new(Registros: apart.Count, Coladas: apart.Sum(s => s.Sheet.TotalColadas - s.HourShots)));
        }
    }

    private static IEnumerable<Finding> InWeighing(IReadOnlyList<ShiftFacts> shifts)
    {
        var without = shifts.Where(s => !s.IsWeighed && s.Sheet.TotalColadas > 0).ToList();
        if (without.Count > 0 && without.Count < shifts.Count)
        {
            yield return new(NotWeighed, new(Registros: without.Count, Kg: without.Sum(s => s.Sheet.Figures.KgNeto)));
        }
    }

    private static IReadOnlyList<Finding> Causes(List<ShiftFacts> weighed, decimal difference, decimal allowed)
    {
        var net = weighed.Sum(s => s.Sheet.Figures.KgNeto);
        var total = weighed.Sum(s => s.WeighedKg);
        var shots = weighed.Sum(s => s.Sheet.TotalColadas);
        if (shots == 0 || net == 0)
        {
            return [new(Unexplained, new(Kg: difference))];
        }
        var byShots = FollowsShots(weighed, difference, net);
        var found = new List<Finding>();
        var runners = weighed.Sum(s => s.Sheet.Figures.Kg) - net;
        if (runners > 0 && Math.Abs(difference - runners) < allowed)
        {
            found.Add(new(RunnerWeighed, new(Kg: runners)));
        }
        var scrap = weighed.Sum(s => s.ScrapKg);
        if (scrap > 0 && Math.Abs(difference + scrap) < allowed)
        {
            found.Add(new(ScrapExplains, new(Kg: scrap)));
        }
        if (byShots && Blocked(weighed, total / net) is { } blocked)
        {
            found.Add(blocked);
        }
        var perBale = difference / weighed.Sum(s => s.Bales);
        if (difference > 0 && perBale <= HeaviestTare && FollowsBales(weighed, difference, net))
        {
            found.Add(new(Tare, new(Kg: difference, Gramos: Shown.Round(perBale * GramsPerKilo))));
        }
        if (byShots && found.Count == 0 && Math.Abs((total / net) - 1) <= LargestDrift)
        {
            found.Add(
                new(
                    WeightDrift,
                    new(
                        Kg: difference,
                        Gramos: Shown.Round(total * GramsPerKilo / shots),
                        GramosPlan: Shown.Round(net * GramsPerKilo / shots)
                    )
                )
            );
        }
        return found.Count > 0 ? found : [new(Unexplained, new(Kg: difference))];
    }

    private static Finding? Blocked(List<ShiftFacts> weighed, decimal share)
    {
        var cavities = weighed.Select(s => s.Sheet.SnapshotCavidades).Distinct().ToList();
        if (cavities is not [var all] || all < 2)
        {
            return null;
        }
        var missing = (int)Math.Round((1 - share) * all, MidpointRounding.AwayFromZero);
        return missing >= 1 && missing < all && Math.Abs(share - ((decimal)(all - missing) / all)) <= CavityNearness
            ? new Finding(BlockedCavity, new(Tapadas: missing, Cavidades: all))
            : null;
    }

    // A cause in the mold takes its share of every shot; a tare takes the same of every bale. Whichever line lies closer to the
    // sheets is the likelier; one sheet alone fits both.
    private static bool FollowsShots(List<ShiftFacts> weighed, decimal difference, decimal net) =>
        weighed.Count == 1 || FromShots(weighed, difference, net) <= FromBales(weighed, difference);

    private static bool FollowsBales(List<ShiftFacts> weighed, decimal difference, decimal net) =>
        weighed.Count == 1 || FromBales(weighed, difference) <= FromShots(weighed, difference, net);

    private static decimal FromShots(List<ShiftFacts> weighed, decimal difference, decimal net) =>
        weighed.Sum(s => Math.Abs(s.WeighedKg - s.Sheet.Figures.KgNeto - (difference * s.Sheet.Figures.KgNeto / net)));

    private static decimal FromBales(List<ShiftFacts> weighed, decimal difference)
    {
        var bales = weighed.Sum(s => s.Bales);
        return weighed.Sum(s => Math.Abs(s.WeighedKg - s.Sheet.Figures.KgNeto - (difference * s.Bales / bales)));
    }
}
