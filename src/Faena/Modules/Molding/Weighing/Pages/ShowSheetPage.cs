using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Modules.Molding.Orders;
using Faena.Modules.Molding.ShiftSheets;
using Faena.Modules.Molding.Weighing.Scales;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Weighing.Pages;

/// <summary>One sheet with its rows, and its bales as they come from the scale.</summary>
public static class ShowSheetPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/molding/sheets/{id:long}", Handle).Needs("molding.read").ExcludeFromDescription();

    private static async Task<Results<RazorComponentResult<SheetPage>, ProblemHttpResult>> Handle(
        long id,
        HttpContext http,
        Db db,
        IConfiguration configuration,
        Installation installation,
        TextCatalog catalog,
        CancellationToken ct
    )
    {
        if (await SheetTable.Find(db, id, ct) is not { } sheet)
        {
            return Problem.NotFound(OneSheet.NotFound);
        }
        var document = await OneSheet.Document(db, sheet, catalog.For(http), installation, ct);
        return new RazorComponentResult<SheetPage>(
            new
            {
                Sheet = document,
                Order = (await OrderTable.Read(db, document.NumeroOp, ct))!,
                Bales = await ListBales.Of(db, sheet, installation, ct),
                Rule = ScaleRule.Of(await PlantSettings.Read(db, ct)),
                Scales = ReadScale.NamesIn(configuration),
            }
        );
    }
}
