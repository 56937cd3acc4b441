using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Contracts.ProductionGrid;

/// <summary>A month sheet that somebody keeps open: read once, then kept up by what changes.</summary>
public sealed class FollowedSheet
{
    private readonly HttpClient client;
    private readonly string address;
    private JsonObject shown;

    private FollowedSheet(HttpClient client, string address, JsonObject shown) =>
        (this.client, this.address, this.shown) = (client, address, shown);

    public static async Task<FollowedSheet> Open(HttpClient client, long order, long site, int month, string type = "TE")
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"id_ot={order}&mes={month}&anio=2025&tipo_tiempo={type}&id_sitio={site}");
        return new FollowedSheet(client, query, await Whole(client, query));
    }

    public long Version => (long)shown["version"]!;

    /// <summary>The sheet read anew.</summary>
    public Task<JsonObject> Whole() => Whole(client, address);

    public async Task<JsonObject> Changes(long? since = null) =>
        (await Get(client, string.Create(CultureInfo.InvariantCulture, $"/changes?{address}&desde={since ?? Version}"))).AsObject();

    /// <summary>Takes over what changed, as the page does. @returns what stands on the screen then.</summary>
    public async Task<JsonObject> Follow()
    {
        var changes = await Changes();
        if (changes["lineas"] is not JsonArray lines)
        {
            shown["version"] = changes["version"]!.DeepClone();
            return shown;
        }
        var next = new JsonObject();
        foreach (var (name, value) in shown)
        {
            next[name] = changes[name]!.DeepClone();
        }
        if (!(bool)changes["completa"]!)
        {
            var touched = changes["guardados"]!
                .AsArray()
                .SelectMany(save => save!["lineas"]!.AsArray())
                .Select(id => (long)id!)
                .ToHashSet();
            var answered = lines.ToDictionary(Id, line => line!);
            var kept = shown["lineas"]!
                .AsArray()
                .Where(line => answered.ContainsKey(Id(line)) || !touched.Contains(Id(line)))
                .Select(line => answered.Remove(Id(line), out var now) ? now.DeepClone() : line!.DeepClone());
            next["lineas"] = new JsonArray([.. kept]);
            // A line that was not on the sheet has no place yet.
            if (answered.Count > 0)
            {
                next = await Whole();
            }
        }
        return shown = next;
    }

    private static long Id(JsonNode? line) => (long)line!["id"]!;

    private static async Task<JsonObject> Whole(HttpClient client, string address) => (await Get(client, "?" + address)).AsObject();

    private static async Task<JsonNode> Get(HttpClient client, string address) =>
        await Expect.Json(
            HttpStatusCode.OK,
            await client.GetAsync("/api/contracts/month-sheet" + address, TestContext.Current.CancellationToken)
        );
}
