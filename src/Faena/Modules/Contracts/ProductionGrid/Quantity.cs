using System.Text.Json;
using System.Text.Json.Serialization;
using Faena.Kernel.OpenApi;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>
/// A volume as it came over the wire: a number that fits, or one that does not (1e30). The latter is a bad cell to name, not an
/// unreadable body.
/// </summary>
[JsonConverter(typeof(QuantityConverter)), TravelsAs(typeof(decimal))]
public readonly record struct Quantity(decimal Value, bool Fits)
{
    public const int Decimals = 6;
    private const decimal Limit = 1_000_000_000;

    /// <summary>Why the number is no volume; null when it is one.</summary>
    public string? Fault =>
        !Fits || Value >= Limit ? "volume_too_large"
        : Value < 0 ? "volume_negative"
        : Math.Round(Value, Decimals) != Value ? "volume_decimals"
        : null;

    private sealed class QuantityConverter : JsonConverter<Quantity>
    {
        // Longer digits would be rounded away silently while they are read.
        private const int LongestExact = 28;

        public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType != JsonTokenType.Number ? throw new JsonException()
            : reader.ValueSpan.Length <= LongestExact && reader.TryGetDecimal(out var value) && !Vanished(value, reader.ValueSpan)
                ? new Quantity(value, true)
            : new Quantity(0, false);

        // 1e-40 reads as 0, and 0 means: clear the cell.
        private static bool Vanished(decimal value, ReadOnlySpan<byte> literal) =>
            value == 0 && literal.IndexOfAny("eE"u8) >= 0 && literal.IndexOfAnyInRange((byte)'1', (byte)'9') >= 0;

        public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Value);
    }
}
