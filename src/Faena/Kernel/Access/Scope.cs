using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Access;

/// <summary>
/// Which things a call touches: of what kind, and where in the call their ids stand. A person limited to sites or facilities reaches
/// only what stands there. Modules add their kinds as further members: <c>Scope.Order("id")</c>.
/// </summary>
/// <param name="Kind">How such a thing leads to the places it stands at.</param>
/// <param name="At">
/// A name in the address (<c>id</c>: the route's, else the query's), or a path in the body (<c>$.id_ot</c>, <c>$.celdas[*].id_ot</c>).
/// </param>
public sealed record Scope(ScopeKind Kind, string At)
{
    /// <summary>The same place as refusals call it.</summary>
    internal string Field => At.StartsWith("$.", StringComparison.Ordinal) ? At[2..] : At;

    public static Scope Site(string at) => new(ScopeKind.Site, at);

    public static Scope Facility(string at) => new(ScopeKind.Facility, at);

    /// <summary>What the call touches stands at every site: nobody limited to some of them may call it.</summary>
    public static Scope AllSites { get; } = new(ScopeKind.Site with { WithoutId = Missing.IsRefused }, "");

    /// <summary>The same for facilities.</summary>
    public static Scope AllFacilities { get; } = new(ScopeKind.Facility with { WithoutId = Missing.IsRefused }, "");

    /// <summary>Where naming none means all of them: a limited person has to name some.</summary>
    public Scope OrAll => this with { Kind = Kind with { WithoutId = Missing.IsRefused } };

    /// <summary>Where an empty list means all of them, and none at all that nothing changes.</summary>
    public Scope EmptyIsAll => this with { Kind = Kind with { WithoutId = Missing.IsRefusedIfEmpty } };
}

/// <summary>What it means that a call names no id of the kind.</summary>
public enum Missing
{
    /// <summary>The slice says itself that it is required, or does without.</summary>
    IsForTheSlice,

    /// <summary>Everything is meant, which a limited person may not touch.</summary>
    IsRefused,

    /// <summary>The same, where a list is given and empty.</summary>
    IsRefusedIfEmpty,
}

/// <summary>A kind of thing that stands at sites or at facilities.</summary>
/// <param name="Name">What one is called; the sweep of the tests knows an example by it.</param>
/// <param name="WithinSql">
/// Gives <c>id, within</c> for those of <c>@ids</c> that exist: whether a person limited to <c>@sites</c> and <c>@facilities</c> (null: not
/// limited) reaches it. Null for the places themselves, which <paramref name="Limit"/> answers for.
/// </param>
/// <param name="Unknown">The code of the 404 for what does not exist, and for what a limited person may not even see.</param>
/// <param name="Beyond">The code of the 403 for what people know of and may not touch; null where they may not see it either.</param>
/// <param name="Limit">Of the places themselves: those that a person is limited to; null for no limit.</param>
public sealed record ScopeKind(string Name, string? WithinSql, string Unknown, string? Beyond, Func<CurrentUser, long[]?>? Limit = null)
{
    public const string BeyondSites = "site_not_allowed";
    public const string BeyondFacilities = "facility_not_allowed";

    public static ScopeKind Site { get; } = new("site", null, "not_found", BeyondSites, user => user.SiteLimit);
    public static ScopeKind Facility { get; } = new("facility", null, "not_found", BeyondFacilities, user => user.FacilityLimit);

    public Missing WithoutId { get; init; }

    /// <param name="ids">Those that the call names; null where it names none.</param>
    internal async Task<ProblemHttpResult?> Refusal(long[]? ids, CurrentUser user, Db db, CancellationToken ct)
    {
        if (ids is null or [])
        {
            var meansAll = WithoutId == Missing.IsRefused || (WithoutId == Missing.IsRefusedIfEmpty && ids is not null);
            return meansAll && Limit?.Invoke(user) is not null ? OutOfReach() : null;
        }
        if (WithinSql is null)
        {
            return Limit?.Invoke(user) is { } places && ids.Except(places).Any() ? OutOfReach() : null;
        }
        var found = await db.Query<Reach>(
            WithinSql,
            new
            {
                ids,
                sites = user.SiteLimit,
                facilities = user.FacilityLimit,
            },
            ct
        );
        return found.Any(f => !f.Within) ? OutOfReach()
            : ids.Except(found.Select(f => f.Id)).Any() ? Problem.NotFound(Unknown)
            : null;
    }

    private ProblemHttpResult OutOfReach() => Beyond is null ? Problem.NotFound(Unknown) : Problem.Forbidden(Beyond);

    private sealed record Reach(long Id, bool Within);
}

/// <summary>What a route says of the places its calls touch. The route sweep refuses a route without it.</summary>
/// <param name="Scopes">All of them must be within the caller's reach.</param>
/// <param name="Everywhere">Why no place matters, where none does.</param>
public sealed record ScopeRule(IReadOnlyList<Scope> Scopes, string? Everywhere);

public static class Scopes
{
    /// <summary>
    /// A person limited to sites or facilities gets 404 for what they may not see and 403 for what they may not touch, before the
    /// slice does anything.
    /// </summary>
    public static TBuilder Of<TBuilder>(this TBuilder route, params IReadOnlyList<Scope> scopes)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new ScopeRule(scopes, null)).AddEndpointFilter(new ScopeFilter(scopes));

    /// <summary>The call is the same to everybody who may make it, wherever they work, or answers each only with what is theirs.</summary>
    public static TBuilder Everywhere<TBuilder>(this TBuilder route, string why)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new ScopeRule([], why));
}

internal sealed class ScopeFilter(IReadOnlyList<Scope> scopes) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var user = http.RequestServices.GetRequiredService<CurrentUser>();
        if (user.IsLimited)
        {
            var db = http.RequestServices.GetRequiredService<Db>();
            foreach (var scope in scopes)
            {
                var ids = await CallIds.At(scope.At, context);
                if (ids?.Contains(CallIds.Unreadable) == true)
                {
                    return Problem.Invalid(scope.Field, "not_a_number");
                }
                if (await scope.Kind.Refusal(ids, user, db, http.RequestAborted) is { } refusal)
                {
                    return refusal;
                }
            }
        }
        return await next(context);
    }
}
