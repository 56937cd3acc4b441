using Faena.Kernel.Database;
using Faena.Modules.Contracts.LineItems;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>An order as it stands while nobody else can change it: its family is locked until the transaction ends.</summary>
internal static class HeldOrder
{
    /// <param name="andFamily">Another family that the change will touch; locked in the same breath.</param>
    /// <returns>Null when there is no such order.</returns>
    public static async Task<WorkOrder?> Take(DbWork work, long id, long? andFamily = null)
    {
        if (await work.One<long?>(FamilySql, new { id }) is not { } family)
        {
            return null;
        }
        await FamilyLines.Lock(work, andFamily is { } other ? [family, other] : [family]);
        return await WorkOrderTable.Read(work, id);
    }

    private const string FamilySql = "SELECT id_familia FROM contracts.ot WHERE id = @id::bigint";
}
