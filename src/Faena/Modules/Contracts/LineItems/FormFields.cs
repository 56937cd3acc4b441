using System.Globalization;
using Faena.Kernel.Http;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>Reads fields of a form, where everything is text; what is wrong with one is named, not thrown.</summary>
internal static class FormFields
{
    public static long Id(IFormCollection fields, string name, FieldErrors errors)
    {
        var text = fields[name].ToString();
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            errors.Add(name, text.Length == 0 ? "required" : "not_a_number");
        }
        return id;
    }

    /// <summary>A yes as forms spell it; absent and empty are no.</summary>
    public static bool Flag(IFormCollection fields, string name, FieldErrors errors)
    {
        var text = fields[name].ToString().Trim().ToUpperInvariant();
        errors.Require(text is "" or "0" or "FALSE" or "OFF" or "NO" || IsYes(text), name, "not_yes_or_no");
        return IsYes(text);
    }

    private static bool IsYes(string text) => text is "1" or "TRUE" or "ON" or "YES" or "SI" or "SÍ";
}
