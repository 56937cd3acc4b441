using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Database;

namespace Faena.Modules.Molding.Catalogs;

/// <summary>Every entry of a catalog by name, with its pieces.</summary>
public static class ListEntries
{
    public static void Map(IEndpointRouteBuilder api)
    {
        foreach (var kind in CatalogKind.All)
        {
            api.MapGet($"/catalog/{kind.Key}", (Db db, CancellationToken ct) => Handle(kind, db, ct)).Needs("molding.read");
        }
    }

    public sealed record Response(IReadOnlyList<JsonObject> Entradas);

    private static async Task<Response> Handle(CatalogKind kind, Db db, CancellationToken ct) =>
        new(await CatalogEntries.List(db, kind, ct));
}
