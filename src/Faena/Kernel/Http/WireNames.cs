using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Faena.Kernel.Http;

/// <summary>
/// Member names on the wire. Contracts and Molding keep the snake_case of their documents; the rest of the API is camelCase, reports
/// included, whichever module they are of.
/// </summary>
public static class WireNames
{
    private static readonly string[] SnakeCaseModules = ["Faena.Modules.Contracts", "Faena.Modules.Molding"];
    private const string Reports = ".Reports";

    public static JsonNamingPolicy PolicyOf(Type type) =>
        type.Namespace is { } home
        && SnakeCaseModules.Any(module => home.StartsWith(module, StringComparison.Ordinal))
        && !home.EndsWith(Reports, StringComparison.Ordinal)
            ? JsonNamingPolicy.SnakeCaseLower
            : JsonNamingPolicy.CamelCase;

    /// <summary>Gives every member the name its module uses, unless the member names itself.</summary>
    public static void Apply(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }
        var policy = PolicyOf(type.Type);
        foreach (var property in type.Properties)
        {
            if (
                property.AttributeProvider is System.Reflection.MemberInfo member
                && !member.IsDefined(typeof(JsonPropertyNameAttribute), inherit: false)
                && property.Name == JsonNamingPolicy.CamelCase.ConvertName(member.Name)
            )
            {
                property.Name = policy.ConvertName(member.Name);
            }
        }
    }
}
