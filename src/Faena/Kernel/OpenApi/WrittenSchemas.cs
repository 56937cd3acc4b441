using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Faena.Kernel.OpenApi;

/// <summary>On a type that travels as another one, because it has a converter of its own.</summary>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class)]
public sealed class TravelsAsAttribute(Type type) : Attribute
{
    public Type Type => type;
}

/// <summary>On a member that is one of two types.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EitherAttribute(Type one, Type other) : Attribute
{
    public Type One => one;
    public Type Other => other;
}

/// <summary>On a member of an answer that is left out where it does not apply.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SometimesAttribute : Attribute;

/// <summary>On the one member of a described row that stands there once a day: <c>dia1</c> to <c>dia31</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EveryDayAttribute : Attribute;

/// <summary>Makes schemas say what the serializer writes and reads.</summary>
internal sealed class WrittenSchemas : IOpenApiSchemaTransformer
{
    private const string Sometimes = "faena.sometimes";
    private const string EveryDay = "faena.every_day";

    private const int MostDays = 31;

    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (TravelsAs(type) is { } other)
        {
            var written = await context.GetOrCreateSchemaAsync(other, parameterDescription: null, cancellationToken);
            (schema.Type, schema.Format, schema.Items) = (written.Type, written.Format, written.Items);
            if (type != context.JsonTypeInfo.Type)
            {
                schema.Type |= JsonSchemaType.Null;
            }
        }
        // The framework calls a decimal a double, which would cost a client digits.
        if ((TravelsAs(type) ?? type) is var travels && (Nullable.GetUnderlyingType(travels) ?? travels) == typeof(decimal))
        {
            schema.Format = null;
        }
        // Text of digits is taken for whole numbers that address something, but never written.
        if (schema.Type is { } kinds && kinds.HasFlag(JsonSchemaType.Integer) && kinds.HasFlag(JsonSchemaType.String))
        {
            schema.Type = kinds & ~JsonSchemaType.String;
            schema.Pattern = null;
        }
        await Members(schema, context, cancellationToken);
    }

    /// <summary>Which members an answer may lack.</summary>
    public static IReadOnlyList<string> SometimesIn(OpenApiSchema schema) =>
        schema.Metadata?.TryGetValue(Sometimes, out var names) == true ? (IReadOnlyList<string>)names : [];

    /// <summary>
    /// Puts the 31 members in the place of the one that stands for them: at the end, since the framework looks for the one by its name.
    /// </summary>
    public static void SpreadDays(OpenApiSchema schema)
    {
        if (schema.Metadata?.TryGetValue(EveryDay, out var name) == true && schema.Properties!.Remove((string)name, out var day))
        {
            for (var number = 1; number <= MostDays; number++)
            {
                schema.Properties![(string)name + number.ToString(CultureInfo.InvariantCulture)] = day;
            }
        }
    }

    /// <summary>The type as which this one is written, where it is another.</summary>
    public static Type? TravelsAs(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(Optional<>) || open == typeof(Written<>))
            ? type.GetGenericArguments()[0]
        : type.GetCustomAttributes(typeof(TravelsAsAttribute), inherit: false) is [TravelsAsAttribute travels] ? travels.Type
        : null;

    /// <summary>What a member says of itself beyond its type.</summary>
    private static async Task Members(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var sometimes = new List<string>();
        foreach (var member in context.JsonTypeInfo.Properties.Where(m => schema.Properties?.ContainsKey(m.Name) == true))
        {
            if (On<EitherAttribute>(member) is { } either)
            {
                var one = await context.GetOrCreateSchemaAsync(either.One, parameterDescription: null, ct);
                var other = await context.GetOrCreateSchemaAsync(either.Other, parameterDescription: null, ct);
                schema.Properties![member.Name] = new OpenApiSchema { OneOf = [one, other] };
            }
            if (On<SometimesAttribute>(member) is not null)
            {
                sometimes.Add(member.Name);
            }
            if (On<EveryDayAttribute>(member) is not null)
            {
                Remember(schema, EveryDay, member.Name);
            }
        }
        if (sometimes.Count > 0)
        {
            Remember(schema, Sometimes, sometimes);
        }
    }

    // Beside what the framework keeps there, by which it finds a schema again.
    private static void Remember(OpenApiSchema schema, string what, object value)
    {
        schema.Metadata ??= new Dictionary<string, object>(StringComparer.Ordinal);
        schema.Metadata[what] = value;
    }

    private static T? On<T>(JsonPropertyInfo member)
        where T : Attribute => member.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: false) is [T attribute] ? attribute : null;
}
