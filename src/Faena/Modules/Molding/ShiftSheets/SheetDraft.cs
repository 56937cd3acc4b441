using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Molding.Orders;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>Makes a whole sheet of what a body gives: the order's weights, the names' entries, and what there is to say of it.</summary>
internal static class SheetDraft
{
    /// <param name="before">The sheet as it stands, when it is corrected: it keeps its weights.</param>
    public static async Task<Sheet> Complete(
        DbWork work,
        SheetBody.Given given,
        Order order,
        Sheet? before,
        DateOnly today,
        FieldErrors errors
    )
    {
        var weighed = before is null ? WithWeightsOf(order, given, errors) : WithWeightsOf(before, given, errors);
        var sheet = await SheetNames.Resolve(work, weighed, order, before, errors);
        var warnings = SheetRules.Check(
            sheet,
            new SheetRules.Context(order, await PlantSettings.Read(work), await NeighboursOf(work, sheet), today),
            errors
        );
        return sheet with { Advertencias = warnings };
    }

    public static DateOnly Today(TimeProvider clock, TimeZoneInfo zone) => DateOnly.FromDateTime(WallClock.Of(clock.GetUtcNow(), zone));

    private static Sheet WithWeightsOf(Order order, SheetBody.Given given, FieldErrors errors)
    {
        var inputs = order.Inputs;
        var cavities = given.Cavidades ?? inputs.Cavidades;
        errors
            .Require(cavities <= inputs.Cavidades, "cavidades", "more_cavities_than_the_mold", new { cavidades = inputs.Cavidades })
            .Require(cavities == inputs.Cavidades || given.Sheet.MotivoCavidades.Length > 0, "motivo_cavidades", "required");
        return given.Sheet with
        {
            IdOrden = order.Id,
            OrdenVersion = order.Version,
            IdMolde = order.IdMolde,
            Molde = order.Molde,
            SnapshotTiempoCiclo = order.TiempoCiclo,
            SnapshotCavidades = cavities,
            SnapshotPesoNetoGr = order.PesoUnitario,
            // Which piece of a family mold is blocked nobody says; its mean piece is missing then.
            SnapshotPesoNetoTiroGr =
                cavities == inputs.Cavidades ? inputs.PesoNetoTiro
                : order.Piezas.Count == 0 ? cavities * order.PesoUnitario
                : Math.Round(inputs.PesoNetoTiro * cavities / inputs.Cavidades, Fields.Decimals, MidpointRounding.AwayFromZero),
            SnapshotPesoColadaGr = order.PesoTiro - inputs.PesoNetoTiro,
        };
    }

    private static Sheet WithWeightsOf(Sheet before, SheetBody.Given given, FieldErrors errors)
    {
        errors.Require(given.Cavidades is null || given.Cavidades == before.SnapshotCavidades, "cavidades", "cavities_are_fixed");
        return given.Sheet with
        {
            Id = before.Id,
            IdCliente = before.IdCliente,
            IdOrden = before.IdOrden,
            OrdenVersion = before.OrdenVersion,
            IdMolde = before.IdMolde,
            Molde = before.Molde,
            SnapshotTiempoCiclo = before.SnapshotTiempoCiclo,
            SnapshotCavidades = before.SnapshotCavidades,
            SnapshotPesoNetoGr = before.SnapshotPesoNetoGr,
            SnapshotPesoNetoTiroGr = before.SnapshotPesoNetoTiroGr,
            SnapshotPesoColadaGr = before.SnapshotPesoColadaGr,
            MotivoCavidades = before.MotivoCavidades,
        };
    }

    private static async Task<SheetRules.Neighbours> NeighboursOf(DbWork work, Sheet sheet) =>
        (
            await work.One<SheetRules.Neighbours>(
                NeighboursSql,
                new
                {
                    id = sheet.Id,
                    machine = sheet.IdMaquina,
                    mold = sheet.IdMolde,
                    start = sheet.Inicio,
                }
            )
        )!;

    // A sheet that is not stored yet comes after all those that start with it.
    private const string NeighboursSql = """
        SELECT (
            SELECT r.colada_final FROM molding.registro_diario_produccion r
            WHERE r.id_maquina = @machine::bigint AND r.id_molde = @mold::bigint AND NOT r.anulado AND r.colada_final IS NOT NULL
              AND r.id <> @id::bigint AND (r.inicio < @start::timestamp OR (r.inicio = @start::timestamp AND (@id::bigint = 0 OR r.id < @id::bigint)))
            ORDER BY r.inicio DESC, r.id DESC LIMIT 1) AS anterior_final,
          (
            SELECT r.colada_inicial FROM molding.registro_diario_produccion r
            WHERE r.id_maquina = @machine::bigint AND r.id_molde = @mold::bigint AND NOT r.anulado AND r.colada_inicial IS NOT NULL
              AND r.id <> @id::bigint AND (r.inicio > @start::timestamp OR (r.inicio = @start::timestamp AND @id::bigint <> 0 AND r.id > @id::bigint))
            ORDER BY r.inicio, r.id LIMIT 1) AS siguiente_inicial
        """;
}
