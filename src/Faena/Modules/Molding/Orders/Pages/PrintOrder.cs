using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders.Pages;

/// <summary>The order's sheet for the floor: one page, more where there are more colours, with a code that opens the order.</summary>
public static class PrintOrder
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/molding/orders/{op}/print", Handle).Needs("molding.read").ExcludeFromDescription();

    private static async Task<Results<RazorComponentResult<PrintOrderPage>, ProblemHttpResult>> Handle(
        string op,
        HttpRequest request,
        Db db,
        Installation installation,
        CancellationToken ct
    )
    {
        if (await OneOrder.Find(db, op, installation, ct) is not { } order)
        {
            return Problem.NotFound(OneOrder.NotFound);
        }
        var address = $"{request.Scheme}://{request.Host}{request.PathBase}{OrderLinks.Page(order.Cabecera.NumeroOp)}";
        return new RazorComponentResult<PrintOrderPage>(new { Order = order, Address = address });
    }
}
