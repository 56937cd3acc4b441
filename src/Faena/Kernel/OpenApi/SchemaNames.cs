using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Faena.Kernel.OpenApi;

/// <summary>
/// A record of a slice is called after both, <c>SaveRateRequest</c>, so that no two slices' <c>Request</c> fall into one. Where two
/// modules have a slice of one name, the module stands in front.
/// </summary>
internal static class SchemaNames
{
    private static readonly ILookup<string, Type> Ours = typeof(SchemaNames).Assembly.GetTypes().ToLookup(Short, StringComparer.Ordinal);

    public static string? Of(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        return OpenApiOptions.CreateDefaultSchemaReferenceId(info) is not { } usual || WrittenSchemas.TravelsAs(type) is not null ? null
            : type.Assembly == typeof(SchemaNames).Assembly ? Of(type)
            : usual;
    }

    /// <summary>The module (or part of the kernel) that a type is of.</summary>
    public static string HomeOf(Type type) => type.Namespace?.Split('.') is [_, "Modules", var module, ..] ? module : "";

    /// <summary>The slice: the outermost class around what the compiler makes of its lambdas.</summary>
    public static Type SliceOf(Type type) => type.DeclaringType is { } around ? SliceOf(around) : type;

    private static string Of(Type type) =>
        (Ours[Short(type)].Skip(1).Any() ? HomeOf(type) : "")
        + Short(type)
        + string.Concat(type.GetGenericArguments().Select(argument => "Of" + Short(argument)));

    private static string Short(Type type) => (type.DeclaringType is { } around ? Short(around) : "") + type.Name.Split('`')[0];
}
