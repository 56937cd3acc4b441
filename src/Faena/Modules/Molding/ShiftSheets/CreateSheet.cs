using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.Live;
using Faena.Modules.Molding.Orders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>
/// Registers what a machine made in a shift: counters or hours, good pieces and scrap in one submit. The weights are the order's of
/// this moment. Sent again by its device, it is the same sheet.
/// </summary>
public static class CreateSheet
{
    public static void Map(IEndpointRouteBuilder orders) =>
        orders
            .MapPost("/{op}/registros", Handle)
            .Needs("molding.record")
            .TakesIdempotencyKey()
            .Refuses(404, "ORDER_NOT_FOUND")
            .Refuses(409, "ORDER_CLOSED", "ORDER_NOT_RELEASED", "sheet_number_taken")
            .Refuses(422);

    private static async Task<Results<Created<SheetDocument>, Ok<SheetDocument>, ProblemHttpResult>> Handle(
        string op,
        SheetRequest body,
        HttpContext http,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        Installation installation,
        TextCatalog catalog,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        var given = SheetBody.Read(body, errors);
        await using var work = await db.Begin(ct);
        if (await OpenOrder.Share(work, op) is not { } order)
        {
            return Problem.NotFound(OneOrder.NotFound);
        }
        if (given.IdCliente is { } sent && await SheetTable.FindSent(work, sent) is { } first)
        {
            return OneSheet.Ok(http, await OneSheet.Document(work, first, catalog.For(http), installation));
        }
        if (OpenOrder.Refusal(order) is { } refusal)
        {
            return refusal;
        }
        var today = SheetDraft.Today(clock, installation.TimeZone);
        var client = given.IdCliente ?? Guid.NewGuid();
        var sheet = (await SheetDraft.Complete(work, given, order, null, today, errors)) with { IdCliente = client };
        if (errors.Any)
        {
            return SheetRules.Refusal(errors);
        }
        if (await SheetTable.OverlapOf(work, sheet) is { } overlap)
        {
            // The same sheet may have come a second time while this one waited: then it is its own overlap.
            return await SheetTable.FindSent(work, client) is { } same
                ? OneSheet.Ok(http, await OneSheet.Document(work, same, catalog.For(http), installation))
                : overlap;
        }
        // The clock is read while the order is held open: no sheet is dated after the close.
        if (await SheetTable.Add(work, sheet, user.Name, clock.GetUtcNow()) is not { } id)
        {
            var same = (await SheetTable.FindSent(work, client))!;
            return OneSheet.Ok(http, await OneSheet.Document(work, same, catalog.For(http), installation));
        }
        await work.Tell(OneSheet.TopicOf(order.Id), id);
        var saved = await OneSheet.Document(work, (await SheetTable.Find(work, id))!, catalog.For(http), installation);
        await work.Commit();
        OneSheet.Give(http, saved);
        return TypedResults.Created($"/api/registros/{id}", saved);
    }
}
