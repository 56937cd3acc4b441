using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Modules.Contracts.LineItems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>
/// Saves changed volumes of one sheet: all of them or none. A changed volume on a blocked day is left out and listed; a volume that
/// somebody changed since it was read is a conflict that lists the current one.
/// </summary>
public static class SaveProduction
{
    public static void Map(IEndpointRouteBuilder produccion) =>
        produccion
            .MapPost("/guardar_produccion_masiva", Handle)
            .TakesAtMost(16 * BodyLimit.Megabyte)
            .Needs("contracts.save_production")
            .Of(Scope.Site("$.id_sitio"), Scope.Family("$.id_ot"))
            .Refuses(404, "order_not_found")
            .Refuses<Conflicts>(409, "cells_changed", "month_closed", "order_cancelled", "volume_billed", "volume_validated")
            .Refuses<BadCells>(422);

    public sealed record Request(
        long? IdOt,
        int? Mes,
        int? Anio,
        string? TipoTiempo,
        long? IdSitio,
        IReadOnlyList<Row?>? Partidas,
        IReadOnlyList<Cell?>? Celdas
    );

    /// <summary>A line with its days from the first on; a shorter list leaves the other days alone.</summary>
    public sealed record Row(long? IdPartidaImp, IReadOnlyList<Quantity?>? Valores);

    /// <param name="Version">The version the cell had when it was read, null where it was empty; not given, nothing is checked.</param>
    public sealed record Cell(long? IdPartidaImp, int? Dia, Quantity? Valor, Optional<long?> Version);

    public sealed record Response(
        bool Exito,
        string Mensaje,
        int Creados,
        int Actualizados,
        int Borrados,
        IReadOnlyList<OmittedCell> Omitidos,
        IReadOnlyList<ExcessCell> Excedentes,
        Totals Totales,
        IReadOnlyList<SavedCell> Versiones,
        IReadOnlyList<TouchedLine> Lineas
    );

    public sealed record OmittedCell(long IdPartidaImp, int Dia, string Codigo, string Motivo);

    public sealed record ExcessCell(long IdPartidaImp, int Dia, decimal VolumenExcedente);

    public sealed record SavedCell(long IdPartidaImp, int Dia, long? Version);

    /// <summary>A line whose month changed, with its new sums at this site, both time types.</summary>
    public sealed record TouchedLine(long IdPartidaImp, decimal AcumuladoMes, decimal MontoMn, decimal MontoUsd);

    public sealed record BadCell(long? IdPartidaImp, int? Dia, string Codigo, string Motivo);

    public sealed record ConflictCell(long IdPartidaImp, int Dia, decimal? ValorActual, long? Version, string? Usuario, DateTime? Fecha);

    /// <summary>The cells that somebody changed meanwhile, as they are now.</summary>
    public sealed record Conflicts(IReadOnlyList<ConflictCell> Conflictos);

    /// <summary>The cells that cannot be taken, the first 500 of them.</summary>
    public sealed record BadCells(IReadOnlyList<BadCell> Celdas);

