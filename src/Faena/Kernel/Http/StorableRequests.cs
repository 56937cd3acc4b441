using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Http;

/// <summary>Refuses an address that has text which cannot be stored, before anybody asks who calls.</summary>
public sealed class StorableAddresses(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (!StorableText.Is(request.Path.Value))
        {
            return StorableRequests.Refusal("").ExecuteAsync(http);
        }
        var bad = request.Query.FirstOrDefault(q => !StorableText.Is(q.Key) || q.Value.Any(value => !StorableText.Is(value)));
        return bad.Key is null ? next(http) : StorableRequests.Refusal(bad.Key).ExecuteAsync(http);
    }
}

/// <summary>Marks a route that makes whatever it is sent readable itself: a sign-in never says what is wrong with a name.</summary>
public sealed record TextMadeReadable;

/// <summary>
/// The same for bodies, once the caller may call: JSON and the fields of a plain form. What comes with files is looked at where it is
/// read, by <see cref="Files.FileForm"/>.
/// </summary>
public sealed class StorableRequests(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (
            http.GetEndpoint()?.Metadata.GetMetadata<TextMadeReadable>() is null
            && await Fault(http.Request, http.RequestAborted) is { } path
        )
        {
            await Refusal(path).ExecuteAsync(http);
            return;
        }
        await next(http);
    }

    /// <param name="path">The field, where it is known which; empty for the whole.</param>
    internal static ProblemHttpResult Refusal(string path)
    {
        var errors = new FieldErrors().Add(StorableText.Is(path) ? path : "?", StorableText.Code);
        return path.Length == 0
            ? Problem.With(StatusCodes.Status422UnprocessableEntity, StorableText.Code, errors: errors)
            : Problem.Invalid(errors);
    }

    /// <summary>The first field whose name or value cannot be stored.</summary>
    internal static string? FaultIn(IFormCollection form) =>
        form.FirstOrDefault(field => !StorableText.Is(field.Key) || field.Value.Any(value => !StorableText.Is(value))).Key;

    private static async Task<string?> Fault(HttpRequest request, CancellationToken ct)
    {
        if (request.HasJsonContentType())
        {
            return StorableText.FaultIn((await Whole(request, ct)).Span);
        }
        const string plainForm = "application/x-www-form-urlencoded";
        if (request.ContentType?.StartsWith(plainForm, StringComparison.OrdinalIgnoreCase) is not true)
        {
            return null;
        }
        try
        {
            return FaultIn(await request.ReadFormAsync(ct));
        }
        catch (InvalidDataException unreadable)
        {
            return unreadable.InnerException is InvalidOperationException
                // The framework found such text itself, and does not say where.
                ? ""
                : throw new BadHttpRequestException("The form cannot be read.", StatusCodes.Status400BadRequest, unreadable);
        }
    }

    /// <summary>The body in one piece, which its route's <see cref="BodyLimit"/> keeps small; the route then reads it again.</summary>
    private static async Task<ReadOnlyMemory<byte>> Whole(HttpRequest request, CancellationToken ct)
    {
        var body = new MemoryStream((int)request.ContentLength.GetValueOrDefault());
        await InUtf8(request).CopyToAsync(body, ct);
        body.Position = 0;
        request.HttpContext.Response.RegisterForDispose(body);
        request.Body = body;
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static Stream InUtf8(HttpRequest request)
    {
        var type = request.GetTypedHeaders().ContentType!;
        if (type.Encoding is not { } encoding || encoding.CodePage == Encoding.UTF8.CodePage)
        {
            return request.Body;
        }
        type.Encoding = Encoding.UTF8;
        request.ContentType = type.ToString();
        return Encoding.CreateTranscodingStream(request.Body, encoding, Encoding.UTF8);
    }
}
