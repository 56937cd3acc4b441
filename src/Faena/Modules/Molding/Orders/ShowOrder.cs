using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders;

/// <summary>One order with all its figures, computed as it is read.</summary>
public static class ShowOrder
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/{op}", Handle).Needs("molding.read").Refuses(404, "ORDER_NOT_FOUND");

    private static async Task<Results<Ok<OrderDocument>, ProblemHttpResult>> Handle(
        string op,
        HttpContext http,
        Db db,
        Installation installation,
        CancellationToken ct
    ) => await OneOrder.Find(db, op, installation, ct) is { } order ? OneOrder.Ok(http, order) : Problem.NotFound(OneOrder.NotFound);
}
