using Faena.Kernel.Access;
using Faena.Kernel.Http;

namespace Faena.Kernel.OpenApi;

/// <summary>All that a call can be refused with: what its handler declares, and what the pipeline before it refuses by itself.</summary>
internal static class ImpliedRefusals
{
    /// <summary>What each status means, whatever its code.</summary>
    public static IReadOnlyDictionary<int, string> Words { get; } =
        new Dictionary<int, string>
        {
            [400] = "The body is no JSON, or a browser sent the request from a page of another site.",
            [401] = "Nobody is signed in, or the session has ended.",
            [403] = "The caller may not do this.",
            [404] = "There is no such entry, or none that the caller may see.",
            [405] = "The address does not take this method.",
            [409] = "It does not go with what is stored; the current state stands in the answer.",
            [412] = "Somebody changed the entry after the version in `If-Match`.",
            [413] = "The body is longer than this call takes.",
            [415] = "The body is of another media type.",
            [422] = "Something in the request cannot be taken; `errors` and `codes` name it by its path.",
            [428] = "The call wants an `If-Match` with the version that was read.",
            [429] = "Too many requests; `Retry-After` says when to try again.",
            [503] = "Something that the call needs is not available; `Retry-After` says when to try again.",
        };

    public static IEnumerable<IGrouping<int, string>> Of(IEnumerable<object> metadata, bool hasBody)
    {
        var route = metadata.ToList();
        var rule = route.OfType<AccessRule>().LastOrDefault() ?? AccessRule.SignedIn;
        var isRead = route.OfType<IHttpMethodMetadata>().LastOrDefault()?.HttpMethods.All(m => HttpMethods.IsGet(m)) ?? true;
        var all = new List<(int Status, string Code)> { (429, "too_many_requests"), (503, "not_available") };
        if (rule != AccessRule.Anyone)
        {
            all.AddRange([(401, "not_signed_in"), (401, "session_superseded")]);
        }
        if (rule != AccessRule.Anyone && rule.Permission is not null)
        {
            all.Add((403, "not_allowed"));
        }
        foreach (var kind in route.OfType<ScopeRule>().SelectMany(scoped => scoped.Scopes).Select(scope => scope.Kind))
        {
            all.AddRange(kind.Beyond is { } beyond ? [(403, beyond)] : []);
            all.AddRange(kind.WithinSql is null ? [] : [(404, kind.Unknown)]);
        }
        if (!isRead)
        {
            all.AddRange([(400, "cross_site"), (409, "try_again")]);
        }
        if (hasBody)
        {
            all.AddRange([
                (400, "bad_request"),
                (413, "body_too_large"),
                (415, "media_type"),
                (422, "invalid_fields"),
                (422, "text_not_storable"),
            ]);
        }
        if (route.OfType<IdempotencyKeyTaken>().Any())
        {
            all.Add((422, "idempotency_key_reused"));
        }
        foreach (var refusal in route.OfType<Refusal>())
        {
            all.AddRange(refusal.Codes.Select(code => (refusal.Status, code)));
            if (refusal.Status == StatusCodes.Status422UnprocessableEntity)
            {
                all.Add((refusal.Status, "invalid_fields"));
            }
        }
        return all.Distinct().OrderBy(refusal => refusal.Status).GroupBy(refusal => refusal.Status, refusal => refusal.Code);
    }
}
