using Faena.Kernel.Database;
using Faena.Modules.Contracts.LineItems;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>
/// What follows from the issues of a family (lines in force, prices, balances) is worked out again in the transaction that changed
/// them, and everything that reads the family can see that it changed.
/// </summary>
internal static class Families
{
    /// <summary>To be called once, at the end, with every family whose issues, dates or states were changed.</summary>
    public static async Task Changed(DbWork work, params IEnumerable<long> families)
    {
        var changed = families.Distinct().ToArray();
        await FamilyLines.Rebuild(work, changed);
    }
}
