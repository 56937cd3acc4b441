using System.Net;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Kernel;

/// <summary>The description of the API: whether it is whole, and true.</summary>
public class OpenApiTests(TestApp app) : IClassFixture<TestApp>
{
    private sealed record Call(string Address, string Method, JsonNode Told)
    {
        public override string ToString() => $"{Method} {Address}";
    }

    [Fact]
    public async Task Every_call_has_a_name_of_its_own_a_summary_and_a_module()
    {
        var calls = Calls(await Document());

        Assert.Empty(calls.GroupBy(c => (string?)c.Told["operationId"]).Where(g => g.Key is null || g.Count() > 1).SelectMany(g => g));
        Assert.Empty(calls.Where(c => string.IsNullOrEmpty((string?)c.Told["summary"])));
        Assert.Empty(calls.Where(c => c.Told["tags"]?.AsArray().Count != 1));
        Assert.Equal("saveRate", (string?)calls.Single(c => c.Address.EndsWith("/rate", StringComparison.Ordinal)).Told["operationId"]);
    }

    [Fact]
    public async Task Every_call_says_what_it_answers_and_every_body_what_it_holds()
    {
        var calls = Calls(await Document());

        Assert.Empty(
            from call in calls
            let answers = call.Told["responses"]!.AsObject().Where(r => r.Key.StartsWith('2')).ToList()
            where
                answers.Count == 0
                || answers.Exists(a => a.Key != "204" && a.Value!["content"]?.AsObject().All(c => c.Value!["schema"] is not null) != true)
            select call
        );
        Assert.Empty(
            from call in calls
            where call.Told["requestBody"] is { } body && body["content"]!.AsObject().Any(c => c.Value!["schema"] is null)
            select call
        );
    }

    [Fact]
    public async Task Every_parameter_has_a_type_and_is_told_in_words() =>
        Assert.Empty(
            from call in Calls(await Document())
            from parameter in call.Told["parameters"]?.AsArray() ?? []
            where parameter!["schema"]?["type"] is null || string.IsNullOrEmpty((string?)parameter["description"])
            select $"{parameter["name"]} of {call}"
        );

    [Fact]
    public async Task A_schema_is_called_after_its_slice_so_that_no_two_fall_into_one()
    {
        var schemas = (await Document())["components"]!["schemas"]!.AsObject();

        Assert.Equal(["tipo_cambio"], schemas["SaveRateRequest"]!["properties"]!.AsObject().Select(p => p.Key));
        Assert.Contains("password", schemas["SignInRequest"]!["properties"]!.AsObject().Select(p => p.Key));
        Assert.DoesNotContain("Request", schemas.Select(s => s.Key));
        Assert.DoesNotContain("Response", schemas.Select(s => s.Key));
    }

    [Fact]
    public async Task Refusals_are_problems_with_the_codes_that_the_call_can_answer()
    {
        var save = Calls(await Document()).Single(c => c.Address.EndsWith("/guardar_produccion_masiva", StringComparison.Ordinal));

        var refusals = save.Told["responses"]!.AsObject().Where(r => r.Key[0] is '4' or '5').ToDictionary(r => r.Key, r => r.Value!);
        Assert.Superset(
            new HashSet<string>(["400", "401", "403", "404", "409", "413", "415", "422", "429", "503"]),
            refusals.Keys.ToHashSet()
        );
        Assert.All(refusals.Values, r => Assert.Equal(["application/problem+json"], r["content"]!.AsObject().Select(c => c.Key)));
        var codes = refusals["409"]["content"]!["application/problem+json"]!["schema"]!["allOf"]![1]!["properties"]!["code"]![
            "enum"
        ]!.AsArray();
        Assert.Superset(
            new HashSet<string?>(["cells_changed", "month_closed", "order_cancelled", "volume_billed"]),
            codes.Select(c => (string?)c).ToHashSet()
        );
    }

    [Fact]
    public async Task Who_may_call_follows_from_the_route_and_a_stream_is_a_stream()
    {
        var document = await Document();
        var calls = Calls(document);

        Assert.Equal(["session", "token"], document["components"]!["securitySchemes"]!.AsObject().Select(s => s.Key).Order());
        Assert.Empty(Security("/api/session", "post"));
        Assert.Equal(2, Security("/api/audit", "get").Count);
        Assert.Equal(
            ["text/event-stream"],
            calls.Single(c => c.Address == "/api/live").Told["responses"]!["200"]!["content"]!.AsObject().Select(c => c.Key)
        );

        JsonArray Security(string address, string method) =>
            calls.Single(c => c.Address == address && c.Method == method).Told["security"]!.AsArray();
    }

    [Fact]
    public async Task Quantities_are_numbers_and_never_text()
    {
        var cell = (await Document())["components"]!["schemas"]!["SaveProductionCell"]!["properties"]!;

        Assert.Equal("""["null","number"]""", Sorted(cell["valor"]!["type"]!));
        Assert.Equal("""["integer","null"]""", Sorted(cell["version"]!["type"]!));
        Assert.Equal("""["integer","null"]""", Sorted(cell["dia"]!["type"]!));

        static string Sorted(JsonNode types) =>
            new JsonArray([.. types.AsArray().Select(t => (string?)t).Order().Select(t => (JsonNode?)t)]).ToJsonString();
    }

    [Fact]
    public async Task A_public_linter_has_nothing_against_it()
    {
        var file = Path.Combine(ClientTools.NewFolder().FullName, "faena.json");
        await File.WriteAllTextAsync(file, (await Document()).ToJsonString());

        var (exit, said) = await ClientTools.Run("redocly", "lint", file, "--extends", "recommended");

        Assert.True(exit == 0, said);
    }

    private static List<Call> Calls(JsonNode document) =>
        [
            .. from path in document["paths"]!.AsObject()
            from call in path.Value!.AsObject()
            select new Call(path.Key, call.Key, call.Value!),
        ];

    private async Task<JsonNode> Document() => await Expect.Json(HttpStatusCode.OK, await app.Anonymous().GetAsync("/openapi/v1.json"));
}
