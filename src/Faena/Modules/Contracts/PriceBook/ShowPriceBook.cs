using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.PriceBook;

/// <summary>The price book in force: its annexes with their totals, and a page of concepts.</summary>
public static class ShowPriceBook
{
    internal const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder contracts) =>
        contracts.MapGet("/price-book", Handle).Needs("contracts.read").Everywhere("the price book is the whole company's").Refuses(422);

    public sealed record Response(IReadOnlyList<Annex> Anexos, int Total, IReadOnlyList<Concept> Elementos);

    public sealed record Annex(
        string Clave,
        int Partidas,
        int PartidasUnicas,
        decimal TotalMn,
        decimal TotalUsd,
        decimal? TotalHojaMn,
        decimal? TotalHojaUsd
    );

    public sealed record Concept(
        long Id,
        string ClaveAnexo,
        string Partida,
        string PartidaExtraordinaria,
        string Descripcion,
        string Unidad,
        decimal Cantidad,
        decimal PrecioUnitarioMn,
        decimal PrecioUnitarioUsd,
        decimal ImporteMn,
        decimal ImporteUsd
    );

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Db db,
        CancellationToken ct,
        string? anexo = null,
        string? q = null,
        string? pagina = null
    )
    {
        var errors = new FieldErrors();
        var page = PageNumber.Read(pagina, errors);
        return errors.Any ? Problem.Invalid(errors) : TypedResults.Ok(await Read(db, anexo, q, page, ct));
    }

    internal static async Task<Response> Read(Db db, string? annex, string? query, int page, CancellationToken ct)
    {
        var args = new
        {
            annex = Keys.AnnexKey(annex ?? "") is { Length: > 0 } key ? key : null,
            words = BookQuery.Words(query),
            skip = (page - 1) * PageSize,
            take = PageSize,
        };
        var annexes = await Annexes(db, ct);
        var total = await db.One<int>(CountSql, args, ct);
        return new Response(annexes, total, total > args.skip ? await db.Query<Concept>(ConceptsSql, args, ct) : []);
    }

    internal static Task<IReadOnlyList<Annex>> Annexes(Db db, CancellationToken ct) => db.Query<Annex>(AnnexesSql, null, ct);

    // Rows that repeat a code share one quantity: the first one counts.
    private const string AnnexesSql = """
        SELECT b.clave_anexo AS clave, count(*)::integer AS partidas, count(*) FILTER (WHERE b.counts)::integer AS partidas_unicas,
          sum(b.importe_mn) FILTER (WHERE b.counts) AS total_mn, sum(b.importe_usd) FILTER (WHERE b.counts) AS total_usd,
          a.total_hoja_mn, a.total_hoja_usd
        FROM (
          SELECT *, row_number() OVER (PARTITION BY clave_anexo, clave_partida ORDER BY orden_fila, id) = 1 AS counts
          FROM contracts.v_price_book
        ) b
        JOIN contracts.contrato_anexo_maestro a ON a.clave = b.clave_anexo
        GROUP BY b.clave_anexo, b.orden_anexo, a.clave
        ORDER BY b.orden_anexo, b.clave_anexo
        """;

    private const string CountSql = """
        SELECT count(*)::integer FROM contracts.v_price_book b
        WHERE (@annex::text IS NULL OR b.clave_anexo = @annex::text)
          AND NOT EXISTS (SELECT 1 FROM unnest(@words::text[]) AS w WHERE position(w IN b.texto) = 0)
        """;

    private const string ConceptsSql = """
        SELECT b.id, b.clave_anexo, b.partida, b.partida_extraordinaria, b.descripcion, b.unidad,
          b.cantidad, b.precio_unitario_mn, b.precio_unitario_usd, b.importe_mn, b.importe_usd
        FROM contracts.v_price_book b
        WHERE (@annex::text IS NULL OR b.clave_anexo = @annex::text)
          AND NOT EXISTS (SELECT 1 FROM unnest(@words::text[]) AS w WHERE position(w IN b.texto) = 0)
        ORDER BY b.orden_anexo, b.clave_anexo, b.orden_fila, b.id
        LIMIT @take::integer OFFSET @skip::integer
        """;
}
