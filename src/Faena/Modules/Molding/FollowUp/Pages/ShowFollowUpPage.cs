using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Modules.Molding.Orders;
using Faena.Modules.Molding.ShiftSheets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.FollowUp.Pages;

/// <summary>The follow-up of an order on the screen, and its closing sheet on paper.</summary>
public static class ShowFollowUpPage
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/molding/orders/{op}/follow-up", OnScreen).Needs("molding.read").ExcludeFromDescription();
        app.MapGet("/molding/orders/{op}/follow-up/print", OnPaper).Needs("molding.read").ExcludeFromDescription();
    }

    private static async Task<Results<RazorComponentResult<FollowUpPage>, ProblemHttpResult>> OnScreen(
        string op,
        HttpContext http,
        Db db,
        TimeProvider clock,
        Installation installation,
        TextCatalog catalog,
        CancellationToken ct
    ) =>
        await Read(op, http, db, clock, installation, catalog, ct) is var (order, progress)
            ? new RazorComponentResult<FollowUpPage>(
                new
                {
                    Order = order,
                    Progress = progress,
                    Today = SheetDraft.Today(clock, installation.TimeZone),
                }
            )
            : Problem.NotFound(OneOrder.NotFound);

    private static async Task<Results<RazorComponentResult<PrintClosingPage>, ProblemHttpResult>> OnPaper(
        string op,
        HttpContext http,
        Db db,
        TimeProvider clock,
        Installation installation,
        TextCatalog catalog,
        CancellationToken ct
    ) =>
        await Read(op, http, db, clock, installation, catalog, ct) is var (order, progress)
            ? new RazorComponentResult<PrintClosingPage>(new { Order = order, Progress = progress })
            : Problem.NotFound(OneOrder.NotFound);

    private static async Task<(OrderDocument Order, ShowProgress.Response Progress)?> Read(
        string op,
        HttpContext http,
        Db db,
        TimeProvider clock,
        Installation installation,
        TextCatalog catalog,
        CancellationToken ct
    )
    {
        if (await OrderTable.Read(db, op, ct) is not { } order)
        {
            return null;
        }
        var calendar = await Plant.CalendarOf(db, order.Calendario, ct);
        return (
            OrderDocument.Of(order, calendar, installation.TimeZone, []),
            await ShowProgress.Of(db, order, calendar, catalog.For(http), clock, installation, ct)
        );
    }
}
