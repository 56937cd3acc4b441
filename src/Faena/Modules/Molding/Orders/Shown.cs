using System.Globalization;

namespace Faena.Modules.Molding.Orders;

/// <summary>How figures are shown: computed without rounding, rounded half away from zero at the edge.</summary>
public static class Shown
{
    public const int Kilos = 2;
    public const int Ratios = 4;

    // A quotient such as 1/3 is cut at the end of what a decimal holds; on its way through a formula that noise would decide
    // whether a figure is a tie or a whole number.
    private const int NoiseFree = 12;

    /// <summary>The value by which ties, thresholds and whole days are decided.</summary>
    public static decimal Settled(decimal value) => Math.Round(value, NoiseFree, MidpointRounding.AwayFromZero);

    public static decimal Round(decimal value, int places = Kilos) => Math.Round(Settled(value), places, MidpointRounding.AwayFromZero);

    /// <summary>Rounded, with that many places in the reader's format.</summary>
    public static string Text(decimal value, int places, CultureInfo culture) =>
        Round(value, places).ToString($"N{places.ToString(CultureInfo.InvariantCulture)}", culture);

    /// <summary>Each part rounded; the last takes what is left of the shown total, so that the parts add up to it.</summary>
    public static IReadOnlyList<decimal> Parts(IReadOnlyList<decimal> parts, decimal shownTotal, int places = Kilos)
    {
        var shown = parts.Select(p => Round(p, places)).ToArray();
        if (shown.Length > 0)
        {
            shown[^1] = shownTotal - shown[..^1].Sum();
        }
        return shown;
    }
}
