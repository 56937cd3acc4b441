using Microsoft.Net.Http.Headers;

namespace Faena.Kernel.Xlsx;

/// <summary>An answer that is a workbook, which a browser saves under the given name.</summary>
public sealed class XlsxResult : IResult
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private readonly string fileName;
    private readonly ReadOnlyMemory<byte> content;

    /// <summary>Written at once, while what it is written from is still open.</summary>
    public XlsxResult(string fileName, Action<XlsxWriter> write)
    {
        this.fileName = fileName;
        using var target = new MemoryStream();
        using (var workbook = new XlsxWriter(target))
        {
            write(workbook);
        }
        content = target.GetBuffer().AsMemory(0, (int)target.Length);
    }

    public int Status { get; init; } = StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = content.Length;
        response.Headers.ContentDisposition = disposition.ToString();
        await response.Body.WriteAsync(content, httpContext.RequestAborted);
    }

    /// <summary>Whether the caller names this type among those it takes; a browser's <c>*/*</c> does not.</summary>
    public static bool IsAskedBy(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase));
}
