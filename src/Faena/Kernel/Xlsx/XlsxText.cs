using System.Globalization;
using System.Text.RegularExpressions;

namespace Faena.Kernel.Xlsx;

/// <summary>Characters that XML cannot hold stand in a workbook as _xHHHH_.</summary>
internal static partial class XlsxText
{
    /// <summary>The most that Excel keeps in one cell; a longer text makes it call the file damaged.</summary>
    private const int LongestCell = 32_767;

    public static string Decode(string text) =>
        text.Contains("_x", StringComparison.Ordinal)
            ? Escape()
                .Replace(
                    text,
                    match =>
                        ((char)int.Parse(match.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
                )
            : text;

    public static string Encode(string text) =>
        NotForXml().Replace(Fitting(text), match => string.Create(CultureInfo.InvariantCulture, $"_x{(int)match.Value[0]:X4}_"));

    private static string Fitting(string text) => text.Length <= LongestCell ? text : text[..(LongestCell - 1)] + "…";

    [GeneratedRegex("_x(?<code>[0-9A-Fa-f]{4})_", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape();

    // Control characters, halves of pairs, a carriage return (XML would turn it into a line feed), and an underscore that would read as an escape.
    [GeneratedRegex(
        @"[\x00-\x08\x0B-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|_(?=x[0-9A-Fa-f]{4}_)",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex NotForXml();
}
