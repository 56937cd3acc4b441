using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Molding.Orders;
using Faena.Modules.Molding.ShiftSheets;
using Faena.Modules.Molding.Weighing.Scales;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Weighing.Pages;

/// <summary>
/// The scale for a sheet that still waits on a device, so that nobody stops weighing because the network did. The device keeps this
/// page with the form and knows which sheet it is of.
/// </summary>
public static class ShowWaitingSheet
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/molding/orders/{op}/sheets/waiting", Handle).Needs("molding.record").ExcludeFromDescription();

    private static async Task<Results<RazorComponentResult<WaitingSheetPage>, ProblemHttpResult>> Handle(
        string op,
        Db db,
        IConfiguration configuration,
        CancellationToken ct
    ) =>
        await OrderTable.Read(db, op, ct) is { } order
            ? new RazorComponentResult<WaitingSheetPage>(
                new
                {
                    Order = order,
                    Rule = ScaleRule.Of(await PlantSettings.Read(db, ct)),
                    Scales = ReadScale.NamesIn(configuration),
                }
            )
            : Problem.NotFound(OneOrder.NotFound);
}
