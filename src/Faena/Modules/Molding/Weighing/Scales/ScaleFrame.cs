using System.Globalization;
using System.Text.RegularExpressions;

namespace Faena.Modules.Molding.Weighing.Scales;

/// <summary>What a scale shows at a moment.</summary>
/// <param name="Estable">The load no longer moves: only then may a bale be taken.</param>
/// <param name="Kg">Net of the tare set on the scale.</param>
public sealed record ScaleReading(decimal Kg, bool Estable);

/// <summary>Which weight a frame says it is.</summary>
public enum Weight
{
    Unsaid,
    Gross,
    Net,
    Tare,
}

/// <summary>
/// One of the text lines that scales send: <c>ST,NT,+  17.50kg</c> with its stable flag, or a plain <c>17.50 kg</c> that some send only
/// once the load is still. Grams and pounds are said in kilos.
/// </summary>
public sealed partial record ScaleFrame(ScaleReading Reading, Weight Weight, bool IsFlagged)
{
    private const decimal GramsPerKilo = 1_000;
    private const decimal KilosPerPound = 0.45359237m;

    /// <summary>Null for a line that says nothing of the load: an overload, the tare, a part of a line, noise.</summary>
    public static ScaleReading? Parse(string line) => Read(line) is { Weight: not Weight.Tare } frame ? frame.Reading : null;

    /// <summary>Null for a line that holds no weight at all.</summary>
    public static ScaleFrame? Read(string line)
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
        var weight = match.Groups["weight"].Value.ToUpperInvariant() switch
        {
            "GS" => Weight.Gross,
            "NT" => Weight.Net,
            "TR" => Weight.Tare,
            _ => Weight.Unsaid,
        };
        var flag = match.Groups["flag"];
        // US: the load moves. A line without a flag comes from a scale that waits by itself.
        var reading = new ScaleReading(kilos, !flag.Value.Equals("US", StringComparison.OrdinalIgnoreCase));
        return new ScaleFrame(reading, weight, flag.Success);
    }

    [GeneratedRegex(
        @"^[\x02\s]*(?:(?<flag>ST|US)\s*,\s*(?:(?<weight>GS|NT|TR)\s*,\s*)?)?(?<number>[+-]?\s*\d{1,6}(?:[.,]\d{1,6})?)\s*(?<unit>kg|g|lb)[\x03\s]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1_000
    )]
    private static partial Regex Frame();
}
