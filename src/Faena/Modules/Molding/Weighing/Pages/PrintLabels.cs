using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Modules.Molding.ShiftSheets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Weighing.Pages;

/// <summary>The labels of a sheet's bales, or of one of them. Each time is noted: a second label for one bale should be explained.</summary>
public static class PrintLabels
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/molding/sheets/{id:long}/labels", Handle).Needs("molding.weigh").ExcludeFromDescription();

    private static async Task<Results<RazorComponentResult<LabelsPage>, ProblemHttpResult>> Handle(
        long id,
        string? bulto,
        Db db,
        AuditTrail audit,
        Installation installation,
        CancellationToken ct
    )
    {
        if (
            await SheetTable.Find(db, id, ct) is not { } sheet
            || await db.One<FindBale.OrderNames>(FindBale.OrderSql, new { order = sheet.IdOrden }, ct) is not { } order
        )
        {
            return Problem.NotFound(OneSheet.NotFound);
        }
        // A bale keeps its number when another is voided: it is written on what stands on the floor.
        var numbered = (await BaleTable.OfSheet(db, id, ct))
            .Select((b, i) => new LabelsPage.Label(i + 1, BaleDocument.Of(b, installation.TimeZone)))
            .Where(l => !l.Bale.Anulado && (string.IsNullOrEmpty(bulto) || l.Bale.Codigo == BaleCode.Parse(bulto)))
            .ToList();
        if (numbered.Count > 0)
        {
            await audit.Write(
                new AuditEntry("PRINT_LABELS", "molding.registro_diario_produccion", id.ToString(CultureInfo.InvariantCulture))
                {
                    After = new { bultos = numbered.Select(l => l.Bale.Codigo) },
                },
                ct
            );
        }
        return new RazorComponentResult<LabelsPage>(
            new
            {
                Labels = numbered,
                order.NumeroOp,
                order.Producto,
                sheet.Molde,
                sheet.Fecha,
                sheet.Turno,
            }
        );
    }
}