    public sealed record Totals(
        decimal AutMn,
        decimal AutUsd,
        decimal EjecMn,
        decimal EjecUsd,
        decimal AcumMn,
        decimal AcumUsd,
        decimal EjecFamiliaMn,
        decimal EjecFamiliaUsd,
        decimal RestaMn,
        decimal RestaUsd
    );

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        Db db,
        CurrentUser user,
        TextCatalog catalog,
        CancellationToken ct
    )
    {
        var texts = catalog.For(http);
        var errors = new FieldErrors();
        var address = SheetAddress.Check(
            request.IdOt,
            request.Mes,
            request.Anio,
            request.IdSitio,
            request.TipoTiempo ?? TimeTypes.Effective,
            errors
        );
        if (address is null)
        {
            return Problem.Invalid(errors);
        }
        var asked = AskedChanges.Read(request, address.Month);
        if (asked.Faults.Count > 0)
        {
            return Refused(asked.Faults, texts);
        }

        await using var work = await db.Begin(ct);
        var bulk = asked.Changes.Count > BulkFrom;
        if (await work.One<LockedFamily>(LockSql, new { idOt = address.OrderId, bulk }) is not { } family)
        {
            return Problem.NotFound("order_not_found");
        }
        var sheet = await ReadMonthSheet.Read(work, address, ct);
        if (Refusal(sheet!.Head) is { } refusal)
        {
            return refusal;
        }

        var edit = SheetEdit.Plan(sheet, address.Minimum, asked.Changes, version: family.Version + 1);
        if (edit.Faults.Count > 0)
        {
            return Refused(edit.Faults, texts);
        }
        if (edit.Conflicts.Count > 0)
        {
            return await Conflict(work, family.IdFamilia, edit.Conflicts);
        }
        if (edit.Proved is { } proved)
        {
            return Problem.Conflict(
                proved.IsBilled ? "volume_billed" : "volume_validated",
                new { id_partida_imp = proved.LineId, dia = proved.Day }
            );
        }
        if (edit.HasChanges)
        {
            await Write(work, family, sheet, address, edit, user, texts);
            await work.Commit();
        }
        return TypedResults.Ok(Answer(sheet, address, edit, texts));
    }

    private sealed record LockedFamily(long IdFamilia, long Version);

    // From here on the planner must not trust its guess of a hundred array elements.
    private const int BulkFrom = 300;

    private const int FaultsShown = 500;

    // Whoever has the sheet open reads that many lines as fast as the whole.
    private const int NamedLines = 400;

    private static ProblemHttpResult? Refusal(SheetHead head) =>
        head switch
        {
            { SiteBelongs: false } => Problem.Invalid("id_sitio", "site_not_of_order"),
            { Active: false } => Problem.Conflict("order_cancelled"),
            { MonthIsClosed: true } => Problem.Conflict("month_closed"),
            _ => null,
        };

    private static ProblemHttpResult Refused(IReadOnlyList<CellFault> faults, Texts texts)
    {
        var errors = new FieldErrors();
        foreach (var fault in faults.Take(FaultsShown))
        {
            errors.Add(fault.Path, fault.Code);
        }
        var celdas = faults.Take(FaultsShown).Select(f => new BadCell(f.LineId, f.Day, f.Code, texts.Error(f.Code))).ToList();
        return Problem.Invalid(errors, new BadCells(celdas));
    }

    private static async Task<ProblemHttpResult> Conflict(DbWork work, long family, IReadOnlyList<CellConflict> conflicts)
    {
        var versions = conflicts.Select(c => c.Current?.Version).OfType<long>().Distinct().ToArray();
        var saves = (await work.Query<SaveOf>(SavesSql, new { family, versions })).ToDictionary(s => s.Version);
        var conflictos = conflicts
            .Select(c =>
            {
                var save = c.Current is { } current ? saves.GetValueOrDefault(current.Version) : null;
                return new ConflictCell(c.LineId, c.Day, c.Current?.Volume.Trimmed(), c.Current?.Version, save?.Usuario, save?.Fecha);
            })
            .ToList();
        return Problem.With(
            StatusCodes.Status409Conflict,
            "cells_changed",
            new { celdas = conflictos.Count },
            more: new Conflicts(conflictos)
        );
    }

    private sealed record SaveOf(long Version, string Usuario, DateTime Fecha);

    private static async Task Write(
        DbWork work,
        LockedFamily family,
        MonthSheet sheet,
        SheetAddress address,
        SheetEdit edit,
        CurrentUser user,
        Texts texts
    )
    {
        var month = address.Month;
        var report =
            sheet.Head.ReportId
            ?? await work.One<long>(
                MonthlyReport.OpenMonth.OpenSql,
                new
                {
                    family = family.IdFamilia,
                    mes = month.Number,
                    anio = month.Year,
                }
            );
        await work.Execute(
            WriteSql,
            new
            {
                family = family.IdFamilia,
                report,
                indice = month.Index,
                site = address.Site,
                tipo = TimeTypes.NameOf(address.Minimum),
                version = family.Version + 1,
                usuario = user.Name,
                savedLines = edit.Saved.Select(c => c.LineId).ToArray(),
                savedDates = edit.Saved.Select(c => month.Day(c.Day)).ToArray(),
                savedVolumes = edit.Saved.Select(c => c.Volume!.Value).ToArray(),
                clearedLines = edit.Cleared.Select(c => c.LineId).ToArray(),
                clearedDates = edit.Cleared.Select(c => month.Day(c.Day)).ToArray(),
                deltaLines = edit.Deltas.Select(d => d.LineId).ToArray(),
                deltaVolumes = edit.Deltas.Select(d => d.Volume).ToArray(),
                deltaMxn = edit.Deltas.Select(d => d.Worth.Mxn).ToArray(),
                deltaUsd = edit.Deltas.Select(d => d.Worth.Usd).ToArray(),
                reviewNote = texts["production.review_again"],
                live = FamilyChange.Note(family.IdFamilia),
                touched = edit.Deltas.Count <= NamedLines ? edit.Deltas.Select(d => d.LineId).ToArray() : null,
            }
        );
    }

    private static Response Answer(MonthSheet sheet, SheetAddress address, SheetEdit edit, Texts texts)
    {
        var totals = sheet.Totals();
        return new Response(
            true,
            texts[edit.HasChanges ? "production.saved" : "production.nothing_to_save"],
            edit.Saved.Count(c => c.IsNew),
            edit.Saved.Count(c => !c.IsNew),
            edit.Cleared.Count,
            [.. edit.Omitted.Select(o => new OmittedCell(o.LineId, o.Day, o.Code, texts.Error(o.Code)))],
            [
                .. from line in sheet.Lines
                from cell in sheet.CellsHere(line)
                where cell.Minimum == address.Minimum && cell.Excess > 0
                select new ExcessCell(line.Id, cell.Day, cell.Excess.Trimmed()),
            ],
            new Totals(
                totals.Authorised.Mxn,
                totals.Authorised.Usd,
                totals.Executed.Mxn,
                totals.Executed.Usd,
                totals.Before.Mxn,
                totals.Before.Usd,
                totals.ExecutedByFamily.Mxn,
                totals.ExecutedByFamily.Usd,
                totals.Left.Mxn,
                totals.Left.Usd
            ),
            [
                .. edit.Saved.Select(c => new SavedCell(c.LineId, c.Day, edit.Version)),
                .. edit.Cleared.Select(c => new SavedCell(c.LineId, c.Day, null)),
            ],
            [.. Touched(sheet, edit)]
        );
    }

    private static IEnumerable<TouchedLine> Touched(MonthSheet sheet, SheetEdit edit)
    {
        var touched = edit.Deltas.Select(d => d.LineId).ToHashSet();
        foreach (var line in sheet.Lines.Where(l => touched.Contains(l.Id)))
        {
            var executed = sheet.Executed(line);
            yield return new TouchedLine(line.Id, sheet.CellsHere(line).Sum(c => c.Volume).Trimmed(), executed.Mxn, executed.Usd);
        }
    }

    private const string LockSql = """
        SELECT f.id_familia, f.version
        FROM contracts.ot o JOIN contracts.family f ON f.id_familia = o.id_familia
        CROSS JOIN LATERAL (SELECT set_config('enable_nestloop', CASE WHEN @bulk THEN 'off' ELSE 'on' END, true)) planner
        WHERE o.id = @idOt::bigint
        FOR UPDATE OF f
        """;

    private const string SavesSql = """
        SELECT version, usuario, fecha FROM contracts.family_save WHERE id_familia = @family::bigint AND version = ANY (@versions::bigint[])
        """;

    // One statement: the cells, their evidence, the balances of this and the later months, and the number of the save.
    private const string WriteSql = """
        WITH saved AS (
          SELECT * FROM unnest(@savedLines::bigint[], @savedDates::date[], @savedVolumes::numeric[]) AS s (line, day, volume)),
        cleared AS (SELECT * FROM unnest(@clearedLines::bigint[], @clearedDates::date[]) AS s (line, day)),
        delta AS (
          SELECT * FROM unnest(@deltaLines::bigint[], @deltaVolumes::numeric[], @deltaMxn::numeric[], @deltaUsd::numeric[]) AS d (line, v, mn, usd)),
        numbered AS (UPDATE contracts.family SET version = @version::bigint WHERE id_familia = @family::bigint),
        noted AS (
          INSERT INTO contracts.family_save (id_familia, version, usuario, indice_mes, lineas)
          VALUES (@family::bigint, @version::bigint, @usuario, @indice::int, @touched::bigint[])),
        unproved AS (
          DELETE FROM contracts.registro_generadores_pu g USING cleared c
          WHERE g.id_reporte_mensual = @report::bigint AND g.id_partida_anexo = c.line AND g.fecha_produccion = c.day
            AND g.tipo_tiempo = @tipo AND g.id_sitio_produccion = @site::bigint),
        removed AS (
          DELETE FROM contracts.produccion p USING cleared c
          WHERE p.id_reporte_mensual = @report::bigint AND p.id_partida_anexo = c.line AND p.fecha_produccion = c.day
            AND p.tipo_tiempo = @tipo AND p.id_sitio_produccion = @site::bigint),
        written AS (
          INSERT INTO contracts.produccion AS p
            (id_reporte_mensual, id_partida_anexo, id_sitio_produccion, version, fecha_produccion, tipo_tiempo, volumen_produccion)
          SELECT @report::bigint, s.line, @site::bigint, @version::bigint, s.day, @tipo, s.volume FROM saved s
          ON CONFLICT (id_reporte_mensual, id_partida_anexo, fecha_produccion, tipo_tiempo, id_sitio_produccion)
          DO UPDATE SET volumen_produccion = excluded.volumen_produccion, version = excluded.version
          RETURNING p.id, p.id_partida_anexo, p.fecha_produccion, p.xmax = 0 AS is_new),
        proof AS (
          INSERT INTO contracts.registro_generadores_pu
            (id_produccion, id_reporte_mensual, id_partida_anexo, fecha_produccion, tipo_tiempo, id_sitio_produccion)
          SELECT w.id, @report::bigint, w.id_partida_anexo, w.fecha_produccion, @tipo, @site::bigint
          FROM written w JOIN contracts.line_item l ON l.id = w.id_partida_anexo AND l.requiere_gpu
          WHERE w.is_new),
        reviewed AS (
          UPDATE contracts.registro_generadores_pu g SET id_estatus = 21, nota_bloqueo = @reviewNote, fecha_actualizacion = now()
          FROM saved s
          WHERE g.id_reporte_mensual = @report::bigint AND g.id_partida_anexo = s.line AND g.fecha_produccion = s.day
            AND g.tipo_tiempo = @tipo AND g.id_sitio_produccion = @site::bigint AND g.id_estatus = 22),
        balanced AS (
          UPDATE contracts.line_month m
          SET del_mes = m.del_mes + CASE WHEN h.indice_mes = @indice::int THEN d.v ELSE 0 END,
              del_mes_mn = m.del_mes_mn + CASE WHEN h.indice_mes = @indice::int THEN d.mn ELSE 0 END,
              del_mes_usd = m.del_mes_usd + CASE WHEN h.indice_mes = @indice::int THEN d.usd ELSE 0 END,
              inicial = m.inicial + CASE WHEN h.indice_mes > @indice::int THEN d.v ELSE 0 END,
              inicial_mn = m.inicial_mn + CASE WHEN h.indice_mes > @indice::int THEN d.mn ELSE 0 END,
              inicial_usd = m.inicial_usd + CASE WHEN h.indice_mes > @indice::int THEN d.usd ELSE 0 END
          FROM delta d, contracts.reporte_mensual_header h
          WHERE h.id_ot = @family::bigint AND h.indice_mes >= @indice::int AND m.id_reporte_mensual = h.id AND m.id_line_item = d.line)
        SELECT pg_notify('faena', @live)
        """;
}
