using System.Security.Cryptography;

namespace Faena.Modules.Molding.Weighing;

/// <summary>
/// What a bale's label carries: a short number that says nothing, and a check character. All that is known of the bale stays on the
/// server, so no name with a comma or a semicolon can break a label.
/// </summary>
public static class BaleCode
{
    // 31 characters, a prime: with the check character every wrong character and every two that changed places are found.
    // What people mix up when they read is not among them: I, L, O, U, Z.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXY";
    private const int Length = 8;

    public static string New() => WithCheck(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>The code that somebody typed or scanned, in its one spelling; null where it cannot be one.</summary>
    public static string? Parse(string written)
    {
        var code = string.Concat(written.Trim().ToUpperInvariant().Where(c => c is not ('-' or ' ')).Select(Meant));
        return
            code.Length == Length + 1 && code.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) && WithCheck(code[..Length]) == code
            ? code
            : null;
    }

    /// <summary>As it is printed for people: in groups of three.</summary>
    public static string Shown(string code) => string.Join('-', code.Chunk(3).Select(group => new string(group)));

    private static string WithCheck(string number)
    {
        var sum = number.Select((c, i) => Alphabet.IndexOf(c, StringComparison.Ordinal) * (i + 2)).Sum();
        return number + Alphabet[sum % Alphabet.Length];
    }

    private static char Meant(char written) =>
        written switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            'Z' => '2',
            _ => written,
        };
}
