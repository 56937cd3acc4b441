using System.Text.Json.Serialization;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>Where the shots of a sheet come from.</summary>
public static class ShotSource
{
    public const string Counter = "contador";
    public const string Hours = "horas";
}

/// <summary>The weights of a shot as they were when the sheet was written.</summary>
/// <param name="PesoNetoTiro">Grams of all pieces of a shot.</param>
/// <param name="PesoColada">Grams of the runner.</param>
public readonly record struct ShotWeights(int Cavidades, decimal PesoNetoTiro, decimal PesoColada);

/// <summary>What a number of shots makes.</summary>
public sealed record ShotFigures(
    long Coladas,
    long Piezas,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] decimal Kg,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] decimal KgNeto
);

/// <summary>Every figure of a shift sheet, unrounded: the header and its rows by one formula, so that equal shots give equal kilos.</summary>
public static class SheetCalculation
{
    private const decimal GramsPerKilo = 1_000;
    private const decimal SecondsPerMinute = 60;
    private const decimal FastestCycle = 0.5m;
    private const decimal UnbelievableTimes = 3;

    public static ShotFigures Of(long shots, ShotWeights weights) =>
        new(
            shots,
            shots * weights.Cavidades,
            shots * (weights.PesoNetoTiro + weights.PesoColada) / GramsPerKilo,
            shots * weights.PesoNetoTiro / GramsPerKilo
        );

    /// <summary>
    /// Shots between two readings. A counter that passed its last number starts again at zero: only then may the end be below the
    /// start, and only where its digits are known. Null where the readings tell nothing.
    /// </summary>
    public static long? Counted(long start, long end, int? digits, bool rollover) =>
        end >= start ? end - start
        : rollover && digits is { } d ? end + PowerOfTen(d) - start
        : null;

    /// <summary>How many numbers a counter of so many digits has.</summary>
    public static long PowerOfTen(int digits)
    {
        var power = 1L;
        for (var i = 0; i < digits; i++)
        {
            power *= 10;
        }
        return power;
    }

    /// <summary>Shots that a machine could make in the time, at half its cycle.</summary>
    public static decimal MostShots(int minutes, decimal cycle) => minutes * SecondsPerMinute / (FastestCycle * cycle);

    /// <summary>Faster than half the cycle: somebody should look.</summary>
    public static bool IsTooFast(long shots, int minutes, decimal cycle) => shots * FastestCycle * cycle > minutes * SecondsPerMinute;

    /// <summary>Three times faster still: no machine did that.</summary>
    public static bool IsUnbelievable(long shots, int minutes, decimal cycle) =>
        shots * FastestCycle * cycle > UnbelievableTimes * minutes * SecondsPerMinute;

    /// <summary>Whether the hours exceed the counter by more than the share the plant tolerates.</summary>
    public static bool ExceedsCounter(long hours, long counter, decimal tolerancePercent) =>
        (hours - counter) * 100m > counter * tolerancePercent;
}
