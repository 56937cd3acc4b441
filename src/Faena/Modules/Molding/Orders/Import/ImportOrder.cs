using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Modules.Molding.Orders.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders.Import;

/// <summary>
/// Takes the order of a plant's workbook in as a draft, with what a person corrected and the names that they let it add; all of it or
/// nothing.
/// </summary>
public static class ImportOrder
{
    private const string AddingNeeds = "molding.manage_catalog";

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/importar", Handle)
            .Needs("molding.manage_orders")
            .TakesFile("archivo", ImportForm.Limits.FileBytes, ImportForm.Fields)
            .Refuses(403, "not_allowed")
            .Refuses(
                409,
                "colorant_name_taken",
                "colour_name_taken",
                "machine_name_taken",
                "material_name_taken",
                "mold_code_taken",
                "order_number_taken"
            )
            .Refuses(422)
            .Refuses(413, "body_too_large");

    /// <param name="Observaciones">What of the sheet was not taken as it stands.</param>
    public sealed record Response(string NumeroOp, OrderDocument Orden, IReadOnlyList<SaidRemark> Observaciones);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(
        HttpContext http,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        TextCatalog catalog,
        Installation installation,
        CancellationToken ct
    )
    {
        var form = await ImportForm.Read(http.Request, ct);
        if (form.Fault is { } fault)
        {
            return fault;
        }
        var weeks = await Plant.Weeks(db, ct);
        await using var work = await db.Begin(ct);
        var draft = await SheetDraft.Of(work, form);
        if (draft.ToAdd.Any(e => e.Agregar) && !user.May(AddingNeeds))
        {
            return Problem.Forbidden("not_allowed");
        }
        await draft.AddEntries(work);
        var errors = new FieldErrors();
        var order = await CatalogNames.Resolve(work, OrderBody.Read(draft.Body(), weeks, errors), null, errors);
        draft.Cells.Judge(errors);
        var remarks = draft.Remarks(catalog.For(http));
        if (errors.Any)
        {
            return Problem.Invalid(errors, new { observaciones = remarks });
        }
        var saved = await CreateOrder.Add(work, order, user, clock, installation);
        await work.Commit();
        OneOrder.Give(http, saved);
        return TypedResults.Created(OrderLinks.Api(order.NumeroOp), new Response(order.NumeroOp, saved, remarks));
    }
}
