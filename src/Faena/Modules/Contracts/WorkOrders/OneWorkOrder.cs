using Faena.Kernel.Database;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>Answers with one order and the tag by which its next change is checked.</summary>
internal static class OneWorkOrder
{
    public const string Changed = "order_changed_meanwhile";

    public static Ok<WorkOrder> Ok(HttpContext http, WorkOrder order)
    {
        order.Tag.Give(http);
        return TypedResults.Ok(order);
    }

    /// <summary>Keeps the work done and answers the order as it is now.</summary>
    public static async Task<Ok<WorkOrder>> Saved(HttpContext http, DbWork work, long id)
    {
        var order = (await WorkOrderTable.Read(work, id))!;
        await work.Commit();
        return Ok(http, order);
    }
}
