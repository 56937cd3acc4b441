namespace Faena.Kernel.Http;

/// <summary>
/// Refusals of one status that a route's handler can answer. What the pipeline itself refuses (no sign-in, no right, too many requests)
/// follows from the rest of the route and is not said again.
/// </summary>
/// <param name="More">What stands beside the members that every refusal has.</param>
public sealed record Refusal(int Status, IReadOnlyList<string> Codes, Type? More = null);

public static class Refusals
{
    /// <summary>
    /// Says beside the route what its handler may answer instead. A test compares this with the code: it must be neither less nor more.
    /// </summary>
    /// <param name="codes">The stable codes; none for 422, whose codes belong to fields.</param>
    public static TBuilder Refuses<TBuilder>(this TBuilder route, int status, params IReadOnlyList<string> codes)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new Refusal(status, codes));

    /// <summary>The same for a refusal that brings members of its own, such as the current values.</summary>
    public static RouteHandlerBuilder Refuses<TMore>(this RouteHandlerBuilder route, int status, params IReadOnlyList<string> codes) =>
        route.WithMetadata(new Refusal(status, codes, typeof(TMore)));
}
