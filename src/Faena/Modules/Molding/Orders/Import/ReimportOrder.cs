using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders.Import;

/// <summary>Changes an order to what its edited workbook says: the change that an edit of the same fields would make.</summary>
public static class ReimportOrder
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/{op}/importar", Handle)
            .Needs("molding.manage_orders")
            .TakesFile("archivo", ImportForm.Limits.FileBytes, ReimportForm.Fields)
            .Refuses(404, "ORDER_NOT_FOUND")
            .Refuses(409, "ORDER_CHANGED", "ORDER_CLOSED")
            .Refuses(412, "ORDER_CHANGED")
            .Refuses(422)
            .Refuses(413, "body_too_large");

    private static async Task<Results<Ok<OrderDocument>, ProblemHttpResult>> Handle(
        string op,
        HttpContext http,
        Db db,
        Installation installation,
        CancellationToken ct
    )
    {
        var form = await ReimportForm.Read(http.Request, ct);
        if (form.Fault is { } fault)
        {
            return fault;
        }
        var weeks = await Plant.Weeks(db, ct);
        await using var work = await db.Begin(ct);
        if (await OrderTable.Hold(work, op) is not { } before)
        {
            return Problem.NotFound(OneOrder.NotFound);
        }
        if (form.RefusalFor(before) is { } refusal)
        {
            return refusal;
        }
        // A sheet that lost its version is as old as can be.
        if (await OneOrder.StaleVersion(http.Request, form.Version ?? 0, work, before, installation) is { } stale)
        {
            return stale;
        }
        var errors = new FieldErrors();
        var after = await form.Sheet.Apply(work, before, weeks, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await EditOrder.Save(work, before, after);
        return await OneOrder.Saved(http, work, op, installation);
    }
}
