using System.Globalization;
using System.Text.RegularExpressions;

namespace Faena.Modules.Molding.Weighing.Scales;

/// <summary>What a scale shows at a moment.</summary>
/// <param name="Estable">The load no longer moves: only then may a bale be taken.</param>
/// <param name="Kg">Net of the tare set on the scale.</param>
public sealed record ScaleReading(decimal Kg, bool Estable);

/// <summary>
/// Reads the text lines that scales send: <c>ST,NT,+  17.50kg</c> with its stable flag, or a plain <c>17.50 kg</c> that some send only
/// once the load is still. Grams and pounds are said in kilos.
/// </summary>
public static partial class ScaleFrame
{
    private const decimal GramsPerKilo = 1_000;
    private const decimal KilosPerPound = 0.45359237m;

    /// <summary>Null for a line that holds no weight: an overload, a part of a line, noise.</summary>
    public static ScaleReading? Parse(string line)
    {
        var match = Frame().Match(line);
        if (
            !match.Success
            || !decimal.TryParse(
                match.Groups["number"].Value.Replace(" ", "", StringComparison.Ordinal).Replace(',', '.'),
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            return null;
        }
        var kilos = match.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "G" => number / GramsPerKilo,
            "LB" => number * KilosPerPound,
            _ => number,
        };
        // US: the load moves. A line without a flag comes from a scale that waits by itself.
        return new ScaleReading(kilos, !match.Groups["flag"].Value.Equals("US", StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(
        @"^[\x02\s]*(?:(?<flag>ST|US)\s*,\s*(?:(?:GS|NT|TR)\s*,\s*)?)?(?<number>[+-]?\s*\d{1,6}(?:[.,]\d{1,6})?)\s*(?<unit>kg|g|lb)[\x03\s]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1_000
    )]
    private static partial Regex Frame();
}
