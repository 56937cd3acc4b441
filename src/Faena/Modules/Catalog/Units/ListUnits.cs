using Faena.Kernel.Access;
using Faena.Kernel.Database;

namespace Faena.Modules.Catalog.Units;

/// <summary>Every unit of measure with the other spellings that mean it.</summary>
public static class ListUnits
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/units", Handle).Needs("catalog.read").Everywhere("the company has one list of units");

    // With members to fill, since Dapper gives no array to a constructor.
    public sealed record Unit
    {
        public long Id { get; init; }
        public string Clave { get; init; } = "";
        public string Descripcion { get; init; } = "";
        public bool Activo { get; init; }
        public long Version { get; init; }
        public string[] Alias { get; init; } = [];
    }

    internal static Task<IReadOnlyList<Unit>> Handle(Db db, CancellationToken ct, bool? activo = null) =>
        db.Query<Unit>(UnitsSql, new { activo }, ct);

    private const string UnitsSql = """
        SELECT u.id, u.clave, u.descripcion, u.activo, u.version,
          ARRAY(SELECT a.alias FROM catalog.unit_alias a WHERE a.id_unidad = u.id ORDER BY a.alias) AS alias
        FROM catalog.unidad_medida u
        WHERE @activo::boolean IS NULL OR u.activo = @activo::boolean
        ORDER BY u.clave
        """;
}
