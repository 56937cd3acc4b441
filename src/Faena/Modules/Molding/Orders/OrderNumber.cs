using System.Text;

namespace Faena.Modules.Molding.Orders;

/// <summary>An order is found by the letters and digits of its number: <c>OP-1322</c>, <c>op 1322</c> and <c>OP1322</c> are one.</summary>
public static class OrderNumber
{
    public const int LongestNumber = 20;

    public static string Key(string number) =>
        string.Concat(number.Normalize(NormalizationForm.FormC).Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
