using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.OpenApi;
using Faena.Kernel.Xlsx;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders.Import;

/// <summary>An order's own workbook that came back, and the version of the order that the person compared it with.</summary>
internal sealed record ReimportForm
{
    public static AskedField[] Fields { get; } = [new("version", typeof(long))];

    public OrderSheet Sheet { get; private init; } = null!;

    /// <summary>What the person saw; who saw no comparison stands by what the sheet was written from.</summary>
    public long? Version { get; private init; }

    public ProblemHttpResult? Fault { get; private init; }

    public static async Task<ReimportForm> Read(HttpRequest request, CancellationToken ct)
    {
        var form = await FileForm.Read(request, ct);
        if (form.Fault is not null)
        {
            return new ReimportForm { Fault = form.Fault };
        }
        var errors = new FieldErrors();
        var seen = form.Fields.Number("version", errors);
        if (errors.Any)
        {
            return new ReimportForm { Fault = Problem.Invalid(errors) };
        }
        try
        {
            await using var content = form.File.OpenReadStream();
            using var book = await XlsxReader.Open(content, ImportForm.Limits, ct);
            return OrderSheet.Read(book) is { } sheet
                ? new ReimportForm { Sheet = sheet, Version = seen ?? sheet.Version }
                : new ReimportForm { Fault = Problem.Invalid("archivo", "sheet_not_ours") };
        }
        catch (XlsxRefusedException refused)
        {
            return new ReimportForm { Fault = refused.ToProblem("archivo") };
        }
    }

    /// <summary>Why this sheet cannot change this order at all.</summary>
    public ProblemHttpResult? RefusalFor(Order order) =>
        OrderNumber.Key(Sheet.Number) != OrderNumber.Key(order.NumeroOp)
            ? Problem.Invalid("archivo", "sheet_of_another_order", new { numero = Sheet.Number })
        : !order.IsActive ? Problem.Conflict("ORDER_CLOSED")
        : null;
}
