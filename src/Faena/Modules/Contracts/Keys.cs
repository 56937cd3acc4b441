using System.Text;
using System.Text.RegularExpressions;

namespace Faena.Modules.Contracts;

/// <summary>
/// The normal forms by which annexes, codes and descriptions written by many hands are recognised as the same. Pure text:
/// a code is never read as a number, since <c>4.10</c> is not <c>4.1</c>.
/// </summary>
public static partial class Keys
{
    private static readonly char[] BlanksAndDots = [' ', '.'];

    /// <summary><c>C-4-1</c>, <c>C-7</c>, <c>C2EXT</c>. What fits neither form stays as written, in upper case.</summary>
    public static string AnnexKey(string annex)
    {
        var text = Dashes().Replace(TextKey(annex), "-");
        text = AnnexWord().Replace(text, "").TrimEnd(BlanksAndDots).TrimStart();
        if (Extraordinary().Match(text) is { Success: true } extraordinary)
        {
            return $"C{extraordinary.Groups["n"].Value}EXT";
        }
        if (Ordinary().Match(text) is { Success: true } ordinary)
        {
            var part = ordinary.Groups["m"];
            return part.Success ? $"C-{ordinary.Groups["n"].Value}-{part.Value}" : $"C-{ordinary.Groups["n"].Value}";
        }
        return text;
    }

    /// <summary>Upper case, single blanks, no trailing dots: <c>2.1.</c> is <c>2.1</c>.</summary>
    public static string CodeKey(string code) => TextKey(code).TrimEnd(BlanksAndDots);

    /// <summary>
    /// Upper case, and every run of blanks, line ends and no-break spaces one blank. Accents stay: <c>PEÓN</c> is not <c>PEON</c>.
    /// </summary>
    public static string TextKey(string text)
    {
        var key = new StringBuilder(text.Length);
        // The same accented letter may come as one character or as two; they look alike, so they are alike.
        foreach (var c in text.Normalize(NormalizationForm.FormC))
        {
            if (!char.IsWhiteSpace(c))
            {
                key.Append(char.ToUpperInvariant(c));
            }
            else if (key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }
        }
        return key.ToString().TrimEnd();
    }

    /// <summary>
    /// The order people expect of codes and annexes: <c>2.2</c> before <c>2.10</c>, the text in front of a number first, then the
    /// number (<c>2.10</c>, <c>C1EXT-2</c>, <c>C3EXT-0977</c>), and <c>C-4</c>, <c>C-4-1</c>, <c>C4EXT</c>, <c>C-5</c>.
    /// </summary>
    public static IComparer<string> NaturalOrder { get; } = Comparer<string>.Create(Compare);

    private static int Compare(string left, string right)
    {
        int l = 0,
            r = 0;
        while (true)
        {
            var one = NextPart(left, ref l);
            var other = NextPart(right, ref r);
            if (one.IsEmpty || other.IsEmpty)
            {
                var shorterFirst = one.Length.CompareTo(other.Length);
                // Equal but for their separators and leading zeros: still two texts, so still an order between them.
                return shorterFirst != 0 ? shorterFirst : string.CompareOrdinal(left, right);
            }
            var order = ComparePart(one, other);
            if (order != 0)
            {
                return order;
            }
        }
    }

    private static int ComparePart(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        if (!char.IsAsciiDigit(one[0]) || !char.IsAsciiDigit(other[0]))
        {
            return char.IsAsciiDigit(one[0]) ? -1
                : char.IsAsciiDigit(other[0]) ? 1
                : one.CompareTo(other, StringComparison.OrdinalIgnoreCase);
        }
        // By length without leading zeros, then digit by digit: no number is too long for that.
        one = one.TrimStart('0');
        other = other.TrimStart('0');
        return one.Length != other.Length ? one.Length.CompareTo(other.Length) : one.SequenceCompareTo(other);
    }

    /// <summary>The next run of digits or of letters; what stands between them separates and does not count.</summary>
    private static ReadOnlySpan<char> NextPart(string text, ref int at)
    {
        while (at < text.Length && !char.IsLetterOrDigit(text[at]))
        {
            at++;
        }
        var start = at;
        while (at < text.Length && char.IsLetterOrDigit(text[at]) && char.IsAsciiDigit(text[at]) == char.IsAsciiDigit(text[start]))
        {
            at++;
        }
        return text.AsSpan(start, at - start);
    }

    // Hyphens that word processors put in place of the plain one.
    [GeneratedRegex(@"[\u2010-\u2015\u2212]", RegexOptions.None, 1_000)]
    private static partial Regex Dashes();

    [GeneratedRegex(@"^ANEXO\b[ :.]*", RegexOptions.None, 1_000)]
    private static partial Regex AnnexWord();

    [GeneratedRegex("^(?:C[- ]*0*(?<n>[0-9]+)|0*(?<n>[0-9]+)[- ]*C)[- ]*EXT$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Extraordinary();

    [GeneratedRegex("^C[- ]*0*(?<n>[0-9]+)( ?- ?0*(?<m>[0-9]+))?$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Ordinary();
}
