using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Modules.Contracts.WorkOrders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>An order's annex: its lines with their money, the import of a workbook, and the imports there were.</summary>
public static class ShowAnnexPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/contracts/work-orders/{id:long}/annex", Handle).Needs("contracts.read").Of(Scope.Order("id")).ExcludeFromDescription();

    private static async Task<Results<RazorComponentResult<AnnexPage>, ProblemHttpResult>> Handle(
        long id,
        Db db,
        CurrentUser user,
        Installation installation,
        CancellationToken ct
    )
    {
        if (await ShowWorkOrder.Find(db, user, id, ct) is not { } order)
        {
            return Problem.NotFound("order_not_found");
        }
        return new RazorComponentResult<AnnexPage>(
            new
            {
                Order = order,
                List = await ReadLineList.Read(db, order, ct),
                History = await ReadLineList.History(db, id, ct),
                Zone = order.ZonaHoraria is { } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : installation.TimeZone,
            }
        );
    }
}
