using Faena.Modules.Molding.ShiftSheets;

namespace Faena.Modules.Molding.FollowUp;

/// <summary>One shift sheet and what the scale says of it.</summary>
/// <param name="Pesado">The bales that were not voided, by colour.</param>
public sealed record ShiftFacts(Sheet Sheet, IReadOnlyList<ShiftFacts.Weighed> Pesado)
{
    private const decimal MinutesPerHour = 60;

    /// <summary>Bales of one colour: their weight and how many they are.</summary>
    public sealed record Weighed(string Color, decimal Kg, int Bultos);

    /// <summary>Kilos of good pieces of one colour; of none where nobody wrote the colour.</summary>
    public readonly record struct Made(string Color, decimal Kg);

    /// <summary>From its first bale on the scale speaks for a sheet; before, its counted shots do.</summary>
    public bool IsWeighed => Pesado.Count > 0;

    public decimal WeighedKg => Pesado.Sum(w => w.Kg);
    public int Bales => Pesado.Sum(w => w.Bultos);
    public decimal ScrapKg => Sheet.Detalles.Sum(r => r.MermaKg);
    public long HourShots => Sheet.Detalles.Sum(r => r.Coladas);
    public decimal Hours => Sheet.Detalles.Sum(r => r.Minutos) / MinutesPerHour;

    public static decimal HoursOf(Sheet.Hour row) => row.Minutos / MinutesPerHour;

    /// <summary>The counted shots by colour. What the counter ran and no hour explains has none.</summary>
    public IReadOnlyList<(string Color, long Shots)> Counted()
    {
        var rows = Sheet.Detalles.Select(r => (r.Color, r.Coladas)).ToList();
        return HourShots == Sheet.TotalColadas ? rows : [.. rows, ("", Sheet.TotalColadas - HourShots)];
    }

    /// <summary>The good kilos by colour.</summary>
    public IEnumerable<Made> Production() =>
        IsWeighed
            ? Pesado.Select(w => new Made(w.Color, w.Kg))
            : Counted().Select(c => new Made(c.Color, SheetCalculation.Of(c.Shots, Sheet.Weights).KgNeto));

    public decimal ProducedKg => IsWeighed ? WeighedKg : Sheet.Figures.KgNeto;
}
