using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Modules.Molding.Orders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>The figures of a sheet that is being typed, with what is still wrong and what looks wrong. Nothing is stored.</summary>
public static class PreviewSheet
{
    public static void Map(IEndpointRouteBuilder orders) =>
        orders.MapPost("/{op}/registros/preview", Handle).Needs("molding.read").Refuses(404, "ORDER_NOT_FOUND");

    /// <param name="Errores">What keeps the sheet from being saved as it is, by its path.</param>
    public sealed record Response(
        IReadOnlyDictionary<string, string[]> Errores,
        IReadOnlyList<SheetWarning.Said> Advertencias,
        string OrigenColadas,
        ShotFigures Total,
        decimal TotalMermaKg,
        IReadOnlyList<SheetDocument.Hour> Detalles
    );

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string op,
        SheetRequest body,
        long? registro,
        HttpContext http,
        Db db,
        TimeProvider clock,
        Installation installation,
        TextCatalog catalog,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        var given = SheetBody.Read(body, errors);
        await using var work = await db.Begin(ct);
        if (await OrderTable.Read(work, op) is not { } order)
        {
            return Problem.NotFound(OneOrder.NotFound);
        }
        var before = registro is { } id ? await SheetTable.Find(work, id) : null;
        var sheet = await SheetDraft.Complete(work, given, order, before, SheetDraft.Today(clock, installation.TimeZone), errors);
        var texts = catalog.For(http);
        var figures = sheet.Figures;
        return TypedResults.Ok(
            new Response(
                errors
                    .Found.GroupBy(e => e.Path, StringComparer.Ordinal)
                    .ToDictionary(g => g.Key, g => g.Select(e => texts.Error(e.Code, e.Data)).ToArray(), StringComparer.Ordinal),
                [.. sheet.Advertencias.Select(w => w.In(texts))],
                sheet.OrigenColadas,
                figures with
                {
                    Kg = Shown.Round(figures.Kg).Trimmed(),
                    KgNeto = Shown.Round(figures.KgNeto).Trimmed(),
                },
                sheet.Detalles.Sum(r => r.MermaKg).Trimmed(),
                SheetDocument.HoursOf(sheet)
            )
        );
    }
}
