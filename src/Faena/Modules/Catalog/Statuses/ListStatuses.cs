using Faena.Kernel.Access;
using Faena.Kernel.Database;

namespace Faena.Modules.Catalog.Statuses;

/// <summary>The statuses of each scope (1 proposal, 2 order, 3 billing, 4 step, 5 month, 6 day, 7 evidence); fixed by the product.</summary>
public static class ListStatuses
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/statuses", Handle).Needs("catalog.read").Everywhere("the company has one list of statuses");

    public sealed record Status(
        short NivelAfectacion,
        short Id,
        string Codigo,
        string Descripcion,
        string DescripcionEn,
        bool EsInicial,
        bool Activo
    );

    internal static Task<IReadOnlyList<Status>> Handle(Db db, CancellationToken ct, short? nivelAfectacion = null) =>
        db.Query<Status>(StatusesSql, new { nivelAfectacion }, ct);

    private const string StatusesSql = """
        SELECT nivel_afectacion, id, codigo, descripcion, descripcion_en, es_inicial, activo FROM catalog.cat_estatus
        WHERE @nivelAfectacion::smallint IS NULL OR nivel_afectacion = @nivelAfectacion::smallint
        ORDER BY nivel_afectacion, id
        """;
}
