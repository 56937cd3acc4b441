using System.Text.Json;

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
            throw new BadHttpRequestException("The body cannot be read.", StatusCodes.Status400BadRequest, unreadable);
        }
    }
}
