namespace Faena.Modules.Contracts.Demo;

/// <summary>A place of the demo; its name says that it is none.</summary>
internal sealed record DemoSite(string Name, string Front)
{
    public static readonly DemoSite Vessel = new("Barco Gaviota (demo)", "embarcacion");
    public static readonly DemoSite Platform = new("Plataforma Horizonte-1 (demo)", "plataforma");
    public static readonly DemoSite Yard = new("Patio La Ribera (demo)", "patio");

    public static IReadOnlyList<DemoSite> All { get; } = [Vessel, Platform, Yard];
}

/// <summary>Days counted from today, both included.</summary>
internal readonly record struct DemoPeriod(int From, int To)
{
    public int Days => To - From + 1;
}

/// <summary>A reprogramming: new dates, and every quantity times a factor.</summary>
internal sealed record DemoIssue(DemoPeriod Planned, decimal Factor);

/// <summary>An order and its family.</summary>
/// <param name="Site">Where the work is done.</param>
/// <param name="Lines">How many concepts its list has; an order just assigned has no list yet.</param>
internal sealed record DemoOrder(int Number, string Work, DemoSite Site, DemoPeriod Planned, int Lines)
{
    private const int InExecution = 8;

    /// <summary>A second place: crew and equipment live on the vessel; what is built comes from the yard.</summary>
    public DemoSite? Second { get; init; }

    /// <summary>When the yard works for it.</summary>
    public DemoPeriod? YardPhase { get; init; }
    public IReadOnlyList<DemoIssue> Reprogrammings { get; init; } = [];
    public int Status { get; init; } = InExecution;
    public bool IsCancelled { get; init; }
    public bool IsFinished { get; init; }

    /// <summary>The last day with volumes.</summary>
    public int WorksUntil { get; init; }

    public string Folio => $"DEMO-{Number:000}";
    public bool HasStarted => Planned.From <= 0;

    public DemoSite? At(DemoSite site) => Site == site || Second == site ? site : null;

    public bool Does(DemoConcept concept, DemoSite site)
    {
        var isSupport = concept.Annex is "C-4" or "C-5";
        var isOfTheSecond = Second == DemoSite.Yard ? concept.Annex == "C-2" : isSupport;
        return Second is null || isOfTheSecond == (site == Second);
    }
}

/// <summary>The orders of the demo: each shows something that real orders do.</summary>
internal static class DemoOrders
{
    private const int Assigned = 5;
    private const int Suspended = 9;
    private const int NotStarted = 16;

    public static IReadOnlyList<DemoOrder> All { get; } =
    [
        new(1, "Rehabilitación de barandales y pasillos", DemoSite.Platform, new(-80, 25), 56)
        {
            Second = DemoSite.Vessel,
            Reprogrammings = [new(new(-30, 60), 1.3m)],
        },
        new(2, "Cambio de tubería de 8 pulgadas", DemoSite.Platform, new(-95, -10), 48)
        {
            Reprogrammings = [new(new(-70, 5), 1.1m), new(new(-40, 30), 1.25m), new(new(-12, 75), 1.4m)],
        },
        new(3, "Mantenimiento de cubierta", DemoSite.Vessel, new(-50, 40), 32),
        new(4, "Fabricación de estructura en patio", DemoSite.Yard, new(-70, 20), 24),
        new(5, "Montaje de módulo de habitación", DemoSite.Platform, new(-30, 50), 40)
        {
            Second = DemoSite.Yard,
            YardPhase = new(-65, -25),
        },
        new(6, "Pintura de helipuerto", DemoSite.Platform, new(-40, 10), 22) { IsCancelled = true },
        new(7, "Inspección submarina de piernas", DemoSite.Vessel, new(-5, 55), 0) { Status = Assigned },
        new(8, "Reparación de soportes de tubería", DemoSite.Platform, new(-60, 45), 28) { Reprogrammings = [new(new(-20, 15), 0.8m)] },
        new(9, "Prueba hermética de línea de 12 pulgadas", DemoSite.Vessel, new(-62, -9), 20) { IsFinished = true },
        new(10, "Cambio de válvulas de 8 pulgadas", DemoSite.Platform, new(10, 70), 36) { Status = NotStarted },
        new(11, "Protección anticorrosiva", DemoSite.Platform, new(-58, 30), 44)
        {
            Second = DemoSite.Vessel,
            Status = Suspended,
            WorksUntil = -15,
        },
        new(12, "Señalamiento y andamios de patio", DemoSite.Yard, new(-45, 15), 30)
        {
            Reprogrammings = [new(new(-15, 40), 1.2m), new(new(-3, 60), 1.5m)],
        },
    ];
}
