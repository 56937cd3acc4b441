using System.Globalization;

namespace Faena.Kernel.Http;

/// <summary>Reads fields of a form, where everything is text; what is wrong with one is named, not thrown.</summary>
public static class FormFields
{
    /// <summary>The fields of a form without a file.</summary>
    public static async Task<IFormCollection> Read(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await request.ReadFormAsync(ct);
        }
        catch (InvalidDataException unreadable)
        {
            throw new BadHttpRequestException("The form cannot be read.", StatusCodes.Status400BadRequest, unreadable);
        }
    }

    public static long Id(this IFormCollection fields, string name, FieldErrors errors) =>
        Number(fields, name, errors, required: true) ?? 0;

    /// <summary>A whole number from zero on; null where it is absent or empty.</summary>
    public static long? Number(this IFormCollection fields, string name, FieldErrors errors, bool required = false)
    {
        var text = fields[name].ToString();
        if (text.Length == 0)
        {
            errors.Require(!required, name, "required");
            return null;
        }
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        errors.Require(isNumber, name, "not_a_number");
        return number;
    }

    /// <summary>A yes or a no as forms spell it, empty for no; null where it is absent.</summary>
    public static bool? Flag(this IFormCollection fields, string name, FieldErrors errors)
    {
        if (!fields.TryGetValue(name, out var given))
        {
            return null;
        }
        switch (given.ToString().Trim().ToUpperInvariant())
        {
            case "1" or "TRUE" or "ON" or "YES" or "SI" or "SÍ":
                return true;
            case "" or "0" or "FALSE" or "OFF" or "NO":
                return false;
            default:
                errors.Add(name, "not_yes_or_no");
                return null;
        }
    }
}
