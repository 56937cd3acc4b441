using System.Text.Json.Nodes;
using Faena.Kernel.Database;
using Faena.Kernel.Http;

namespace Faena.Modules.Molding.Catalogs;

/// <summary>The entries of a catalog as JSON objects, which is how they come in and go out.</summary>
internal static class CatalogEntries
{
    public static async Task<IReadOnlyList<JsonObject>> List(Db db, CatalogKind kind, CancellationToken ct) =>
        [.. (await db.Query<string>(kind.ListSql, null, ct)).Select(Parse)];

    public static async Task<IReadOnlyList<JsonObject>> List(DbWork work, CatalogKind kind) =>
        [.. (await work.Query<string>(kind.ListSql)).Select(Parse)];

    public static async Task<long> Add(DbWork work, CatalogKind kind, JsonObject entry)
    {
        var id = await work.One<long>(kind.AddSql, new { entry = entry.ToJsonString() });
        await ReplacePieces(work, kind, id, entry);
        return id;
    }

    /// <returns>Whether there is such an entry.</returns>
    public static async Task<bool> Change(DbWork work, CatalogKind kind, long id, JsonObject entry)
    {
        if (await work.Execute(kind.ChangeSql, new { id, entry = entry.ToJsonString() }) == 0)
        {
            return false;
        }
        await ReplacePieces(work, kind, id, entry);
        return true;
    }

    /// <summary>The entry's name is another spelling of an entry that was merged: nobody may take it.</summary>
    public static Task<bool> IsOtherName(DbWork work, CatalogKind kind, JsonObject entry, long? of) =>
        entry[kind.Identity.Name] is { } name
            ? work.One<bool>(
                OtherNameSql,
                new
                {
                    catalog = kind.Word,
                    name = (string?)name,
                    of,
                }
            )
            : Task.FromResult(false);

    private static async Task ReplacePieces(DbWork work, CatalogKind kind, long id, JsonObject entry)
    {
        if (kind is { RemovePiecesSql: { } remove, AddPiecesSql: { } add } && entry.ContainsKey("piezas"))
        {
            await work.Execute(remove, new { id });
            await work.Execute(add, new { id, entry = entry.ToJsonString() });
        }
    }

    private static JsonObject Parse(string json)
    {
        var entry = JsonNode.Parse(json)!.AsObject();
        Trim(entry);
        // Read anew, so that a number converts to whatever it is asked for as.
        return JsonNode.Parse(entry.ToJsonString())!.AsObject();
    }

    // The database gives every decimal with all the places its column has.
    private static void Trim(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (value is JsonValue number && number.TryGetValue<decimal>(out var amount))
                    {
                        members[name] = amount.Trimmed();
                    }
                    else if (value is not null)
                    {
                        Trim(value);
                    }
                }
                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Trim(item!);
                }
                break;
        }
    }

    private const string OtherNameSql = """
        SELECT EXISTS (
          SELECT FROM molding.otro_nombre
          WHERE catalogo = @catalog::text AND nombre = lower(@name::text) AND id_entrada IS DISTINCT FROM @of::bigint)
        """;
}
