using System.Globalization;
using System.Text.RegularExpressions;
using Faena.Kernel.Xlsx;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>
/// A volume or price of a sheet, as offices write them: <c>$ 1,234.50</c> is a number, a lone dash is 0. What can be read in two
/// ways, and what is no number at all, is a fault and never 0.
/// </summary>
/// <param name="Value">Null where nothing stands.</param>
public readonly partial record struct SheetAmount(decimal? Value, string? Fault = null, object? Data = null)
{
    public static SheetAmount Read(XlsxCell cell) =>
        cell switch
        {
            { Kind: XlsxKind.Empty, Formula: not null } => new(null, "formula_without_value"),
            { Kind: XlsxKind.Empty } => default,
            { Kind: XlsxKind.Error } => new(null, "cell_error", new { valor = cell.Text }),
            { Kind: XlsxKind.Number } => cell.TryDecimal(out var number) ? new(number) : new(null, "too_large"),
            { Kind: XlsxKind.Text } => Read(cell.Text),
            _ => NotANumber(cell.Text),
        };

    public static SheetAmount Read(string text)
    {
        var bare = Decoration().Replace(text, "");
        if (bare.Length == 0)
        {
            return default;
        }
        if (Dash().IsMatch(bare))
        {
            return new(0);
        }
        return
            Number().IsMatch(bare)
            && decimal.TryParse(
                bare,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture,
                out var number
            )
            ? new(number)
            : NotANumber(text);
    }

    private static SheetAmount NotANumber(string text) => new(null, "not_an_amount", new { valor = text });

    [GeneratedRegex(@"[\s$]+", RegexOptions.None, 1_000)]
    private static partial Regex Decoration();

    [GeneratedRegex(@"^[-\u2010-\u2015\u2212]$", RegexOptions.None, 1_000)]
    private static partial Regex Dash();

    // Commas only between groups of three: 1,5 may be one and a half or fifteen.
    [GeneratedRegex(@"^[-+]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)?(\.[0-9]+)?$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Number();
}
