using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Live;
using Faena.Modules.Molding.Orders;
using Faena.Modules.Molding.ShiftSheets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Weighing;

/// <summary>Takes a weighing out of the total with its reason; the row stays. A second time it changes nothing.</summary>
public static class VoidBale
{
    public static void Map(IEndpointRouteBuilder sheets) =>
        sheets
            .MapPost("/{id:long}/pesajes/{bale:long}/anular", Handle)
            .Needs("molding.weigh")
            .TakesIdempotencyKey()
            .Accepts<Request>("application/json")
            .Refuses(404, "BALE_NOT_FOUND")
            .Refuses(409, "ORDER_CLOSED", "ORDER_NOT_RELEASED")
            .Refuses(422);

    public sealed record Request(string Motivo);

    private static async Task<Results<Ok<BaleDocument>, ProblemHttpResult>> Handle(
        long id,
        long bale,
        Request? body,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        Installation installation,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await OpenOrder.ShareOf(work, id) is not { } order || await BaleTable.Hold(work, id, bale) is not { } weighed)
        {
            return Problem.NotFound("BALE_NOT_FOUND");
        }
        var errors = new FieldErrors();
        var reason = OrderStep.Reason(body?.Motivo, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        if (OpenOrder.Refusal(order) is { } refusal)
        {
            return refusal;
        }
        if (!weighed.Anulado)
        {
            await work.NameAction("VOID");
            await BaleTable.Void(work, bale, reason, user.Name, clock.GetUtcNow());
            await work.Tell(OneSheet.TopicOf(order.Id), id);
            weighed = weighed with { Anulado = true, MotivoAnulacion = reason };
        }
        await work.Commit();
        return TypedResults.Ok(BaleDocument.Of(weighed, installation.TimeZone));
    }
}
