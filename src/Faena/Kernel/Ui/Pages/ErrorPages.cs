using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Ui.Pages;

/// <summary>A person who asked for a page gets a refusal as a page; the API keeps its problem details.</summary>
public sealed class ErrorPages : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => PageRequest.Is(context.HttpContext.Request);

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        ProblemTexts.Apply(context);
        var status = context.ProblemDetails.Status ?? context.HttpContext.Response.StatusCode;
        var page = new RazorComponentResult<ErrorPage>(
            new
            {
                Status = status,
                Message = context.ProblemDetails.Title,
                TraceId = (string?)context.ProblemDetails.Extensions["traceId"],
            }
        )
        {
            StatusCode = status,
        };
        await page.ExecuteAsync(context.HttpContext);
    }
}
