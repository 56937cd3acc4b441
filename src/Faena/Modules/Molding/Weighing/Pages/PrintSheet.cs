using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Modules.Molding.ShiftSheets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Weighing.Pages;

/// <summary>The shift sheet as people sign and file it: its hours, its bales against what was counted, what looked wrong.</summary>
public static class PrintSheet
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/molding/sheets/{id:long}/print", Handle).Needs("molding.read").ExcludeFromDescription();

    private static async Task<Results<RazorComponentResult<PrintSheetPage>, ProblemHttpResult>> Handle(
        long id,
        HttpContext http,
        Db db,
        Installation installation,
        TextCatalog catalog,
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
        return new RazorComponentResult<PrintSheetPage>(
            new
            {
                Sheet = await OneSheet.Document(db, sheet, catalog.For(http), installation, ct),
                order.Producto,
                Bales = await ListBales.Of(db, sheet, installation, ct),
            }
        );
    }
}
