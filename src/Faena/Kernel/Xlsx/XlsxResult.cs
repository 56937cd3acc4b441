using Microsoft.Net.Http.Headers;

namespace Faena.Kernel.Xlsx;

/// <summary>An answer that is a workbook, which a browser saves under the given name.</summary>
public sealed class XlsxResult(string fileName, Action<XlsxWriter> write) : IResult
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public int Status { get; init; } = StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var content = new MemoryStream();
        using (var workbook = new XlsxWriter(content))
        {
            write(workbook);
        }
        var response = httpContext.Response;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = content.Length;
        response.Headers.ContentDisposition = disposition.ToString();
        content.Position = 0;
        await content.CopyToAsync(response.Body, httpContext.RequestAborted);
    }

    /// <summary>Whether the caller names this type among those it takes; a browser's <c>*/*</c> does not.</summary>
    public static bool IsAskedBy(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase));
}
