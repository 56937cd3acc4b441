using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders.Import;

/// <summary>What an order's workbook that somebody edited would change, field by field. Nothing is stored.</summary>
public static class PreviewOrderReimport
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/{op}/importar/preview", Handle)
            .Needs("molding.manage_orders")
            .TakesFile("archivo", ImportForm.Limits.FileBytes, ReimportForm.Fields)
            .Refuses(404, "ORDER_NOT_FOUND")
            .Refuses(409, "ORDER_CLOSED")
            .Refuses(422)
            .Refuses(413, "body_too_large");

    /// <param name="Version">Of the order it was compared with; the change is sent with it.</param>
    /// <param name="VersionHoja">Of the order that the sheet was written from; null where it lost it.</param>
    /// <param name="OrdenCambio">Whether the order changed since: its newer values are the ones that would be replaced.</param>
    public sealed record Response(
        bool PuedeAplicar,
        long Version,
        long? VersionHoja,
        bool OrdenCambio,
        IReadOnlyList<Difference> Diferencias,
        IReadOnlyList<SaidRemark> Observaciones
    );

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string op,
        HttpContext http,
        Db db,
        TextCatalog catalog,
        CancellationToken ct
    )
    {
        var form = await ReimportForm.Read(http.Request, ct);
        if (form.Fault is { } fault)
        {
            return fault;
        }
        var weeks = await Plant.Weeks(db, ct);
        // Only read from, and never committed.
        await using var work = await db.Begin(ct);
        if (await OrderTable.Read(work, op) is not { } before)
        {
            return Problem.NotFound(OneOrder.NotFound);
        }
        if (form.RefusalFor(before) is { } refusal)
        {
            return refusal;
        }
        var errors = new FieldErrors();
        var after = await form.Sheet.Apply(work, before, weeks, errors);
        var texts = catalog.For(http);
        // What a field would become is not known while the sheet's value cannot be taken.
        var bad = errors.Found.Select(e => e.Path).ToHashSet(StringComparer.Ordinal);
        var differences = OrderDifferences.Between(before, after, texts).Where(d => !bad.Contains(d.Campo)).ToList();
        return TypedResults.Ok(
            new Response(
                !errors.Any && differences.Count > 0,
                before.Version,
                form.Sheet.Version,
                form.Sheet.Version != before.Version,
                differences,
                [.. form.Sheet.Cells.Remarks.Select(r => r.In(texts, form.Sheet.Cells.Name))]
            )
        );
    }
}
