using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Faena.Kernel.Http;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>Lays the members that a request gives over an order, and leaves the others as they are.</summary>
public static class WorkOrderBody
{
    private static readonly (string Name, PropertyInfo Property, bool IsRequired)[] Members =
    [
        .. typeof(WorkOrderFields)
            .GetProperties()
            .Where(p => p.CanWrite)
            .Select(p => (WireNames.PolicyOf(typeof(WorkOrderFields)).ConvertName(p.Name), p, IsRequired(p))),
    ];

    public static WorkOrder Over(WorkOrder order, JsonObject body, FieldErrors errors)
    {
        var edited = order with { };
        foreach (var (name, property, isRequired) in Members)
        {
            if (!body.TryGetPropertyValue(name, out var given))
            {
                continue;
            }
            if (given is null && isRequired)
            {
                errors.Add(name, "required");
                continue;
            }
            if (TryRead(given, property.PropertyType, name, errors, out var value))
            {
                property.SetValue(edited, value is string text ? Tidy(text) : value);
            }
        }
        return edited;
    }

    /// <summary>An optional number or text beside the order's own members, such as <c>version</c>.</summary>
    public static T? Member<T>(JsonObject body, string name, FieldErrors errors) =>
        body.TryGetPropertyValue(name, out var given) && TryRead(given, typeof(T), name, errors, out var value) ? (T?)value : default;

    private static bool TryRead(JsonNode? given, Type type, string name, FieldErrors errors, out object? value)
    {
        try
        {
            value = given?.Deserialize(type, Json.Options);
            return true;
        }
        catch (JsonException)
        {
            var expected = Nullable.GetUnderlyingType(type) ?? type;
            var rightKind =
                given!.GetValueKind()
                    == (expected == typeof(DateOnly) || expected == typeof(string) ? JsonValueKind.String : JsonValueKind.Number)
                && expected != typeof(bool);
            if (!rightKind)
            {
                throw WrongTypes.At(name);
            }
            errors.Add(name, expected == typeof(DateOnly) ? "order_not_a_date" : "order_not_a_number");
            value = null;
            return false;
        }
    }

    private static bool IsRequired(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).WriteState == NullabilityState.NotNull;

    private static string Tidy(string text) => text.ReplaceLineEndings("\n").Trim();
}
