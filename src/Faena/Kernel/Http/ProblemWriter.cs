using System.Text.Json;

namespace Faena.Kernel.Http;

/// <summary>
/// Writes every refusal of the API as problem details, whatever type of answer the caller hoped for: one who asked for a
/// spreadsheet or a stream is told why there is none. A page's refusal is a page and not written here.
/// </summary>
public sealed class ProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => !PageRequest.Is(context.HttpContext.Request);

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        ProblemTexts.Apply(context);
        return new ValueTask(
            context.HttpContext.Response.WriteAsJsonAsync(
                context.ProblemDetails,
                context.ProblemDetails.GetType(),
                (JsonSerializerOptions?)null,
                "application/problem+json",
                context.HttpContext.RequestAborted
            )
        );
    }
}
