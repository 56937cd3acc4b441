using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Modules.Contracts.WorkOrders.History;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.WorkOrders.Pages;

/// <summary>One order: its state, its window, its family, its annex, and who changed what.</summary>
public static class ShowOrderPage
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/contracts/work-orders/{id:long}", Handle).Needs("contracts.read").Of(Scope.Order("id")).ExcludeFromDescription();
        app.MapGet("/contracts/work-orders/{id:long}/history", History)
            .Needs("contracts.read")
            .Of(Scope.Order("id"))
            .ExcludeFromDescription();
    }

    private static async Task<Results<RazorComponentResult<OrderPage>, ProblemHttpResult>> Handle(
        long id,
        HttpContext http,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        Installation installation,
        CancellationToken ct
    )
    {
        if (await ShowWorkOrder.Find(db, user, id, ct) is not { } order)
        {
            return Problem.NotFound("order_not_found");
        }
        return new RazorComponentResult<OrderPage>(
            new
            {
                Order = order,
                Choices = await Choices.Read(db, http, ct),
                Today = Today(clock, installation),
            }
        );
    }

    private static async Task<Results<RazorComponentResult<OrderHistoryPage>, ProblemHttpResult>> History(
        long id,
        HttpContext http,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        Installation installation,
        CancellationToken ct
    )
    {
        if (await ShowWorkOrder.Find(db, user, id, ct) is not { } order)
        {
            return Problem.NotFound("order_not_found");
        }
        return new RazorComponentResult<OrderHistoryPage>(
            new
            {
                Order = order,
                Changes = await OrderHistory.Read(db, id, ct),
                Choices = await Choices.Read(db, http, ct),
                Zone = installation.TimeZone,
                Today = Today(clock, installation),
            }
        );
    }

    private static DateOnly Today(TimeProvider clock, Installation installation) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), installation.TimeZone).DateTime);
}
