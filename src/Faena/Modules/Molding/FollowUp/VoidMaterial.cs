using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Live;
using Faena.Modules.Molding.Orders;
using Faena.Modules.Molding.ShiftSheets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.FollowUp;

/// <summary>Takes a note of prepared material out of the sum with its reason; the row stays. A second time it changes nothing.</summary>
public static class VoidMaterial
{
    public static void Map(IEndpointRouteBuilder orders) =>
        orders
            .MapPost("/{op}/material_preparado/{id:long}/anular", Handle)
            .Needs("molding.record")
            .TakesIdempotencyKey()
            .Accepts<Request>("application/json")
            .Refuses(404, "PREPARATION_NOT_FOUND")
            .Refuses(409, "ORDER_CLOSED", "ORDER_NOT_RELEASED")
            .Refuses(422);

    public sealed record Request(string Motivo);

    private static async Task<Results<Ok<PreparedMaterial.Document>, ProblemHttpResult>> Handle(
        string op,
        long id,
        Request? body,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        Installation installation,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await OpenOrder.Share(work, op) is not { } order || await PreparedMaterial.Hold(work, order.Id, id) is not { } noted)
        {
            return Problem.NotFound("PREPARATION_NOT_FOUND");
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
        if (!noted.Anulado)
        {
            await work.NameAction("VOID");
            await work.Execute(
                VoidSql,
                new
                {
                    id,
                    reason,
                    user = user.Name,
                    now = clock.GetUtcNow(),
                }
            );
            await work.Tell(OneSheet.TopicOf(order.Id), order.Id);
            noted = noted with { Anulado = true, MotivoAnulacion = reason };
        }
        await work.Commit();
        return TypedResults.Ok(noted.In(installation.TimeZone));
    }

    private const string VoidSql = """
        UPDATE molding.material_preparado SET anulado = true, motivo_anulacion = @reason, anulado_por = @user,
          fecha_anulacion = @now::timestamptz
        WHERE id = @id::bigint
        """;
}
