using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.Live;
using Faena.Modules.Contracts.LineItems;
using Faena.Modules.Contracts.ProductionGrid;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.DailyStatus;

/// <summary>
/// Saves the days of a site's orders, all or none. A label is an operating status or a signature step; null clears both. Changed
/// days outside the validity, and closed days without the right to reopen them, are left out and listed.
/// </summary>
public static class SaveDays
{
    public static void Map(IEndpointRouteBuilder produccion) =>
        produccion
            .MapPost("/guardar_reportes_diarios_masiva", Handle)
            .TakesAtMost(2 * BodyLimit.Megabyte)
            .Needs("contracts.save_days")
            .Of(Scope.Site("$.id_sitio"))
            .Refuses<Conflicts>(409, "days_changed", "month_closed")
            .Refuses(422);

    public sealed record Request(IReadOnlyList<Order?>? Reportes, int? Mes, int? Anio, long? IdSitio, IReadOnlyList<Cell?>? Celdas);

    public sealed record Order(long? IdOt, IReadOnlyList<string?>? Valores);

    /// <param name="Anterior">The label its author saw; given but different from the stored one, the save is a conflict.</param>
    public sealed record Cell(long? IdOt, int? Dia, string? Valor, Optional<string?> Anterior);

    public sealed record Response(bool Exito, string Mensaje, int Guardados, int Borrados, IReadOnlyList<OmittedDay> Omitidos);

    public sealed record OmittedDay(long IdOt, int Dia, string Codigo, string Motivo);

    public sealed record ConflictDay(long IdOt, int Dia, string? ValorActual);

    /// <summary>The days that somebody marked meanwhile, as they are now.</summary>
    public sealed record Conflicts(IReadOnlyList<ConflictDay> Conflictos);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        Db db,
        CurrentUser user,
        TextCatalog catalog,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        if (SiteMonth.Check(request.IdSitio, request.Mes, request.Anio, errors) is not { } at)
        {
            return Problem.Invalid(errors);
        }
        var asked = AskedDays.Read(request, at.Month, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }

        await using var work = await db.Begin(ct);
        var ids = asked.Select(a => a.OrderId).Distinct().Order().ToArray();
        await FamilyLines.Lock(work, ids);
        var orders = (await work.Query<OrderDays>(ReadDays.DaysSql, ReadDays.Args(at.Month, at.Site, ids))).ToDictionary(o => o.IdOt);
        foreach (var unknown in asked.Where(a => !orders.ContainsKey(a.OrderId)).DistinctBy(a => a.OrderId))
        {
            errors.Add(unknown.Path, "order_not_at_site");
        }
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }

        var plan = DaysEdit.Plan(asked, orders, at.Month, user.May("contracts.reopen_days"));
        if (plan.Conflicts.Count > 0)
        {
            return Problem.With(StatusCodes.Status409Conflict, "days_changed", more: new Conflicts(plan.Conflicts));
        }
        if (plan.ClosedMonthOrder is { } closed)
        {
            return Problem.Conflict("month_closed", new { id_ot = closed });
        }
        if (plan.HasChanges)
        {
            await Write(work, plan, orders, at);
            await FamilyChange.OfHead(work, plan.ClosingOrders, user.Name);
            await work.Commit();
        }
        var texts = catalog.For(http);
        return TypedResults.Ok(
            new Response(
                true,
                texts[plan.HasChanges ? "days.saved" : "days.nothing_to_save"],
                plan.Set.Count,
                plan.Cleared.Count,
                [.. plan.Omitted.Select(o => new OmittedDay(o.OrderId, o.Day, o.Code, texts.Error(o.Code)))]
            )
        );
    }

    private static async Task Write(DbWork work, DaysEdit plan, Dictionary<long, OrderDays> orders, SiteMonth at)
    {
        foreach (var order in plan.TouchedOrders.Where(id => orders[id].Reporte is null))
        {
            await work.One<long>(
                MonthlyReport.OpenMonth.OpenSql,
                new
                {
                    family = order,
                    mes = at.Month.Number,
                    anio = at.Month.Year,
                }
            );
        }
        await work.Execute(
            WriteSql,
            new
            {
                indice = at.Month.Index,
                site = at.Site,
                setOrders = plan.Set.Select(d => d.OrderId).ToArray(),
                setDates = plan.Set.Select(d => at.Month.Day(d.Day)).ToArray(),
                setOperating = plan.Set.Select(d => d.State.Operating).ToArray(),
                setSignature = plan.Set.Select(d => d.State.Signature).ToArray(),
                setSigned = plan.Set.Select(d => d.State.IsWrittenSigned).ToArray(),
                clearedOrders = plan.Cleared.Select(d => d.OrderId).ToArray(),
                clearedDates = plan.Cleared.Select(d => at.Month.Day(d.Day)).ToArray(),
                live = ChangeNotes.Of($"contracts:days:{at.Site}:{at.Month.Year}-{at.Month.Number:00}", plan.TouchedOrders),
            }
        );
    }

    private const string WriteSql = """
        WITH folder AS (
          SELECT h.id, h.id_ot FROM contracts.reporte_mensual_header h
          WHERE h.indice_mes = @indice::int AND h.id_ot = ANY (@setOrders::bigint[] || @clearedOrders::bigint[])),
        cleared AS (
          DELETE FROM contracts.reporte_diario_detalle d
          USING unnest(@clearedOrders::bigint[], @clearedDates::date[]) AS c (id_ot, fecha) JOIN folder f ON f.id_ot = c.id_ot
          WHERE d.id_reporte_mensual = f.id AND d.id_sitio = @site::bigint AND d.fecha = c.fecha),
        written AS (
          INSERT INTO contracts.reporte_diario_detalle (id_reporte_mensual, id_sitio, fecha, id_estatus_operativo, id_estatus_firma, firmado)
          SELECT f.id, @site::bigint, s.fecha, s.operativo, s.firma, s.firmado
          FROM unnest(@setOrders::bigint[], @setDates::date[], @setOperating::smallint[], @setSignature::smallint[],
            @setSigned::boolean[]) AS s (id_ot, fecha, operativo, firma, firmado)
          JOIN folder f ON f.id_ot = s.id_ot
          ON CONFLICT ON CONSTRAINT one_state_per_day_and_site
          DO UPDATE SET id_estatus_operativo = excluded.id_estatus_operativo, id_estatus_firma = excluded.id_estatus_firma,
            firmado = excluded.firmado)
        SELECT pg_notify('faena', @live)
        """;
}
