using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Modules.Molding.ShiftSheets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Weighing;

/// <summary>The bales of a sheet, voided ones too, and what they weigh against what was counted.</summary>
public static class ListBales
{
    public static void Map(IEndpointRouteBuilder sheets) =>
        sheets.MapGet("/{id:long}/pesajes", Handle).Needs("molding.read").Refuses(404, "SHEET_NOT_FOUND");

    public sealed record Response(
        IReadOnlyList<BaleDocument> Pesajes,
        decimal TotalPesado,
        decimal PesoTeorico,
        decimal Diferencia,
        bool Coincide,
        decimal PesoTeoricoNeto,
        decimal DiferenciaNeta,
        bool CoincideNeto,
        string Semaforo
    );

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        long id,
        Db db,
        Installation installation,
        CancellationToken ct
    ) =>
        await SheetTable.Find(db, id, ct) is { } sheet
            ? TypedResults.Ok(await Of(db, sheet, installation, ct))
            : Problem.NotFound(OneSheet.NotFound);

    internal static async Task<Response> Of(Db db, Sheet sheet, Installation installation, CancellationToken ct)
    {
        var bales = await BaleTable.OfSheet(db, sheet.Id, ct);
        var settings = await PlantSettings.Read(db, ct);
        var check = WeightCheck.Of(
            [.. bales.Where(b => !b.Anulado).Select(b => b.PesoKg)],
            sheet.Figures.Kg,
            sheet.Figures.KgNeto,
            new WeightCheck.Tolerance(settings.ToleranciaKg, settings.ToleranciaPct),
            settings.Semaforo
        );
        return new Response(
            [.. bales.Select(b => BaleDocument.Of(b, installation.TimeZone))],
            check.TotalPesado.Trimmed(),
            check.PesoTeorico.Trimmed(),
            check.Diferencia.Trimmed(),
            check.Coincide,
            check.PesoTeoricoNeto.Trimmed(),
            check.DiferenciaNeta.Trimmed(),
            check.CoincideNeto,
            check.Semaforo
        );
    }
}
