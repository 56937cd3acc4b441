using System.Globalization;
using Faena.Kernel.Http;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>Reads a required whole number of the query string; what is wrong with it is named, not thrown.</summary>
internal static class QueryNumber
{
    public static long? Read(IQueryCollection query, string name, FieldErrors errors)
    {
        var text = query[name].ToString();
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }
        errors.Add(name, text.Length == 0 ? "required" : "not_a_number");
        return null;
    }
}
