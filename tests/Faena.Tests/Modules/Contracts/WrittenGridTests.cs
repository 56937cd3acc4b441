using System.Net;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Contracts;

/// <summary>The grids are written by hand, for speed; what the API's description says of them is a type. The two must be one.</summary>
public class WrittenGridTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly ContractsWorld world = new(app);

    [Fact]
    public async Task A_grid_has_the_members_that_its_description_says_and_no_others()
    {
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site);
        await world.GivenLines(order, ContractsWorld.Line("1.1", 5, mxn: 10), ContractsWorld.Line("1.2", 5, usd: 10));
        var line = await world.LineId(order, site, "1.1");
        await world.Save(order, site, 3, "TE", ContractsWorld.Cell(line, 2, 4));
        await world.Save(order, site, 3, "CMA", ContractsWorld.Cell(line, 2, 4));
        var description = await Expect.Json(HttpStatusCode.OK, await world.Admin.GetAsync("/openapi/v1.json"));
        var sheet = $"?id_ot={order}&mes=3&anio=2025&id_sitio={site}&desde=1";

        foreach (
            var grid in new[]
            {
                "/api/produccion/obtener_partidas_produccion",
                "/api/contracts/month-sheet",
                "/api/contracts/month-sheet/changes",
                "/api/produccion/ots_por_sitio_grid",
            }
        )
        {
            var written = await Expect.Json(HttpStatusCode.OK, await world.Admin.GetAsync(grid + sheet));
            var schema = description["paths"]![grid]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;

            var differences = Differences(written, schema, description, grid).ToList();
            Assert.True(differences.Count == 0, string.Join("\n", differences));
        }
    }

    /// <summary>Members that are not described, and members that always stand there by the description and do not.</summary>
    private static IEnumerable<string> Differences(JsonNode? written, JsonNode schema, JsonNode description, string at)
    {
        var kinds = Kinds(schema, description).ToList();
        switch (written)
        {
            case JsonObject members:
                var described = kinds.Where(k => k["properties"] is not null || k["additionalProperties"] is not null).ToList();
                return described.Count == 0
                    ? [$"{at}: no object by the description"]
                    : described.Select(kind => InObject(members, kind, description, at).ToList()).MinBy(found => found.Count)!;
            case JsonArray items:
                return kinds.Find(k => (string?)k["type"] == "array") is not { } list ? [$"{at}: no list by the description"]
                    // A list of anything says no more of it.
                    : list["items"] is not { } each ? []
                    : items.SelectMany((item, i) => Differences(item, each, description, $"{at}[{i}]"));
            default:
                return [];
        }
    }

    private static IEnumerable<string> InObject(JsonObject members, JsonNode kind, JsonNode description, string at)
    {
        var named = kind["properties"] as JsonObject ?? [];
        foreach (var missing in (kind["required"] as JsonArray ?? []).Select(r => (string)r!).Where(r => !members.ContainsKey(r)))
        {
            yield return $"{at}.{missing}: always there by the description, and not written";
        }
        foreach (var (name, value) in members)
        {
            if ((named[name] ?? kind["additionalProperties"]) is not JsonObject schema)
            {
                yield return $"{at}.{name}: written, and not described";
                continue;
            }
            foreach (var difference in Differences(value, schema, description, $"{at}.{name}"))
            {
                yield return difference;
            }
        }
    }

    /// <summary>The schema itself, or each of those that it may be.</summary>
    private static IEnumerable<JsonNode> Kinds(JsonNode schema, JsonNode description) =>
        (string?)schema["$ref"] is { } reference ? Kinds(description["components"]!["schemas"]![reference.Split('/')[^1]]!, description)
        : (schema["oneOf"] ?? schema["anyOf"]) is JsonArray several ? several.SelectMany(one => Kinds(one!, description))
        : [schema];
}
