using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders;

/// <summary>Answers with one order and the tag by which its next change is checked.</summary>
internal static class OneOrder
{
    public const string NotFound = "ORDER_NOT_FOUND";

    public static async Task<OrderDocument?> Find(Db db, string number, Installation installation, CancellationToken ct) =>
        await OrderTable.Read(db, number, ct) is { } order
            ? OrderDocument.Of(
                order,
                await Plant.CalendarOf(db, order.Calendario, ct),
                installation.TimeZone,
                await OrderLog.Read(db, order.Id, installation.TimeZone, ct)
            )
            : null;

    public static async Task<OrderDocument> Find(DbWork work, string number, Installation installation)
    {
        var order = (await OrderTable.Read(work, number))!;
        return OrderDocument.Of(
            order,
            await Plant.CalendarOf(work, order.Calendario),
            installation.TimeZone,
            await OrderLog.Read(work, order.Id, installation.TimeZone)
        );
    }

    public static Ok<OrderDocument> Ok(HttpContext http, OrderDocument order)
    {
        Give(http, order);
        return TypedResults.Ok(order);
    }

    /// <summary>Keeps the work done and answers the order as it is now.</summary>
    public static async Task<Ok<OrderDocument>> Saved(HttpContext http, DbWork work, string number, Installation installation)
    {
        var order = await Find(work, number, installation);
        await work.Commit();
        return Ok(http, order);
    }

    public static void Give(HttpContext http, OrderDocument order) => new Tag(order.Version).Give(http);

    /// <summary>Somebody else changed the order since this person read it: 412 for <c>If-Match</c>, 409 for a version in the body.</summary>
    public static async Task<ProblemHttpResult?> StaleVersion(
        HttpRequest request,
        long? inBody,
        DbWork work,
        Order now,
        Installation installation
    )
    {
        return now.Tag.StaleStatus(request, inBody) is { } status
            ? Problem.With(status, "ORDER_CHANGED", more: new { actual = await Find(work, now.NumeroOp, installation) })
            : null;
    }
}
