using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.DailyStatus;

/// <summary>The sites a person can choose: those with orders in force (up to three months ago, or in the asked month) or with data.</summary>
public static class ListSites
{
    public static void Map(IEndpointRouteBuilder produccion) =>
        produccion
            .MapGet("/obtener_sitios_con_ots_ejecutadas", Handle)
            .Needs("contracts.read")
            .Everywhere("lists only the sites within reach")
            .Refuses(422);

    public sealed record Site(long Id, string Descripcion);

    private static async Task<Results<Ok<IReadOnlyList<Site>>, ProblemHttpResult>> Handle(
        int? mes,
        int? anio,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (mes is null != anio is null || (mes is not null && !Month.IsValid(anio!.Value, mes.Value)))
        {
            return Problem.Invalid("mes", "month_range");
        }
        return TypedResults.Ok(await Read(db, user, mes is null ? null : new Month(anio!.Value, mes.Value), clock, ct));
    }

    internal static Task<IReadOnlyList<Site>> Read(Db db, CurrentUser user, Month? month, TimeProvider clock, CancellationToken ct)
    {
        var from = month?.First ?? Recent(clock);
        return Read(db, user, from, month?.Last ?? DateOnly.MaxValue, month, ct);
    }

    /// <summary>All that a page can offer while it shows a month: other months are a click away.</summary>
    internal static Task<IReadOnlyList<Site>> ReadAround(Db db, CurrentUser user, Month month, TimeProvider clock, CancellationToken ct)
    {
        var recent = Recent(clock);
        return Read(db, user, month.First < recent ? month.First : recent, DateOnly.MaxValue, null, ct);
    }

    private static DateOnly Recent(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().Date).AddMonths(-3);

    private static Task<IReadOnlyList<Site>> Read(
        Db db,
        CurrentUser user,
        DateOnly from,
        DateOnly to,
        Month? withData,
        CancellationToken ct
    ) =>
        db.Query<Site>(
            SitesSql,
            new
            {
                desde = from,
                hasta = to,
                indice = withData?.Index,
                limite = user.SiteLimit,
            },
            ct
        );

    private const string SitesSql = """
        WITH family AS (
          SELECT f.id_familia, coalesce(f.fecha_inicio_real, f.fecha_inicio_programado) AS desde, w.hasta, w.sitios
          FROM contracts.ot f
          CROSS JOIN LATERAL (
            SELECT max(coalesce(x.fecha_termino_real, x.fecha_termino_programado)) AS hasta,
                   array_agg(x.id_embarcacion) || array_agg(x.id_plataforma) || array_agg(x.id_patio) || array_agg(x.id_intercom) AS sitios
            FROM contracts.ot x WHERE x.id_familia = f.id AND x.estatus = 1) w
          WHERE f.id_tipo = 4 AND f.estatus = 1)
        SELECT s.id, s.descripcion
        FROM catalog.v_sitio s
        WHERE (@limite::bigint[] IS NULL OR s.id = ANY (@limite::bigint[]))
          AND (EXISTS (SELECT 1 FROM family f WHERE s.id = ANY (f.sitios)
                       AND coalesce(f.desde, '-infinity') <= @hasta::date AND coalesce(f.hasta, 'infinity') >= @desde::date)
               OR EXISTS (SELECT 1 FROM contracts.produccion p JOIN contracts.reporte_mensual_header h ON h.id = p.id_reporte_mensual
                          WHERE p.id_sitio_produccion = s.id AND (@indice::int IS NULL OR h.indice_mes = @indice::int))
               OR EXISTS (SELECT 1 FROM contracts.reporte_diario_detalle d JOIN contracts.reporte_mensual_header h ON h.id = d.id_reporte_mensual
                          WHERE d.id_sitio = s.id AND (@indice::int IS NULL OR h.indice_mes = @indice::int)))
        ORDER BY s.id
        """;
}
