using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Modules.Molding.Orders;
using Faena.Modules.Molding.SheetPads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.ShiftSheets.Pages;

/// <summary>The form of a sheet, new or being corrected, laid out as the paper: twelve hours, the rest carried on from above.</summary>
public static class ShowSheetForm
{
    // A plant writes on one or two pads at a time.
    private const int MostPads = 3;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/molding/orders/{op}/sheets/new", New).Needs("molding.record").ExcludeFromDescription();
        app.MapGet("/molding/sheets/{id:long}/edit", Edit).Needs("molding.record").ExcludeFromDescription();
    }

    private static async Task<Results<RazorComponentResult<SheetFormPage>, ProblemHttpResult>> New(
        string op,
        Db db,
        TimeProvider clock,
        Installation installation,
        CancellationToken ct
    )
    {
        if (await OrderTable.Read(db, op, ct) is not { } order)
        {
            return Problem.NotFound(OneOrder.NotFound);
        }
        if (OpenOrder.Refusal(order) is { } refusal)
        {
            return refusal;
        }
        var (date, shift) = ShiftNow(WallClock.Of(clock.GetUtcNow(), installation.TimeZone));
        var sheet = new Sheet
        {
            Maquina = order.Maquina,
            Fecha = date,
            Turno = shift,
            HoraInicio = Shift.StartHour(shift),
            // Most sheets go on where the last one of the machine and mold ended.
            ColadaInicial = await db.One<long?>(LastSql, new { machine = order.IdMaquina, mold = order.IdMolde }, ct),
        };
        return await Page(db, sheet, order, ct);
    }

    private static async Task<Results<RazorComponentResult<SheetFormPage>, ProblemHttpResult>> Edit(long id, Db db, CancellationToken ct)
    {
        if (
            await SheetTable.Find(db, id, ct) is not { } sheet
            || await db.One<string>(NumberSql, new { id }, ct) is not { } number
            || await OrderTable.Read(db, number, ct) is not { } order
        )
        {
            return Problem.NotFound(OneSheet.NotFound);
        }
        if (OpenOrder.Refusal(order) is { } refusal)
        {
            return refusal;
        }
        return sheet.Anulado ? Problem.Conflict(OneSheet.Voided) : await Page(db, sheet, order, ct);
    }

    private static async Task<RazorComponentResult<SheetFormPage>> Page(Db db, Sheet sheet, Order order, CancellationToken ct) =>
        new(
            new
            {
                Sheet = sheet,
                Order = order,
                Machines = await db.Query<string>(MachinesSql, null, ct),
                Pads = (await CreatePad.List(db, ct)).Where(p => p.Activo && p.Quedan > 0).Take(MostPads).ToList(),
            }
        );

    /// <summary>The shift that people write about now: the one that runs, and before seven in the morning last night's.</summary>
    private static (DateOnly Date, string Shift) ShiftNow(DateTime now)
    {
        var date = DateOnly.FromDateTime(now);
        var isDay = now.Hour >= Shift.StartHour(Shift.Day).Hour && now.Hour < Shift.StartHour(Shift.Night).Hour;
        return isDay ? (date, Shift.Day)
            : now.Hour < Shift.StartHour(Shift.Day).Hour ? (date.AddDays(-1), Shift.Night)
            : (date, Shift.Night);
    }

    private const string LastSql = """
        SELECT colada_final FROM molding.registro_diario_produccion
        WHERE id_maquina = @machine::bigint AND id_molde = @mold::bigint AND NOT anulado AND colada_final IS NOT NULL
        ORDER BY inicio DESC, id DESC LIMIT 1
        """;

    private const string NumberSql = """
        SELECT o.numero_op FROM molding.registro_diario_produccion r JOIN molding.orden_produccion o ON o.id = r.id_orden
        WHERE r.id = @id::bigint
        """;

    private const string MachinesSql = "SELECT nombre FROM molding.maquina WHERE activo ORDER BY lower(nombre)";
}
