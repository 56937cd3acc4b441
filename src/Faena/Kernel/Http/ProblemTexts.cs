using System.Diagnostics;
using Faena.Kernel.Languages;
using Microsoft.AspNetCore.Mvc;

namespace Faena.Kernel.Http;

/// <summary>
/// Puts the words to every refusal: the code's text in the caller's language, the fields' texts under <c>errors</c> and their codes
/// under <c>codes</c>, a trace id,
/// and for the documented production API also <c>exito</c> and <c>mensaje</c>.
/// </summary>
public static class ProblemTexts
{
    internal const string FieldErrorsKey = "faena.field_errors";
    private const string DocumentedApi = "/api/produccion";

    public static void Apply(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var problem = Say(context.ProblemDetails, http.RequestServices.GetRequiredService<TextCatalog>().For(http));
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        if (http.Request.Path.StartsWithSegments(DocumentedApi, StringComparison.Ordinal))
        {
            problem.Extensions["exito"] = false;
            problem.Extensions["mensaje"] = problem.Detail ?? problem.Title;
        }
    }

    /// <summary>The refusal in words, also where nobody waits for it on a line.</summary>
    public static ProblemDetails Say(ProblemDetails problem, Texts texts)
    {
        var code = problem.Extensions.TryGetValue("code", out var given) && given is string word ? word : CodeOfStatus(problem.Status);

        problem.Type = null;
        problem.Extensions["code"] = code;
        problem.Extensions.TryAdd("data", new { });
        problem.Title = texts.Error(code, problem.Extensions["data"]);
        if (problem.Extensions.Remove(FieldErrorsKey, out var fields) && fields is FieldErrors errors)
        {
            problem.Extensions["errors"] = ByPath(errors, e => texts.Error(e.Code, e.Data));
            problem.Extensions["codes"] = ByPath(errors, e => e.Code);
            problem.Detail = errors.Found.Count > 0 ? texts.Error(errors.Found[0].Code, errors.Found[0].Data) : null;
        }
        return problem;
    }

    private static Dictionary<string, string[]> ByPath(FieldErrors errors, Func<FieldErrors.FieldError, string> say) =>
        errors
            .Found.GroupBy(e => e.Path, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(say).ToArray(), StringComparer.Ordinal);

    private static string CodeOfStatus(int? status) =>
        status switch
        {
            StatusCodes.Status400BadRequest => "bad_request",
            StatusCodes.Status401Unauthorized => "not_signed_in",
            StatusCodes.Status403Forbidden => "not_allowed",
            StatusCodes.Status404NotFound => "not_found",
            StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
            StatusCodes.Status413PayloadTooLarge => "body_too_large",
            StatusCodes.Status415UnsupportedMediaType => "media_type",
            StatusCodes.Status429TooManyRequests => "too_many_requests",
            StatusCodes.Status503ServiceUnavailable => Unavailable.Code,
            >= 400 and < 500 => "bad_request",
            _ => "server_error",
        };
}
