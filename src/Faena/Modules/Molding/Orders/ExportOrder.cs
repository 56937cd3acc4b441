using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders;

/// <summary>The order as a workbook that goes on calculating: change an input and every figure follows.</summary>
public static class ExportOrder
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/{op}.xlsx", Handle).Needs("molding.read").Refuses(404, "ORDER_NOT_FOUND");

    private static async Task<Results<XlsxResult, ProblemHttpResult>> Handle(
        string op,
        HttpContext http,
        Db db,
        AuditTrail audit,
        Installation installation,
        TextCatalog texts,
        CancellationToken ct
    )
    {
        if (await OrderTable.Read(db, op, ct) is not { } order)
        {
            return Problem.NotFound(OneOrder.NotFound);
        }
        var calendar = await Plant.CalendarOf(db, order.Calendario, ct);
        var document = OrderDocument.Of(order, calendar, installation.TimeZone, []);
        await audit.Write(new AuditEntry("EXPORT", "molding.orden_produccion", $"{order.Id}"), ct);
        return new XlsxResult($"{order.NumeroOp}.xlsx", book => OrderWorkbook.Write(book, order, document, calendar, texts.For(http)));
    }
}
