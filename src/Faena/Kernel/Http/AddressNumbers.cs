using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Faena.Kernel.Http;

/// <summary>
/// Whole numbers that only say which entry or day is meant, and which pages of the documented system send as text of digits:
/// <c>mes</c>, <c>anio</c>, <c>dia</c> and every <c>id_…</c>. Nobody can forget one, since the contract tells them by these names;
/// quantities stay strict.
/// </summary>
public static class AddressNumbers
{
    private static readonly Type[] Whole = [typeof(short), typeof(int), typeof(long)];

    public static void Apply(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }
        foreach (var property in type.Properties.Where(IsAddress))
        {
            property.NumberHandling = JsonNumberHandling.AllowReadingFromString;
        }
    }

    private static bool IsAddress(JsonPropertyInfo property) =>
        (property.Name is "mes" or "anio" or "dia" || property.Name.StartsWith("id_", StringComparison.Ordinal))
        && Whole.Contains(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
}
