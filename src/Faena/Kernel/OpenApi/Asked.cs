namespace Faena.Kernel.OpenApi;

/// <summary>A parameter or a form's field that a handler reads by hand, so that it can name what is wrong with it.</summary>
/// <param name="Type">What it is once it is read: <c>long</c>, <c>bool</c>, <c>string</c>.</param>
public sealed record AskedField(string Name, Type Type, bool Required = false)
{
    /// <summary>The words it may be, where they are few.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary>The query parameters of a route that reads them by hand.</summary>
public sealed record AskedQuery(IReadOnlyList<AskedField> Fields);

/// <summary>The file that a form brings, and the fields beside it.</summary>
public sealed record AskedFile(string Name, IReadOnlyList<AskedField> Fields);

public static class AskedFields
{
    /// <summary>Says which query parameters the handler reads by hand.</summary>
    public static TBuilder Asks<TBuilder>(this TBuilder route, params IReadOnlyList<AskedField> query)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new AskedQuery(query));

    /// <summary>A route that answers a kept file.</summary>
    public static RouteHandlerBuilder SendsFile(this RouteHandlerBuilder route, string contentType) =>
        route.Produces<Stream>(StatusCodes.Status200OK, contentType);
}
