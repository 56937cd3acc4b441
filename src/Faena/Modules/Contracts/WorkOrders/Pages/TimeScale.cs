using System.Globalization;

namespace Faena.Modules.Contracts.WorkOrders.Pages;

/// <summary>Where a day lies on a line of 1000 from the family's first day to its last.</summary>
public sealed record TimeScale(DateOnly First, DateOnly Last)
{
    private const int Length = 1_000;

    public static TimeScale Of(IEnumerable<WorkOrder> family)
    {
        var days = family
            .SelectMany(o => new[] { o.FechaInicioProgramado, o.FechaTerminoProgramado, o.FechaInicioReal, o.FechaTerminoReal })
            .OfType<DateOnly>()
            .DefaultIfEmpty()
            .ToList();
        return new TimeScale(days.Min(), days.Max());
    }

    /// <summary>Null for a day outside.</summary>
    public string? At(DateOnly day) => day >= First && day <= Last ? Text(Place(day)) : null;

    /// <summary>How long the days take, both included.</summary>
    public string Width(DateOnly from, DateOnly to) => Text(Place(to.AddDays(1)) - Place(from));

    private int Place(DateOnly day) => (day.DayNumber - First.DayNumber) * Length / (Last.DayNumber - First.DayNumber + 1);

    private static string Text(int place) => place.ToString(CultureInfo.InvariantCulture);
}
