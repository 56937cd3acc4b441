using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Contracts.WorkOrders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>An order's list of lines in use with its amounts, by annex and in all.</summary>
public static class ShowLineItems
{
    public static void Map(IEndpointRouteBuilder contracts) =>
        contracts
            .MapGet("/work-orders/{id:long}/line-items", Handle)
            .Needs("contracts.read")
            .Of(Scope.Order("id"))
            .Refuses(404, "order_not_found");

    private static async Task<Results<Ok<LineList>, ProblemHttpResult>> Handle(long id, Db db, CurrentUser user, CancellationToken ct) =>
        await ShowWorkOrder.Find(db, user, id, ct) is { } order
            ? TypedResults.Ok(await ReadLineList.Read(db, order, ct))
            : Problem.NotFound("order_not_found");
}
