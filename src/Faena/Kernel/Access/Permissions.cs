namespace Faena.Kernel.Access;

/// <summary>What a route asks of its caller. The route sweep test reads it, so a route without one cannot ship.</summary>
public sealed record AccessRule(string? Permission)
{
    public static AccessRule Anyone { get; } = new("*");
    public static AccessRule SignedIn { get; } = new((string?)null);
}

/// <summary>States on the route itself who may call it.</summary>
public static class Permissions
{
    /// <summary>Only a caller whose roles hold the permission, a word <c>module.verb</c>.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder route, string permission)
        where TBuilder : IEndpointConventionBuilder =>
        route
            .RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireClaim(CurrentUser.PermissionClaim, permission))
            .WithMetadata(new AccessRule(permission));

    /// <summary>Any signed-in caller.</summary>
    public static TBuilder NeedsSignIn<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization().WithMetadata(AccessRule.SignedIn);

    /// <summary>Anyone, signed in or not.</summary>
    public static TBuilder OpenToAnyone<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.AllowAnonymous().WithMetadata(AccessRule.Anyone);

    /// <summary>
    /// Anyone, and all get the same: nobody asks who calls, so that it is there without the database, and browsers may keep it.
    /// </summary>
    public static TBuilder SameForEveryone<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.OpenToAnyone().WithMetadata(new Impersonal());

    public static bool IsSameForEveryone(this HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<Impersonal>() is not null;

    private sealed record Impersonal;
}
