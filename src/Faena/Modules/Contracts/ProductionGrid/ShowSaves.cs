using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>Who saved volumes of an order since a given save: a page asks it to tell whose change a cell shows.</summary>
public static class ShowSaves
{
    public static void Map(IEndpointRouteBuilder contracts) =>
        contracts.MapGet("/work-orders/{id:long}/saves", Handle).Needs("contracts.read").Of(Scope.Family("id"));

    public sealed record Response(IReadOnlyList<Save> Guardados);

    public sealed record Save(long Version, string Usuario, DateTime Fecha);

    private static async Task<Ok<Response>> Handle(long id, long? desde, Db db, CancellationToken ct) =>
        TypedResults.Ok(
            new Response(
                await db.Query<Save>(
                    SavesSql,
                    new
                    {
                        id,
                        desde = desde ?? 0,
                        most = MostSaves,
                    },
                    ct
                )
            )
        );

    // A page that slept longer than this re-reads everything without names.
    private const int MostSaves = 500;

    private const string SavesSql = """
        SELECT version, usuario, fecha FROM (
          SELECT s.version, s.usuario, s.fecha
          FROM contracts.ot o JOIN contracts.family_save s ON s.id_familia = o.id_familia
          WHERE o.id = @id::bigint AND s.version > @desde::bigint
          ORDER BY s.version DESC LIMIT @most::int) latest
        ORDER BY version
        """;
}
