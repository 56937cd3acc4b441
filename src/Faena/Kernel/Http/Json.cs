using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Faena.Kernel.Http;

/// <summary>One way to write and read JSON: on the wire and in the arguments of statements.</summary>
public static class Json
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WireNames.Apply, AddressNumbers.Apply } };
        // Quantities are JSON numbers; text that looks like one is a mistake to report.
        options.NumberHandling = JsonNumberHandling.Strict;
        // Which of two is meant nobody can tell, and not every reader takes the same.
        options.AllowDuplicateProperties = false;
        // Answers are read by people in tools as well; the type is application/json, never HTML.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        return options;
    }

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);
}
