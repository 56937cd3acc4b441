using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Modules.Molding.ShiftSheets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Weighing;

/// <summary>The bale behind a label, with everything the label does not carry.</summary>
public static class FindBale
{
    public static void Map(IEndpointRouteBuilder molding) =>
        molding.MapGet("/bultos/{code}", Handle).Needs("molding.read").Refuses(404, "BALE_NOT_FOUND").Refuses(422);

    public sealed record Response(
        BaleDocument Pesaje,
        string NumeroOp,
        string Producto,
        string Molde,
        string Maquina,
        DateOnly Fecha,
        string Turno,
        string? Hoja
    );

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string code,
        Db db,
        Installation installation,
        CancellationToken ct
    )
    {
        if (BaleCode.Parse(code) is not { } parsed)
        {
            return Problem.Invalid("code", "BALE_CODE_INVALID");
        }
        if (
            await BaleTable.Find(db, parsed, ct) is not { } bale
            || await SheetTable.Find(db, bale.IdRegistro, ct) is not { } sheet
            || await db.One<OrderNames>(OrderSql, new { order = sheet.IdOrden }, ct) is not { } order
        )
        {
            return Problem.NotFound("BALE_NOT_FOUND");
        }
        return TypedResults.Ok(
            new Response(
                BaleDocument.Of(bale, installation.TimeZone),
                order.NumeroOp,
                order.Producto,
                sheet.Molde,
                sheet.Maquina,
                sheet.Fecha,
                sheet.Turno,
                sheet.Hoja
            )
        );
    }

    internal sealed record OrderNames(string NumeroOp, string Producto);

    internal const string OrderSql = "SELECT numero_op, producto FROM molding.orden_produccion WHERE id = @order::bigint";
}
