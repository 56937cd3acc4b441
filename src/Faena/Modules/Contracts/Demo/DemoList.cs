using System.Globalization;

namespace Faena.Modules.Contracts.Demo;

/// <summary>The list of lines of an order: which concepts, how much of each, and on which days it is planned.</summary>
internal static class DemoList
{
    private const int PlannedEvery = 3;
    private const int PlannedBack = -62;
    private const int PlannedAhead = 20;
    private const int DaysAtOnce = 5;
    private const int EveryFifth = 5;

    // Every so many lines the authorised quantity is too small, and the grid shows excess.
    private const int TightEvery = 6;
    private const decimal TightDays = 4;
    private const decimal Reserve = 1.6m;

    public static IReadOnlyList<DemoConcept> ConceptsOf(DemoOrder order)
    {
        var deck = DemoConcepts.All.Index().ToArray();
        new Random(order.Number).Shuffle(deck);
        return [.. deck.Take(order.Lines).OrderBy(c => c.Index).Select(c => c.Item)];
    }

    public static object Body(DemoOrder order, decimal factor, DateOnly today) =>
        new
        {
            partidas = ConceptsOf(order)
                .Select(
                    (concept, i) =>
                        new
                        {
                            id_partida = concept.Code,
                            descripcion_concepto = concept.Text,
                            anexo = concept.Annex,
                            unidad = concept.Unit,
                            volumen_proyectado = VolumeOf(order, concept, factor),
                            precio_unitario_mn = concept.Mxn,
                            precio_unitario_usd = concept.Usd,
                            programado = i % PlannedEvery == 0 ? PlanOf(order, concept, today) : new Dictionary<string, decimal>(),
                        }
                )
                .ToList(),
            confirmar = true,
        };

    /// <summary>What the list is worth, the variants of one code counted once.</summary>
    public static (decimal Mxn, decimal Usd) WorthOf(DemoOrder order, decimal factor)
    {
        var lines = ConceptsOf(order)
            .DistinctBy(c => (c.Annex, c.Code))
            .Select(c => (Concept: c, Volume: VolumeOf(order, c, factor)))
            .ToList();
        return (
            lines.Sum(l => decimal.Round(l.Volume * l.Concept.Mxn, 2, MidpointRounding.AwayFromZero)),
            lines.Sum(l => decimal.Round(l.Volume * l.Concept.Usd, 2, MidpointRounding.AwayFromZero))
        );
    }

    /// <summary>A crew stays some days with a concept and goes on to the next.</summary>
    public static bool IsWorkedOn(DemoConcept concept, DateOnly day) => (IndexOf(concept) + (day.DayNumber / DaysAtOnce)) % EveryFifth == 0;

    private static decimal VolumeOf(DemoOrder order, DemoConcept concept, decimal factor)
    {
        var first = DemoConcepts.FirstOfCode(concept);
        var days = (IndexOf(first) + order.Number) % TightEvery == 0 ? TightDays : order.Planned.Days * Reserve / EveryFifth;
        return decimal.Ceiling(first.Daily * days * factor);
    }

    private static Dictionary<string, decimal> PlanOf(DemoOrder order, DemoConcept concept, DateOnly today) =>
        Enumerable
            .Range(PlannedBack, PlannedAhead - PlannedBack + 1)
            .Where(day => day >= order.Planned.From && day <= order.Planned.To)
            .Select(today.AddDays)
            .Where(day => IsWorkedOn(concept, day))
            .ToDictionary(day => day.ToString("O", CultureInfo.InvariantCulture), _ => concept.Daily);

    private static int IndexOf(DemoConcept concept) => DemoConcepts.All.Index().First(c => c.Item == concept).Index;
}
