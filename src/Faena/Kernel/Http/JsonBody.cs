using System.Text.Json;
using System.Text.Json.Nodes;

namespace Faena.Kernel.Http;

/// <summary>Reads a JSON body where a route takes forms as well; refused in the same words as where the framework reads it.</summary>
public static class JsonBody
{
    public static async Task<T> Read<T>(HttpRequest request, CancellationToken ct)
        where T : class
    {
        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException("No JSON.", StatusCodes.Status415UnsupportedMediaType);
        }
        try
        {
            return await request.ReadFromJsonAsync<T>(ct) ?? throw WrongTypes.At("");
        }
        catch (JsonException unreadable)
        {
            throw Unreadable(unreadable);
        }
    }

    /// <summary>A body that was put together from something else that the caller sent, such as a workbook.</summary>
    public static T Of<T>(JsonObject body)
        where T : class
    {
        try
        {
            return body.Deserialize<T>(Json.Options)!;
        }
        catch (JsonException unreadable)
        {
            throw Unreadable(unreadable);
        }
    }

    private static BadHttpRequestException Unreadable(JsonException why) =>
        new("The body cannot be read.", StatusCodes.Status400BadRequest, why);
}
