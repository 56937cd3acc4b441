using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;

namespace Faena.Modules.Molding.Orders;

/// <summary>A step in an order's life, and its line in the log.</summary>
internal static class OrderStep
{
    public static async Task Take(DbWork work, Order order, string to, CurrentUser user, TimeProvider clock, string reason)
    {
        await work.Execute(StepSql, new { id = order.Id, to });
        // The clock is read while the order is held: what comes after the step in time comes after it in the log.
        await OrderLog.Write(work, order.NumeroOp, order.Estado, to, user.Name, clock.GetUtcNow(), reason);
    }

    /// <summary>The reason a body gives; a step back or to the end needs one.</summary>
    public static string Reason(string? motivo, FieldErrors errors) => new Fields(errors).Name(motivo, OrderLog.LongestReason);

    private const string StepSql = """
        UPDATE molding.orden_produccion SET estado = @to::text WHERE id = @id::bigint
        """;
}
