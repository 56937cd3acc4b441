using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.Live;
using Faena.Modules.Molding.Orders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>Takes a sheet out of the order's figures with its reason; the row stays, its number and its hours are free again.</summary>
public static class VoidSheet
{
    public static void Map(IEndpointRouteBuilder sheets) =>
        sheets
            .MapPost("/{id:long}/anular", Handle)
            .Needs("molding.record")
            .TakesIdempotencyKey()
            .Accepts<Request>("application/json")
            .Refuses(404, "SHEET_NOT_FOUND")
            .Refuses(409, "ORDER_CLOSED", "ORDER_NOT_RELEASED", "SHEET_HAS_BALES", "SHEET_VOIDED", "sheet_number_taken")
            .Refuses(412, "SHEET_CHANGED")
            .Refuses(422);

    public sealed record Request(string Motivo);

    private static async Task<Results<Ok<SheetDocument>, ProblemHttpResult>> Handle(
        long id,
        Request? body,
        HttpContext http,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        Installation installation,
        TextCatalog catalog,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await OpenOrder.ShareOf(work, id) is not { } order || await SheetTable.Hold(work, id) is not { } sheet)
        {
            return Problem.NotFound(OneSheet.NotFound);
        }
        var errors = new FieldErrors();
        var reason = OrderStep.Reason(body?.Motivo, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        if (OneSheet.StaleVersion(http.Request, null, sheet) is { } stale)
        {
            return stale;
        }
        if (OpenOrder.Refusal(order) is { } refusal)
        {
            return refusal;
        }
        if (sheet.Anulado)
        {
            return Problem.Conflict(OneSheet.Voided);
        }
        // Bales that were weighed are somewhere: each is voided for its own reason, or moved by weighing it again.
        if (await work.One<int>(BalesSql, new { id }) is > 0 and var bales)
        {
            return Problem.Conflict("SHEET_HAS_BALES", new { bultos = bales });
        }
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
        await work.Tell(OneSheet.TopicOf(order.Id), id);
        var saved = await OneSheet.Document(work, (await SheetTable.Find(work, id))!, catalog.For(http), installation);
        await work.Commit();
        return OneSheet.Ok(http, saved);
    }

    private const string BalesSql = """
        SELECT count(*)::int FROM molding.control_peso WHERE id_registro = @id::bigint AND NOT anulado
        """;

    private const string VoidSql = """
        UPDATE molding.registro_diario_produccion SET anulado = true, motivo_anulacion = @reason::text, anulado_por = @user::text,
          fecha_anulacion = @now::timestamptz, ocupa = NULL
        WHERE id = @id::bigint
        """;
}
