using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>The orders that fit the filters, newest folio last, a page at a time.</summary>
public static class ListWorkOrders
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/work-orders", Handle).Needs("contracts.read").Everywhere("lists only the orders within reach").Refuses(422);

    public sealed record Response(int Total, int Pagina, int PorPagina, IReadOnlyList<WorkOrder> Elementos);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        [AsParameters] WorkOrderQuery query,
        Db db,
        CurrentUser user,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        var filter = WorkOrderFilter.Of(query, errors);
        return errors.Any ? Problem.Invalid(errors) : TypedResults.Ok(await Find(db, user, filter, ct));
    }

    internal static async Task<Response> Find(Db db, CurrentUser user, WorkOrderFilter filter, CancellationToken ct)
    {
        var args = new
        {
            filter.Tipo,
            words = filter.Words.ToArray(),
            filter.Estatus,
            filter.Sitio,
            from = filter.Month,
            to = filter.Month?.AddMonths(1).AddDays(-1),
            filter.Activa,
            limit = user.SiteLimit,
            size = filter.Size,
            skip = (long)(filter.Page - 1) * filter.Size,
        };
        var total = await db.One<int>(CountSql, args, ct);
        return new Response(total, filter.Page, filter.Size, await db.Query<WorkOrder>(PageSql, args, ct));
    }

    // Words are compared without case and accents, each anywhere in the folio, the description, the letter or the proposal.
    private const string Fitting = """
        FROM contracts.v_work_order o
        WHERE (@Tipo::text IS NULL OR o.tipo = @Tipo::text)
          AND (@Estatus::int IS NULL OR o.id_estatus_ot = @Estatus::int)
          AND (@Activa::boolean IS NULL OR o.activa = @Activa::boolean)
          AND (@Sitio::bigint IS NULL OR @Sitio::bigint IN (o.id_embarcacion, o.id_plataforma, o.id_patio, o.id_intercom))
          AND (@limit::bigint[] IS NULL OR ARRAY[o.id_embarcacion, o.id_plataforma, o.id_patio, o.id_intercom] && @limit::bigint[])
          AND (@from::date IS NULL
            OR (o.vigencia_inicio <= @to::date AND o.vigencia_fin >= @from::date)
            OR (o.vigencia_inicio_patio <= @to::date AND o.vigencia_fin_patio >= @from::date))
          AND NOT EXISTS (
            SELECT FROM unnest(@words::text[]) word
            WHERE strpos(translate(lower(concat_ws(' ', o.orden_trabajo, o.descripcion_trabajo, o.oficio_ot, o.folio_pte)),
              'áéíóúüñ', 'aeiouun'), word) = 0)
        """;

    private const string CountSql = $"SELECT count(*)::int {Fitting}";

    private const string PageSql = $"""
        SELECT o.* {Fitting}
        ORDER BY o.orden_trabajo, o.num_reprogramacion NULLS FIRST
        LIMIT @size::int OFFSET @skip::bigint
        """;
}
