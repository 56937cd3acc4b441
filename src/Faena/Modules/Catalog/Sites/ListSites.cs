using Faena.Kernel.Access;
using Faena.Kernel.Database;

namespace Faena.Modules.Catalog.Sites;

/// <summary>Every place of work, with the kind of front it is.</summary>
public static class ListSites
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/sites", Handle).Needs("catalog.read").Everywhere("the names of places are no secret");

    public sealed record Site(long Id, string Descripcion, string Frente, int? Numero, string ZonaHoraria, bool Activo, long Version);

    internal static Task<IReadOnlyList<Site>> Handle(Db db, CancellationToken ct, bool? activo = null) =>
        db.Query<Site>(SitesSql, new { activo }, ct);

    private const string SitesSql = """
        SELECT s.id, s.descripcion, f.clase AS frente, s.numero, s.zona_horaria, s.activo, s.version
        FROM catalog.sitio s JOIN catalog.frente f ON f.id = s.id_frente
        WHERE @activo::boolean IS NULL OR s.activo = @activo::boolean
        ORDER BY f.id, s.numero, s.descripcion
        """;
}
