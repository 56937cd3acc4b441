using System.Text.Json;
using System.Text.Json.Serialization;

namespace Faena.Kernel.Http;

/// <summary>A member of a request that may be left out, which says something else than null: usually "as it was".</summary>
[JsonConverter(typeof(OptionalConverter))]
public readonly record struct Optional<T>(T Value) : IOptional
{
    object? IOptional.Content => IsGiven ? Value : null;

    /// <summary>Whether the request has the member, if only as null.</summary>
    public bool IsGiven { get; } = true;

    /// <summary>The value given, else what it was before.</summary>
    public T Or(T before) => IsGiven ? Value : before;

    public static implicit operator Optional<T>(T value) => new(value);
}

/// <summary>Any <see cref="Optional{T}"/>, for who does not know of what.</summary>
public interface IOptional
{
    /// <summary>Null also where the member is left out.</summary>
    object? Content { get; }
}

/// <summary>A member that is left out never comes here and stays the default, which is not given.</summary>
public sealed class OptionalConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        // Through the member's own converter: a whole reading of its own would take the member for the body and lose its path.
        public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType != JsonTokenType.Null
                ? new(((JsonConverter<T>)options.GetConverter(typeof(T))).Read(ref reader, typeof(T), options)!)
            : default(T) is null ? new(default!)
            : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
