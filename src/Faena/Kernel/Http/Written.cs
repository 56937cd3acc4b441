using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Faena.Kernel.Http;

/// <summary>
/// A number, date or id of a request as it was written, to be judged by its slice: one too long or of the wrong form is a field to
/// name, and no digit is lost while it is read. Another kind of JSON than <typeparamref name="T"/> travels as is a wrong type.
/// </summary>
/// <param name="Text">Null where it is missing or null.</param>
[JsonConverter(typeof(WrittenConverter))]
public readonly record struct Written<T>(string? Text)
    where T : struct;

/// <summary>Numbers come as JSON numbers, everything else as text.</summary>
public sealed class WrittenConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Written<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Written<T>>
        where T : struct
    {
        private static readonly JsonTokenType Kind =
            typeof(T) == typeof(decimal) || typeof(T) == typeof(int) || typeof(T) == typeof(long)
                ? JsonTokenType.Number
                : JsonTokenType.String;

        // Null is missing: which members must be there is the slice's to say.
        public override bool HandleNull => true;

        public override Written<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? default
            : reader.TokenType != Kind ? throw new JsonException()
            : Kind == JsonTokenType.String ? new(reader.GetString())
            : new(
                Encoding.UTF8.GetString(
                    reader.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan
                )
            );

        public override void Write(Utf8JsonWriter writer, Written<T> value, JsonSerializerOptions options)
        {
            if (value.Text is null)
            {
                writer.WriteNullValue();
            }
            else if (Kind == JsonTokenType.Number)
            {
                writer.WriteRawValue(value.Text);
            }
            else
            {
                writer.WriteStringValue(value.Text);
            }
        }
    }
}
