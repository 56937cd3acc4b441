using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.SheetPads;

/// <summary>
/// Takes the next numbers of a pad: one for a sheet, or a block for a device that works without network. Nobody else gets them,
/// used or not.
/// </summary>
public static class ReserveNumbers
{
    private const int MostAtOnce = 500;
    private const int LongestDevice = 100;

    public static void Map(IEndpointRouteBuilder molding) =>
        molding
            .MapPost("/talonarios/{id:long}/reservar", Handle)
            .Needs("molding.record")
            .TakesIdempotencyKey()
            .Refuses(404, "not_found")
            .Refuses(409, "PAD_EXHAUSTED")
            .Refuses(422);

    /// <param name="Cantidad">One where it is missing.</param>
    public sealed record Request(Written<int>? Cantidad, string? Dispositivo);

    /// <param name="Hojas">The numbers as they are printed.</param>
    public sealed record Response(long Id, string Serie, long Desde, long Hasta, IReadOnlyList<string> Hojas, long Quedan);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(
        long id,
        Request body,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        var fields = new Fields(errors);
        var count = fields.Whole(body.Cantidad, 1, MostAtOnce) ?? 1;
        var device = fields.Name(body.Dispositivo, LongestDevice, required: false);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        if (await work.One<SheetPad>(TakeSql, new { id, count }) is not { } pad)
        {
            return await work.One<long?>(LeftSql, new { id }) is { } left
                ? Problem.Conflict("PAD_EXHAUSTED", new { quedan = left })
                : Problem.NotFound();
        }
        var first = pad.Siguiente - count;
        var taken = await work.One<long>(
            NoteSql,
            new
            {
                id,
                first,
                last = pad.Siguiente - 1,
                device,
                user = user.Name,
                now = clock.GetUtcNow(),
            }
        );
        await work.Commit();
        return TypedResults.Created(
            $"/api/molding/talonarios/{id}",
            new Response(
                taken,
                pad.Serie,
                first,
                pad.Siguiente - 1,
                [.. Enumerable.Range(0, count).Select(i => SheetPad.Number(pad.Serie, first + i))],
                pad.Quedan
            )
        );
    }

    // The row is the lock: a second taker waits here and goes on from the number it finds then.
    private const string TakeSql = """
        UPDATE molding.talonario SET siguiente = siguiente + @count::int
        WHERE id = @id::bigint AND activo AND siguiente + @count::int - 1 <= hasta
        RETURNING id, serie, desde, hasta, siguiente, activo
        """;

    private const string LeftSql = """
        SELECT CASE WHEN activo THEN hasta - siguiente + 1 ELSE 0 END FROM molding.talonario WHERE id = @id::bigint
        """;

    private const string NoteSql = """
        INSERT INTO molding.talonario_reserva (id_talonario, desde, hasta, dispositivo, usuario, fecha)
        VALUES (@id::bigint, @first::bigint, @last::bigint, @device::text, @user::text, @now::timestamptz)
        RETURNING id
        """;
}
