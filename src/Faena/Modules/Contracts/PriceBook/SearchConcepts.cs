using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.PriceBook;

/// <summary>Finds concepts of the price book by words of their code or description, a page of 20 at a time.</summary>
public static class SearchConcepts
{
    private const int PageSize = 20;
    private const int ShortestQuery = 2;

    public static void Map(IEndpointRouteBuilder produccion) =>
        produccion
            .MapGet("/buscar_productos_catalogo", Handle)
            .Needs("contracts.read")
            .Everywhere("the price book is the whole company's")
            .Refuses(422);

    public sealed record Response(IReadOnlyList<Concept> Results, Pagination Pagination);

    public sealed record Concept(long Id, string Text, string Partida, string Unidad, decimal Precio, decimal PrecioUsd, string ClaveAnexo);

    public sealed record Pagination(bool More);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Db db,
        CancellationToken ct,
        string? q = null,
        string? pagina = null
    )
    {
        var errors = new FieldErrors();
        var page = PageNumber.Read(pagina, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        var words = BookQuery.Words(q);
        var args = new
        {
            words = string.Concat(words).Length >= ShortestQuery ? words : [],
            skip = (page - 1) * PageSize,
            // One more than shown tells whether there is another page.
            take = PageSize + 1,
        };
        var found = await db.Query<Concept>(SearchSql, args, ct);
        return TypedResults.Ok(new Response([.. found.Take(PageSize)], new Pagination(found.Count > PageSize)));
    }

    private const string SearchSql = """
        SELECT b.id, coalesce(nullif(b.partida_extraordinaria, ''), b.partida) || ' ' || b.descripcion AS text,
          coalesce(nullif(b.partida_extraordinaria, ''), b.partida) AS partida, b.unidad,
          b.precio_unitario_mn AS precio, b.precio_unitario_usd AS precio_usd, b.clave_anexo
        FROM contracts.v_price_book b
        WHERE NOT EXISTS (SELECT 1 FROM unnest(@words::text[]) AS w WHERE position(w IN b.texto) = 0)
        ORDER BY b.orden_anexo, b.clave_anexo, b.orden_fila, b.id
        LIMIT @take::integer OFFSET @skip::integer
        """;
}
