using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Modules.Molding.ShiftSheets.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders.Pages;

/// <summary>One order: its figures, its lots with their recipes, what was made of it shift by shift, and its log.</summary>
public static class ShowOrderPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/molding/orders/{op}", Handle).Needs("molding.read").ExcludeFromDescription();

    private static async Task<Results<RazorComponentResult<OrderPage>, ProblemHttpResult>> Handle(
        string op,
        Db db,
        Installation installation,
        CancellationToken ct
    ) =>
        await OneOrder.Find(db, op, installation, ct) is { } order
            ? new RazorComponentResult<OrderPage>(new { Order = order, Sheets = await SheetRow.OfOrder(db, order.Cabecera.NumeroOp, ct) })
            : Problem.NotFound(OneOrder.NotFound);
}
