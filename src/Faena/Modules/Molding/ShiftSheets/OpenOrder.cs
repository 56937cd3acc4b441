using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Molding.Orders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>
/// The order behind a sheet or a bale, kept open while it is written: whoever closes the order waits for those at work, and whoever
/// comes after the close finds it closed.
/// </summary>
internal static class OpenOrder
{
    public static async Task<Order?> Share(DbWork work, string number) =>
        await work.One<string>(ShareSql, new { key = OrderNumber.Key(number) }) is { } found ? await OrderTable.Read(work, found) : null;

    /// <summary>The order of a sheet.</summary>
    public static async Task<Order?> ShareOf(DbWork work, long sheet) =>
        await work.One<string>(ShareOfSheetSql, new { sheet }) is { } found ? await OrderTable.Read(work, found) : null;

    public static ProblemHttpResult? Refusal(Order order) =>
        order.Estado switch
        {
            OrderState.Draft => Problem.Conflict("ORDER_NOT_RELEASED"),
            OrderState.Closed => Problem.Conflict("ORDER_CLOSED"),
            _ => null,
        };

    private const string ShareSql = "SELECT numero_op FROM molding.orden_produccion WHERE clave_op = @key::text FOR SHARE";

    private const string ShareOfSheetSql = """
        SELECT numero_op FROM molding.orden_produccion
        WHERE id = (SELECT id_orden FROM molding.registro_diario_produccion WHERE id = @sheet::bigint) FOR SHARE
        """;
}
