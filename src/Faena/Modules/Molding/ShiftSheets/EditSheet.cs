using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.Live;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>Corrects a sheet by the whole body. It keeps its weights and its bales; the audit log keeps what it said before.</summary>
public static class EditSheet
{
    public static void Map(IEndpointRouteBuilder sheets) =>
        sheets
            .MapPut("/{id:long}", Handle)
            .Needs("molding.record")
            .Refuses(404, "SHEET_NOT_FOUND")
            .Refuses(409, "ORDER_CLOSED", "ORDER_NOT_RELEASED", "SHEET_CHANGED", "SHEET_VOIDED", "sheet_number_taken")
            .Refuses(412, "SHEET_CHANGED")
            .Refuses(422);

    private static async Task<Results<Ok<SheetDocument>, ProblemHttpResult>> Handle(
        long id,
        SheetRequest body,
        HttpContext http,
        Db db,
        TimeProvider clock,
        Installation installation,
        TextCatalog catalog,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        var given = SheetBody.Read(body, errors);
        await using var work = await db.Begin(ct);
        if (await OpenOrder.ShareOf(work, id) is not { } order || await SheetTable.Hold(work, id) is not { } before)
        {
            return Problem.NotFound(OneSheet.NotFound);
        }
        if (OneSheet.StaleVersion(http.Request, given.Version, before) is { } stale)
        {
            return stale;
        }
        if (OpenOrder.Refusal(order) is { } refusal)
        {
            return refusal;
        }
        if (before.Anulado)
        {
            return Problem.Conflict(OneSheet.Voided);
        }
        var sheet = await SheetDraft.Complete(work, given, order, before, SheetDraft.Today(clock, installation.TimeZone), errors);
        if (errors.Any)
        {
            return SheetRules.Refusal(errors);
        }
        if (await SheetTable.OverlapOf(work, sheet) is { } overlap)
        {
            return overlap;
        }
        await SheetTable.Change(work, sheet);
        await work.Tell(OneSheet.TopicOf(order.Id), id);
        var saved = await OneSheet.Document(work, (await SheetTable.Find(work, id))!, catalog.For(http), installation);
        await work.Commit();
        return OneSheet.Ok(http, saved);
    }
}
