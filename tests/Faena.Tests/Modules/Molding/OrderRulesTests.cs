using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Molding;

/// <summary>What an order may not be, and that nothing of it is kept then.</summary>
public class OrderRulesTests(TestApp app) : IClassFixture<TestApp>, IAsyncLifetime
{
    private readonly MoldingSteps plant = new(app);

    public async ValueTask InitializeAsync() => await plant.GivenThePlant();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("peso_tiro", "0", "peso_tiro")]
    [InlineData("peso_tiro", "173.999999", "peso_tiro")]
    [InlineData("peso_unitario", "0", "peso_unitario")]
    [InlineData("peso_unitario", "-87", "peso_unitario")]
    [InlineData("peso_unitario", "87.1234567", "peso_unitario")]
    [InlineData("cavidades", "0", "cavidades")]
    [InlineData("cavidades", "2.5", "cavidades")]
    [InlineData("tiempo_ciclo", "0", "tiempo_ciclo")]
    [InlineData("tiempo_ciclo", "1e30", "tiempo_ciclo")]
    [InlineData("horas_turno", "24.5", "horas_turno")]
    [InlineData("meta_kg", "0", "meta_kg")]
    [InlineData("meta_kg", "null", "meta_kg")]
    [InlineData("meta_docenas", "100", "meta_docenas")]
    [InlineData("tipo_orden", "\"POR_METRO\"", "tipo_orden")]
    [InlineData("calendario", "\"LUN_DOM\"", "calendario")]
    [InlineData("base_tiempo", "\"SEMILLA\"", "base_tiempo")]
    [InlineData("fecha_inicio", "\"21/11/2023\"", "fecha_inicio")]
    [InlineData("fecha_inicio", "\"2023-11-21T07:00:00Z\"", "fecha_inicio")]
    [InlineData("producto", "\"  \"", "producto")]
    [InlineData("numero_op", "\"---\"", "numero_op")]
    [InlineData("numero_op", "\"OP-123456789012345678\"", "numero_op")]
    [InlineData("maquina", "\"M9\"", "maquina")]
    [InlineData("molde", "\"MOLDE-X\"", "molde")]
    [InlineData("lotes[0].color", "\"Fucsia\"", "lotes[0].color")]
    [InlineData("lotes[1].personas", "-1", "lotes[1].personas")]
    [InlineData("lotes[0].stock_kg", "5", "lotes[0].stock_kg")]
    [InlineData("lotes[0].materiales[1].nombre", "\"ABS\"", "lotes[0].materiales[1].nombre")]
    [InlineData("lotes[0].materiales[1].fraccion", "0.7", "lotes[0].materiales")]
    [InlineData("lotes[0].materiales[1].fraccion", "1.2", "lotes[0].materiales[1].fraccion")]
    [InlineData("lotes[0].materiales[1].fraccion", "-0.2", "lotes[0].materiales[1].fraccion")]
    [InlineData("lotes[0].materiales[1].partes", "1", "lotes[0].materiales")]
    [InlineData("lotes[0].pigmentos[0].dosis_gr", "-1", "lotes[0].pigmentos[0].dosis_gr")]
    [InlineData("lotes[0].pigmentos[1].nombre", "\"Negro humo\"", "lotes[0].pigmentos[1].nombre")]
    public async Task A_bad_field_is_named_and_nothing_is_stored(string path, string value, string named)
    {
        var order = MoldingSteps.Buckets();
        Put(order, path, JsonNode.Parse(value));

        await Expect.BadField(named, await plant.Create(order));

        Assert.Equal(HttpStatusCode.NotFound, (await plant.Molder.GetAsync($"/api/ordenes/{order["numero_op"]}")).StatusCode);
    }

    [Fact]
    public async Task A_shot_lighter_than_its_four_pieces_of_ten_grams_is_no_order()
    {
        var order = MoldingSteps.Buckets();
        (order["peso_tiro"], order["peso_unitario"], order["cavidades"]) = (14, 10, 4);

        await Expect.BadField("peso_tiro", await plant.Create(order));

        Assert.Equal(HttpStatusCode.NotFound, (await plant.Molder.GetAsync($"/api/ordenes/{order["numero_op"]}")).StatusCode);
    }

    [Theory]
    [InlineData("""["0.6","0.3","0.1"]""", true)]
    [InlineData("""["0.3333","0.3333","0.3334"]""", true)]
    [InlineData("""["0.3333","0.3333","0.3333"]""", false)]
    [InlineData("""["0.5","0.3","0.2"]""", true)]
    [InlineData("""["0.999999","0.000001"]""", true)]
    [InlineData("""["0.999999","0.000002"]""", false)]
    [InlineData("""["1"]""", true)]
    public async Task A_recipe_is_the_whole_or_nothing(string fractions, bool whole)
    {
        string[] names = ["PP Clarif", "Molido", "PEAD"];
        var order = MoldingSteps.Buckets();
        order["lotes"]![0]!["materiales"] = new JsonArray([
            .. JsonNode
                .Parse(fractions)!
                .AsArray()
                .Select((f, i) => new JsonObject { ["nombre"] = names[i], ["fraccion"] = JsonNode.Parse((string)f!) }),
        ]);

        var answer = await plant.Create(order);

        await (whole ? Expect.Status(HttpStatusCode.Created, answer) : Expect.BadField("lotes[0].materiales", answer));
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("\"OP-1\"", "")]
    [InlineData("null", "")]
    [InlineData("{\"numero_op\":5}", "numero_op")]
    [InlineData("{\"tiempo_ciclo\":\"30\"}", "tiempo_ciclo")]
    [InlineData("{\"lotes\":{}}", "lotes")]
    [InlineData("{\"lotes\":[5]}", "lotes[0]")]
    [InlineData("{\"lotes\":[{\"materiales\":[{\"nombre\":7}]}]}", "lotes[0].materiales[0].nombre")]
    public async Task Another_json_type_is_named_where_it_stands(string body, string path)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        await Expect.WrongType(path, await plant.Molder.PostAsync(MoldingSteps.Route, content));
    }

    [Fact]
    public async Task What_is_no_json_is_no_order_at_all()
    {
        using var content = new StringContent("{\"numero_op\":", Encoding.UTF8, "application/json");

        await Expect.Refusal(HttpStatusCode.BadRequest, "bad_request", await plant.Molder.PostAsync(MoldingSteps.Route, content));
    }

    [Fact]
    public async Task An_empty_body_lists_every_missing_field()
    {
        var problem = await Expect.BadField("numero_op", await plant.Create([]));

        foreach (
            var field in new[] { "fecha_inicio", "producto", "molde", "maquina", "tipo_orden", "tiempo_ciclo", "peso_tiro", "horas_turno" }
        )
        {
            Assert.NotNull(problem["errors"]![field]);
        }
    }

    [Fact]
    public async Task One_number_is_one_order_however_it_is_spelled()
    {
        var number = await plant.Given(MoldingSteps.Buckets());

        var again = await plant.Create(MoldingSteps.Buckets(number.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()));

        var problem = await Expect.Refusal(HttpStatusCode.Conflict, "order_number_taken", again);
        Assert.DoesNotContain("INSERT", problem.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("#")]
    [InlineData(";,")]
    [InlineData("?&%")]
    [InlineData("ñ ")]
    public async Task A_number_of_any_signs_is_reached_by_its_links(string signs)
    {
        var number = $"OP{signs}{Guid.NewGuid():N}"[..16];
        await plant.Given(MoldingSteps.Buckets(number));

        var link = (await plant.Create(MoldingSteps.Buckets(number + "b"))).Headers.Location!.ToString();
        Assert.Equal(
            number + "b",
            (string?)(await Expect.Json(HttpStatusCode.OK, await plant.Molder.GetAsync(link)))["cabecera"]!["numero_op"]
        );
        var page = $"/molding/orders/{Uri.EscapeDataString(number)}";
        foreach (var address in new[] { page, $"{page}/edit", $"{page}/print", $"{page}/import" })
        {
            Assert.Contains(number[^8..], await plant.Molder.Page(address), StringComparison.Ordinal);
        }
        await Expect.Status(HttpStatusCode.OK, await plant.Molder.GetAsync($"/api/ordenes/{Uri.EscapeDataString(number)}.xlsx"));
    }

    [Fact]
    public async Task Two_people_creating_one_number_at_once_make_one_order()
    {
        var number = MoldingSteps.NewNumber();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => plant.Create(MoldingSteps.Buckets(number))));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task The_same_request_sent_twice_makes_one_order_and_the_same_answer()
    {
        var order = MoldingSteps.Buckets();
        var key = Guid.NewGuid().ToString();

        var first = await Expect.Json(HttpStatusCode.Created, await plant.Create(order, key));
        var second = await Expect.Json(HttpStatusCode.Created, await plant.Create(order, key));

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
    }

    [Fact]
    public async Task Names_are_found_in_any_case_and_shown_as_the_catalog_has_them()
    {
        var order = MoldingSteps.Buckets();
        order["maquina"] = " ht-320  a ";
        order["lotes"]![0]!["color"] = "AMARILLO ";

        var read = await plant.Read(await plant.Given(order));

        Assert.Equal("HT-320 A", (string?)read["cabecera"]!["maquina"]);
        Assert.Equal("Amarillo", (string?)read["lotes"]![0]!["colores"]);
    }

    [Fact]
    public async Task Statements_do_not_grow_with_the_lots()
    {
        async Task<int> Statements(int lots)
        {
            var order = MoldingSteps.Buckets();
            order["lotes"] = new JsonArray([.. Enumerable.Range(0, lots).Select(_ => MoldingSteps.Lot("Rojo"))]);
            var number = await plant.Given(order);
            return await app.CountStatements(async () => await plant.Read(number));
        }

        Assert.Equal(await Statements(1), await Statements(40));
    }

    [Fact]
    public async Task Anyone_who_may_only_read_creates_nothing()
    {
        using var request = new StringContent(MoldingSteps.Buckets().ToJsonString(), Encoding.UTF8, "application/json");

        await Expect.Status(HttpStatusCode.Forbidden, await app.SignedInAs("Viewer").PostAsync(MoldingSteps.Route, request));
    }

    private static void Put(JsonNode at, string path, JsonNode? value)
    {
        var steps = path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        foreach (var step in steps[..^1])
        {
            at = int.TryParse(step, CultureInfo.InvariantCulture, out var index) ? at[index]! : at[step]!;
        }
        at[steps[^1]] = value;
    }
}
