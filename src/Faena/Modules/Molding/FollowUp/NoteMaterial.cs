using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Live;
using Faena.Modules.Molding.Orders;
using Faena.Modules.Molding.ShiftSheets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.FollowUp;

/// <summary>Notes material that was weighed out for a colour of the order. Sent again by its device, it is the same note.</summary>
public static class NoteMaterial
{
    private const int LongestNote = 300;
    private const int LongestColour = 100;
    private const decimal LargestWeight = 1_000_000;

    public static void Map(IEndpointRouteBuilder orders) =>
        orders
            .MapPost("/{op}/material_preparado", Handle)
            .Needs("molding.record")
            .TakesIdempotencyKey()
            .Refuses(404, "ORDER_NOT_FOUND")
            .Refuses(409, "ORDER_CLOSED", "ORDER_NOT_RELEASED")
            .Refuses(422);

    public sealed record Request(
        Written<Guid>? IdCliente,
        Written<DateOnly> Fecha,
        string Turno,
        string Color,
        Written<decimal> PesoKg,
        string? Nota
    );

    private static async Task<Results<Created<PreparedMaterial.Document>, Ok<PreparedMaterial.Document>, ProblemHttpResult>> Handle(
        string op,
        Request body,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        Installation installation,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        var fields = new Fields(errors);
        var client = fields.Id(body.IdCliente) ?? Guid.NewGuid();
        await using var work = await db.Begin(ct);
        if (await OpenOrder.Share(work, op) is not { } order)
        {
            return Problem.NotFound(OneOrder.NotFound);
        }
        if (await PreparedMaterial.FindSent(work, client) is { } sent)
        {
            return TypedResults.Ok(sent.In(installation.TimeZone));
        }
        if (OpenOrder.Refusal(order) is { } refusal)
        {
            return refusal;
        }
        var date = fields.Date(body.Fecha);
        var shift = fields.Word(body.Turno, Shift.All);
        var colour = fields.Name(body.Color, LongestColour);
        var weight = fields.Number(body.PesoKg, LargestWeight, required: true);
        var note = fields.Name(body.Nota, LongestNote, required: false);
        var lot = SheetNames.LotOf(order, colour);
        errors
            .Require(lot is not null || colour.Length == 0, "color", "colour_of_no_lot", new { color = colour })
            .Require(date <= SheetDraft.Today(clock, installation.TimeZone).AddDays(1), "fecha", "date_to_come");
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        // The clock is read while the order is held open: nothing is dated after the close.
        await work.Execute(
            AddSql,
            new
            {
                client,
                order = order.Id,
                date,
                shift,
                lot!.IdColor,
                lot.Color,
                weight,
                note,
                user = user.Name,
                now = clock.GetUtcNow(),
            }
        );
        await work.Tell(OneSheet.TopicOf(order.Id), order.Id);
        var noted = (await PreparedMaterial.FindSent(work, client))!;
        await work.Commit();
        return TypedResults.Created(
            $"/api/ordenes/{Uri.EscapeDataString(order.NumeroOp)}/material_preparado/{noted.Id}",
            noted.In(installation.TimeZone)
        );
    }

    private const string AddSql = """
        INSERT INTO molding.material_preparado (id_cliente, id_orden, fecha, turno, id_color, color, peso_kg, nota, creado_por,
          fecha_creacion)
        VALUES (@client::uuid, @order::bigint, @date::date, @shift, @IdColor::bigint, @Color, @weight::numeric, @note, @user,
          @now::timestamptz)
        ON CONFLICT (id_cliente) DO NOTHING
        """;
}
