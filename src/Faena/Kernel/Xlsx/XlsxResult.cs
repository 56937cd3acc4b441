using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Faena.Kernel.Xlsx;

/// <summary>An answer that is a workbook, which a browser saves under the given name.</summary>
public class XlsxResult : IResult, IEndpointMetadataProvider
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

    protected virtual int Status => StatusCodes.Status200OK;

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Stream), [ContentType]));

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

    /// <summary>
    /// Whether the caller names this type among those it takes, or takes no JSON; a browser's <c>*/*</c>, or nothing, takes both and
    /// gets JSON.
    /// </summary>
    public static bool IsWantedBy(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Any(type => type.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase))
            || (accepted.Count > 0 && !accepted.Any(type => Json.IsSubsetOf(type) || Problem.IsSubsetOf(type)));
    }

    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue Problem = new("application/problem+json");
}

/// <summary>A refusal that is a workbook: the rows that cannot be taken, for who wants to mend them in a spreadsheet.</summary>
public sealed class BadRowsResult(string fileName, Action<XlsxWriter> write) : XlsxResult(fileName, write), IEndpointMetadataProvider
{
    protected override int Status => StatusCodes.Status422UnprocessableEntity;

    public static new void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status422UnprocessableEntity, typeof(Stream), [ContentType]));
}
