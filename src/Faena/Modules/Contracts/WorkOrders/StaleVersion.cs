using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>Somebody else changed the order since this person read it: 412 for <c>If-Match</c>, 409 for a version in the body.</summary>
internal static class StaleVersion
{
    public static ProblemHttpResult? Refusal(HttpRequest request, long? inBody, WorkOrder now)
    {
        var tags = request.GetTypedHeaders().IfMatch;
        if (tags.Count > 0 && !tags.Any(t => t.Tag == "*" || t.Tag == now.ETag))
        {
            return Problem.With(StatusCodes.Status412PreconditionFailed, "order_changed_meanwhile", more: new { actual = now });
        }
        return inBody is not null && inBody != now.Version
            ? Problem.With(StatusCodes.Status409Conflict, "order_changed_meanwhile", more: new { actual = now })
            : null;
    }
}
