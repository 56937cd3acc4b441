using Faena.Kernel.Database;
using Faena.Kernel.Hosting;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>Finishing an order sets its real end; taking it back from finished clears it.</summary>
internal static class RealEnd
{
    public static async Task<WorkOrder> On(
        DbWork work,
        WorkOrder before,
        WorkOrder after,
        DateOnly? delivered,
        TimeProvider clock,
        Installation installation
    )
    {
        var wasFinished = before.IdEstatusOt == WorkOrderStatus.Finished;
        var isFinished = after.IdEstatusOt == WorkOrderStatus.Finished;
        if (isFinished && delivered is not null)
        {
            return after with { FechaTerminoReal = delivered };
        }
        if (isFinished && !wasFinished && after.FechaTerminoReal is null)
        {
            return after with { FechaTerminoReal = await Today(work, after, clock, installation) };
        }
        // A different end given in the same edit is meant; the old one only belonged to the old state.
        return wasFinished && !isFinished && after.FechaTerminoReal == before.FechaTerminoReal
            ? after with
            {
                FechaTerminoReal = null,
            }
            : after;
    }

    private static async Task<DateOnly> Today(DbWork work, WorkOrder order, TimeProvider clock, Installation installation) =>
        await work.One<DateOnly>(
            TodaySql,
            new
            {
                now = clock.GetUtcNow(),
                sites = order.Sites.ToArray(),
                installation = installation.TimeZone.Id,
            }
        );

    // The order's first site by the same precedence as its front: the array comes in that order.
    private const string TodaySql = """
        SELECT (@now::timestamptz AT TIME ZONE coalesce(
          (SELECT s.zona_horaria FROM catalog.v_sitio s WHERE s.id = ANY(@sites::bigint[]) ORDER BY array_position(@sites::bigint[], s.id) LIMIT 1),
          @installation))::date
        """;
}
