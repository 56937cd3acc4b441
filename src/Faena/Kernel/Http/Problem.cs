using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Http;

/// <summary>
/// Refusals as values: a stable code, its data, and (added on the way out by <see cref="ProblemTexts"/>) a text in the caller's language.
/// </summary>
public static class Problem
{
    public static ProblemHttpResult Conflict(string code, object? data = null) => With(StatusCodes.Status409Conflict, code, data);

    public static ProblemHttpResult Forbidden(string code, object? data = null) => With(StatusCodes.Status403Forbidden, code, data);

    public static ProblemHttpResult NotFound(string code = "not_found", object? data = null) =>
        With(StatusCodes.Status404NotFound, code, data);

    /// <summary>Bad fields, each with its JSON path as the caller knows it.</summary>
    public static ProblemHttpResult Invalid(FieldErrors errors, object? more = null) =>
        With(StatusCodes.Status422UnprocessableEntity, "invalid_fields", null, errors, more);

    public static ProblemHttpResult Invalid(string path, string code, object? data = null) =>
        Invalid(new FieldErrors().Add(path, code, data));

    /// <param name="more">Members of this object stand beside <c>code</c> and <c>data</c> in the answer.</param>
    public static ProblemHttpResult With(int status, string code, object? data = null, FieldErrors? errors = null, object? more = null)
    {
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code, ["data"] = data ?? new { } };
        if (errors is not null)
        {
            extensions[ProblemTexts.FieldErrorsKey] = errors;
        }
        foreach (var property in more?.GetType().GetProperties() ?? [])
        {
            extensions[WireNames.PolicyOf(more!.GetType()).ConvertName(property.Name)] = property.GetValue(more);
        }
        return TypedResults.Problem(statusCode: status, title: code, extensions: extensions);
    }
}

/// <summary>The fields of a request that cannot be taken as they are, in the order found.</summary>
public sealed class FieldErrors
{
    public sealed record FieldError(string Path, string Code, object? Data);

    private readonly List<FieldError> found = [];

    public IReadOnlyList<FieldError> Found => found;
    public bool Any => found.Count > 0;

    public FieldErrors Add(string path, string code, object? data = null)
    {
        found.Add(new FieldError(path, code, data));
        return this;
    }

    /// <summary>Adds the error where the condition does not hold.</summary>
    public FieldErrors Require(bool holds, string path, string code, object? data = null) => holds ? this : Add(path, code, data);
}
