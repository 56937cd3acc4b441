using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Xlsx;

/// <summary>How a workbook that we do not take in is answered: 422 with its code, at the field it was sent in.</summary>
public static class XlsxRefusals
{
    private const decimal Megabyte = 1024 * 1024;

    public static ProblemHttpResult ToProblem(this XlsxRefusedException refused, string field)
    {
        var data = new
        {
            limite = refused.Limit,
            megabytes = Math.Round(refused.Limit.GetValueOrDefault() / Megabyte),
            celda = refused.Cell,
        };
        // Where it is known which cell it is, the words name it.
        var errors = new FieldErrors().Add(field, refused.Cell is null ? refused.Code : "cell_not_storable", data);
        return Problem.With(StatusCodes.Status422UnprocessableEntity, refused.Code, data, errors);
    }
}
