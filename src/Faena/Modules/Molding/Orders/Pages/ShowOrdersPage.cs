using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders.Pages;

/// <summary>The list of production orders. Its address holds every filter.</summary>
public static class ShowOrdersPage
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/molding", Handle).Needs("molding.read").ExcludeFromDescription();

    private static async Task<RazorComponentResult<OrdersPage>> Handle(
        HttpRequest request,
        Db db,
        Installation installation,
        CancellationToken ct
    )
    {
        // What an address gets wrong is left out: a page is no place to refuse a word.
        var filter = ListOrders.Read(request.Query["q"], request.Query["state"], null, request.Query["page"], new FieldErrors());
        return new(new { Filter = filter, Found = await ListOrders.Find(db, filter, installation, ct) });
    }
}
