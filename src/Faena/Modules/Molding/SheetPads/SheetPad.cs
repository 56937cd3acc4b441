using System.Globalization;

namespace Faena.Modules.Molding.SheetPads;

/// <summary>A pad of numbered paper sheets.</summary>
/// <param name="Serie">What stands before the number; may be empty.</param>
public sealed record SheetPad(long Id, string Serie, long Desde, long Hasta, long Siguiente, bool Activo)
{
    /// <summary>How many numbers nobody has taken yet.</summary>
    public long Quedan => Hasta - Siguiente + 1;

    /// <summary>A sheet's number as it is printed.</summary>
    public static string Number(string series, long number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return series.Length == 0 ? digits : $"{series}-{digits}";
    }
}
