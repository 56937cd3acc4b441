using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace Faena.Kernel.Http;

/// <summary>
/// An answer written straight into the response, for the large grids: no object tree is built first. <typeparamref name="T"/> is what
/// it would be, for those who read the description; a test compares the two.
/// </summary>
public sealed class WrittenJson<T>(Action<Utf8JsonWriter> write) : IResult, IEndpointMetadataProvider
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        await using var writer = new Utf8JsonWriter(httpContext.Response.BodyWriter, Options);
        write(writer);
        await writer.FlushAsync(httpContext.RequestAborted);
    }
}

/// <summary>Decimals as JSON numbers without trailing zeros: 5.000000 from the database is 5 on the wire.</summary>
public static class DecimalJson
{
    // Dividing by a one with the largest scale drops the trailing zeros.
    private const decimal One = 1.0000000000000000000000000000m;

    // A sheet has thousands of them, and nearly all fit into 64 bits, where taking zeros off is ten times faster than a division.
    public static decimal Trimmed(this decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var (digits, scale) = (((ulong)(uint)bits[1] << 32) | (uint)bits[0], value.Scale);
        if (bits[2] != 0)
        {
            return value / One;
        }
        while (scale > 0 && digits % 10 == 0)
        {
            digits /= 10;
            scale--;
        }
        return new decimal((int)digits, (int)(digits >> 32), 0, decimal.IsNegative(value) && digits > 0, scale);
    }

    /// <summary>The quantity as text without trailing zeros, for a browser that never makes a binary float of it.</summary>
    public static void WriteText(this Utf8JsonWriter writer, string name, decimal value)
    {
        writer.WritePropertyName(name);
        writer.WriteTextValue(value);
    }

    public static void WriteTextValue(this Utf8JsonWriter writer, decimal value)
    {
        Span<byte> text = stackalloc byte[32];
        value.Trimmed().TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }

    public static void WriteDecimal(this Utf8JsonWriter writer, string name, decimal value) => writer.WriteNumber(name, value.Trimmed());
}
