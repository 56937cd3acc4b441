using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Catalogs.Pages;

/// <summary>The entries of one of the plant's catalogs, where they are added, changed, merged and imported.</summary>
public static class ShowCatalogPage
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/molding/catalog", (HttpRequest request, Db db, CancellationToken ct) => Handle(CatalogKind.All[0], request, db, ct))
            .Needs("molding.read")
            .ExcludeFromDescription();
        foreach (var kind in CatalogKind.All)
        {
            app.MapGet($"/molding/catalog/{kind.Key}", (HttpRequest request, Db db, CancellationToken ct) => Handle(kind, request, db, ct))
                .Needs("molding.read")
                .ExcludeFromDescription();
        }
    }

    private static async Task<RazorComponentResult<CatalogPage>> Handle(
        CatalogKind kind,
        HttpRequest request,
        Db db,
        CancellationToken ct
    ) =>
        new(
            new
            {
                View = new View(
                    kind,
                    await CatalogEntries.List(db, kind, ct),
                    request.Query["q"].ToString().Trim(),
                    request.Query["state"]
                ),
            }
        );

    /// <summary>A catalog as the page shows it.</summary>
    public sealed class View(CatalogKind kind, IReadOnlyList<JsonObject> all, string words, string? state)
    {
        public CatalogKind Kind => kind;
        public string Words => words;
        public string State => state is "inactive" or "all" ? state : "";
        public bool IsFiltered => words.Length > 0 || State.Length > 0;

        public IReadOnlyList<JsonObject> All => all;

        public IReadOnlyList<JsonObject> Shown =>
            [
                .. all.Where(e =>
                    (State == "all" || IsActive(e) == (State != "inactive"))
                    && Texts(e).Any(t => t.Contains(words, StringComparison.CurrentCultureIgnoreCase))
                ),
            ];

        public string NameOf(JsonObject entry) => (string)entry[kind.Identity.Name]!;

        public static long IdOf(JsonObject entry) => (long)entry["id"]!;

        public static bool IsActive(JsonObject entry) => (bool)entry["activo"]!;

        private static IEnumerable<string> Texts(JsonObject entry) =>
            entry.Select(m => m.Value).OfType<JsonValue>().Select(v => v.ToString());
    }
}
