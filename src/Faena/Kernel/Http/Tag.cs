using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Http;

/// <summary>
/// The version of one thing as its <c>ETag</c>. Whoever read it sends it back with a change (<c>If-Match</c>, or a member of the body), and
/// is told when somebody else was faster. The numbers come from the database: <c>CALL kernel.count_versions</c>.
/// </summary>
public readonly record struct Tag(long Version)
{
    private const string Any = "*";

    public override string ToString() => $"\"{Version}\"";

    /// <summary>Whether the request says which version it is about.</summary>
    public static bool IsSent(HttpRequest request) => request.GetTypedHeaders().IfMatch.Count > 0;

    /// <summary>Says with the answer which version it shows.</summary>
    public void Give(HttpContext http) => http.Response.Headers.ETag = ToString();

    /// <summary>How a change of another version is refused: 412 by <c>If-Match</c>, 409 by the body; null where it is of this one.</summary>
    public int? StaleStatus(HttpRequest request, long? inBody = null)
    {
        var own = ToString();
        return IsSent(request) && !request.GetTypedHeaders().IfMatch.Any(t => t.Tag == Any || t.Tag == own)
                ? StatusCodes.Status412PreconditionFailed
            : inBody is not null && inBody != Version ? StatusCodes.Status409Conflict
            : null;
    }

    /// <summary>The refusal itself, with what there is now as <c>actual</c>.</summary>
    public ProblemHttpResult? Refusal(HttpRequest request, object actual, string code = "changed_meanwhile", long? inBody = null) =>
        StaleStatus(request, inBody) is { } status ? Problem.With(status, code, more: new { actual }) : null;
}
