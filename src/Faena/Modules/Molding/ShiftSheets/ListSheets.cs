using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Modules.Molding.Orders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>The sheets of an order in the order in which the machine ran; one sheet by its id.</summary>
public static class ListSheets
{
    public static void Map(IEndpointRouteBuilder orders, IEndpointRouteBuilder sheets)
    {
        orders.MapGet("/{op}/registros", OfOrder).Needs("molding.read").Refuses(404, "ORDER_NOT_FOUND").Refuses(422);
        sheets.MapGet("/{id:long}", One).Needs("molding.read").Refuses(404, "SHEET_NOT_FOUND");
    }

    /// <param name="anulados"><c>true</c> to see the voided ones too.</param>
    private static async Task<Results<Ok<IReadOnlyList<SheetDocument>>, ProblemHttpResult>> OfOrder(
        string op,
        string? anulados,
        HttpContext http,
        Db db,
        Installation installation,
        TextCatalog catalog,
        CancellationToken ct
    )
    {
        if (!string.IsNullOrEmpty(anulados) && anulados is not ("true" or "false"))
        {
            return Problem.Invalid("anulados", "order_yes_or_no");
        }
        if (await OrderTable.Read(db, op, ct) is not { } order)
        {
            return Problem.NotFound(OneOrder.NotFound);
        }
        return TypedResults.Ok(await Of(db, order, anulados == "true", catalog.For(http), installation, ct));
    }

    internal static async Task<IReadOnlyList<SheetDocument>> Of(
        Db db,
        Order order,
        bool withVoided,
        Texts texts,
        Installation installation,
        CancellationToken ct
    ) =>
        [
            .. (await SheetTable.OfOrder(db, order.Id, withVoided, ct)).Select(s =>
                SheetDocument.Of(s, order.NumeroOp, texts, installation.TimeZone)
            ),
        ];

    private static async Task<Results<Ok<SheetDocument>, ProblemHttpResult>> One(
        long id,
        HttpContext http,
        Db db,
        Installation installation,
        TextCatalog catalog,
        CancellationToken ct
    ) =>
        await SheetTable.Find(db, id, ct) is { } sheet
            ? OneSheet.Ok(http, await OneSheet.Document(db, sheet, catalog.For(http), installation, ct))
            : Problem.NotFound(OneSheet.NotFound);
}
