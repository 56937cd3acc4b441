using System.Text;

namespace Faena.Modules.Molding.Orders;

/// <summary>An order is found by the letters and digits of its number: <c>OP-1322</c>, <c>op 1322</c> and <c>OP1322</c> are one.</summary>
public static class OrderNumber
{
    public const int LongestNumber = 20;

    // In an address, a slash stays as it was escaped, and would add letters of its own.
    private const string EscapedSlash = "%2F";

    public static string Key(string number) =>
        string.Concat(
                number
                    .Replace(EscapedSlash, "/", StringComparison.OrdinalIgnoreCase)
                    .Normalize(NormalizationForm.FormC)
                    .Where(char.IsLetterOrDigit)
            )
            .ToUpperInvariant();
}
