using Faena.Kernel.Access;
using Faena.Kernel.Database;

namespace Faena.Modules.Catalog.Clients;

/// <summary>Every client by name.</summary>
public static class ListClients
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/clients", Handle).Needs("catalog.read").Everywhere("the company has one list of clients");

    public sealed record Client(long Id, string Descripcion, bool Activo, long Version);

    internal static Task<IReadOnlyList<Client>> Handle(Db db, CancellationToken ct, bool? activo = null) =>
        db.Query<Client>(ClientsSql, new { activo }, ct);

    private const string ClientsSql = """
        SELECT id, descripcion, activo, version FROM catalog.cliente
        WHERE @activo::boolean IS NULL OR activo = @activo::boolean
        ORDER BY descripcion
        """;
}
