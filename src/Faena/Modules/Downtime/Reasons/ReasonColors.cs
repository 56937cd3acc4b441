using System.Globalization;

namespace Faena.Modules.Downtime.Reasons;

/// <summary>The colours offered to a reason, on which white is read well, and the ink for those that people choose freely.</summary>
public static class ReasonColors
{
    /// <summary>What small text needs (WCAG AA).</summary>
    public const double EnoughContrast = 4.5;

    private const string White = "#ffffff";
    private const string Black = "#191b24";

    public static IReadOnlyList<string> Palette { get; } =
    [
        "#b3261e",
        "#c2410c",
        "#a16207",
        "#4d7c0f",
        "#15803d",
        "#0f766e",
        "#0e7490",
        "#1d4ed8",
        "#4338ca",
        "#7e22ce",
        "#be185d",
        CheckedReason.UsualColor,
    ];

    /// <summary>White, or black where white is not read well.</summary>
    public static string InkOn(string color) => ContrastToWhite(color) >= EnoughContrast ? White : Black;

    /// <summary>From 1 for white to 21 for black, as WCAG counts. How light something looks is a measure of the eye, not of the books.</summary>
    public static double ContrastToWhite(string color) =>
        1.05 / ((0.2126 * Light(color, 1)) + (0.7152 * Light(color, 3)) + (0.0722 * Light(color, 5)) + 0.05);

    private static double Light(string color, int at)
    {
        var share = int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
