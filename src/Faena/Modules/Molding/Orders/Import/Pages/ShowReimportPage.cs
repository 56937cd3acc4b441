using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders.Import.Pages;

/// <summary>Where an order's edited workbook is compared with the order and then taken in.</summary>
public static class ShowReimportPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/molding/orders/{op}/import", Handle).Needs("molding.manage_orders").ExcludeFromDescription();

    private static async Task<Results<RazorComponentResult<ReimportPage>, ProblemHttpResult>> Handle(
        string op,
        Db db,
        CancellationToken ct
    ) =>
        await OrderTable.Read(db, op, ct) is { } order
            ? new RazorComponentResult<ReimportPage>(new { Order = order })
            : Problem.NotFound(OneOrder.NotFound);
}
