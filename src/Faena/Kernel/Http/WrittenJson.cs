using System.Text.Encodings.Web;
using System.Text.Json;

namespace Faena.Kernel.Http;

/// <summary>An answer written straight into the response, for the large grids: no object tree is built first.</summary>
public sealed class WrittenJson(Action<Utf8JsonWriter> write) : IResult
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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

    public static decimal Trimmed(this decimal value) => value / One;

    public static void WriteDecimal(this Utf8JsonWriter writer, string name, decimal value) => writer.WriteNumber(name, value.Trimmed());
}
