using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;

namespace Faena.Kernel.Http;

/// <summary>
/// A body that is JSON but of another shape than asked for is a bad field like any other: 422 with the path of the first member that
/// has the wrong type, or stands there twice. Only what is no JSON at all stays a 400.
/// </summary>
public sealed class WrongTypes : IExceptionHandler
{
    /// <summary>The whole body, where it is no object at all.</summary>
    private const string Body = "";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (PathIn(exception, httpContext.Request) is not { } path)
        {
            return false;
        }
        await Problem.Invalid(path, IsRepeated(exception) ? "member_repeated" : "wrong_type").ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>For who reads a body by hand: the same refusal as for a typed one.</summary>
    public static BadHttpRequestException At(string path) =>
        new("A member has the wrong type.", new JsonException("wrong type", $"$.{path}", null, null));

    // The framework tells it by nothing else than its words; a test notices when they change.
    private static bool IsRepeated(Exception exception) =>
        exception.InnerException?.Message.StartsWith("Duplicate property", StringComparison.Ordinal) == true;

    private static string? PathIn(Exception exception, HttpRequest request) =>
        exception switch
        {
            // The reader's own complaint, about text that is no JSON, is a JsonException within.
            BadHttpRequestException { InnerException: JsonException { InnerException: not JsonException, Path: { } path } } => Named(path),
            // A bare null is JSON, but no body; the framework takes it for none.
            BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest, InnerException: null }
                when request.HasJsonContentType() && request.ContentLength > 0 => Body,
            _ => null,
        };

    private static string Named(string path) => path.TrimStart('$').TrimStart('.');
}
