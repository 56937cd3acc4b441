using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Faena.Tests.Support;
using Npgsql;

namespace Faena.Tests.Modules.Molding;

/// <summary>Bale after bale, against what was counted.</summary>
public class WeighingTests(TestApp app) : IClassFixture<TestApp>, IAsyncLifetime
{
    private readonly SheetSteps floor = new(app);

    public async ValueTask InitializeAsync() => await floor.Plant.GivenThePlant();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    // Scenario 9 of the specification.
    [Fact]
    public async Task Five_bales_that_weigh_what_was_counted_match()
    {
        var (_, sheet) = await GivenASheet();
        foreach (var weight in new[] { 17.5m, 17.4m, 17.6m, 17.5m, 18.0m })
        {
            await Expect.Status(HttpStatusCode.Created, await Weigh(sheet, Bale(weight)));
        }

        var check = await Check(sheet);

        Assert.Equal(5, check["pesajes"]!.AsArray().Count);
        Assert.Equal(
            (88.0m, 88.0m, 0m, true, 87.0m, 1.0m, true, "COINCIDE"),
            (
                (decimal)check["total_pesado"]!,
                (decimal)check["peso_teorico"]!,
                (decimal)check["diferencia"]!,
                (bool)check["coincide"]!,
                (decimal)check["peso_teorico_neto"]!,
                (decimal)check["diferencia_neta"]!,
                (bool)check["coincide_neto"]!,
                (string)check["semaforo"]!
            )
        );
        Assert.Equal(
            [
                "anulado",
                "balanza",
                "codigo",
                "color",
                "hora_registro",
                "id",
                "id_cliente",
                "id_registro",
                "manual",
                "motivo_anulacion",
                "operador",
                "peso_kg",
            ],
            check["pesajes"]![0]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Thirty_bales_sent_at_once_and_again_are_thirty_and_exactly_five_kilos_too_much()
    {
        var (order, sheet) = await GivenASheet();
        var bales = new JsonArray([.. Enumerable.Range(0, 30).Select(_ => Bale(3.1m))]);

        var first = await Expect.Json(HttpStatusCode.OK, await Sync(sheet, bales));
        var again = await Expect.Json(HttpStatusCode.OK, await Sync(sheet, bales));

        Assert.Equal((30, 0), ((int)first["agregados"]!, (int)first["repetidos"]!));
        Assert.Equal((0, 30), ((int)again["agregados"]!, (int)again["repetidos"]!));
        Assert.Equal(first["pesajes"]!.ToJsonString(), again["pesajes"]!.ToJsonString());
        var check = await Check(sheet);
        Assert.Equal(
            (93.0m, 5.0m, false, 88.0m),
            ((decimal)check["total_pesado"]!, (decimal)check["diferencia"]!, (bool)check["coincide"]!, (decimal)check["peso_teorico"]!)
        );
        Assert.Equal(88.0m, (decimal)(await floor.SheetsOf(order))[0]!["Total Kg (Est)"]!);
    }

    [Fact]
    public async Task What_was_weighed_never_becomes_what_was_counted()
    {
        var (order, sheet) = await GivenASheet();

        await Expect.Status(HttpStatusCode.OK, await Sync(sheet, new JsonArray(Bale(20.5m), Bale(20.5m))));

        var check = await Check(sheet);
        Assert.Equal((41.0m, 88.0m, false), ((decimal)check["total_pesado"]!, (decimal)check["peso_teorico"]!, (bool)check["coincide"]!));
        Assert.Equal(88.0m, (decimal)(await floor.SheetsOf(order))[0]!["Total Kg (Est)"]!);
    }

    [Fact]
    public async Task Bales_hold_pieces_and_match_the_net_weight_of_a_heavy_runner()
    {
        var buckets = MoldingSteps.Buckets();
        (buckets["peso_unitario"], buckets["cavidades"], buckets["peso_tiro"]) = (32, 4, 152);
        var (_, sheet) = await GivenASheet(buckets, shots: 1000);
        foreach (var weight in new[] { 50m, 50m, 28m })
        {
            await Weigh(sheet, Bale(weight));
        }

        var check = await Check(sheet);

        Assert.Equal(
            (152.0m, false, 128.0m, true, "COINCIDE"),
            (
                (decimal)check["peso_teorico"]!,
                (bool)check["coincide"]!,
                (decimal)check["peso_teorico_neto"]!,
                (bool)check["coincide_neto"]!,
                (string)check["semaforo"]!
            )
        );
    }

    [Fact]
    public async Task A_bale_sent_again_is_the_first_one_whatever_its_body()
    {
        var (order, sheet) = await GivenASheet();
        var bale = Bale(17.5m);
        var first = await Expect.Json(HttpStatusCode.Created, await Weigh(sheet, bale));
        (bale["peso_kg"], bale["color"]) = (-3, "Fucsia");

        Assert.Equal(first.ToJsonString(), (await Expect.Json(HttpStatusCode.OK, await Weigh(sheet, bale))).ToJsonString());
        await Expect.Status(HttpStatusCode.OK, await Void(sheet, (long)first["id"]!, "Bulto abierto"));
        Assert.Equal(first.ToJsonString(), (await Expect.Json(HttpStatusCode.OK, await Weigh(sheet, bale))).ToJsonString());
        await floor.Plant.Act(order, "cerrar", "Fin");
        await Expect.Status(HttpStatusCode.OK, await Weigh(sheet, bale));
        Assert.Equal(0m, (decimal)(await Check(sheet))["total_pesado"]!);
    }

    [Fact]
    public async Task A_bale_sent_many_times_at_once_is_one_bale()
    {
        var (_, sheet) = await GivenASheet();
        var bale = Bale(17.5m);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Weigh(sheet, bale)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        Assert.Single((await Check(sheet))["pesajes"]!.AsArray());
    }

    [Fact]
    public async Task A_voided_bale_leaves_the_total_and_keeps_its_row_and_reason()
    {
        var (_, sheet) = await GivenASheet();
        var id = (long)(await Expect.Json(HttpStatusCode.Created, await Weigh(sheet, Bale(17.5m))))["id"]!;
        await Weigh(sheet, Bale(10m));
        await Expect.BadField("motivo", await Void(sheet, id, "  "));

        await Expect.Status(HttpStatusCode.OK, await Void(sheet, id, "Se pesó con tarima"));
        await Expect.Status(HttpStatusCode.OK, await Void(sheet, id, "Otra razón"));

        var check = await Check(sheet);
        Assert.Equal(10m, (decimal)check["total_pesado"]!);
        var voided = check["pesajes"]!.AsArray().Single(p => (long)p!["id"]! == id)!;
        Assert.Equal(
            (true, "Se pesó con tarima", 17.5m),
            ((bool)voided["anulado"]!, (string)voided["motivo_anulacion"]!, (decimal)voided["peso_kg"]!)
        );
        Assert.Equal(
            ["CREATE", "VOID"],
            await app.Rows<string>(
                "SELECT action_type FROM audit.audit_log WHERE table_name = 'molding.control_peso' AND record_id = @id ORDER BY audit_id",
                new { id = id.ToString(System.Globalization.CultureInfo.InvariantCulture) }
            )
        );
        await Expect.Refusal(HttpStatusCode.NotFound, "BALE_NOT_FOUND", await Void(sheet + 1, id, "De otra hoja"));
        await Expect.Refusal(HttpStatusCode.Conflict, "SHEET_HAS_BALES", await floor.Void(sheet, "Error"));
    }

    [Theory]
    [InlineData("peso_kg", "0", "peso_kg")]
    [InlineData("peso_kg", "-4", "peso_kg")]
    [InlineData("peso_kg", "60.001", "peso_kg")]
    [InlineData("peso_kg", "1e400", "peso_kg")]
    [InlineData("peso_kg", "17.1234567", "peso_kg")]
    [InlineData("peso_kg", "null", "peso_kg")]
    [InlineData("color", "\"Fucsia\"", "color")]
    [InlineData("color", "null", "color")]
    [InlineData("id_cliente", "null", "id_cliente")]
    [InlineData("id_cliente", "\"7\"", "id_cliente")]
    public async Task A_bad_field_is_named_and_nothing_is_weighed(string field, string value, string named)
    {
        var (_, sheet) = await GivenASheet();
        var bale = Bale(17.5m);
        bale[field] = JsonNode.Parse(value);

        await Expect.BadField(named, await Weigh(sheet, bale));
        await Expect.BadField($"pesajes[1].{named}", await Sync(sheet, new JsonArray(Bale(1m), bale.DeepClone())));

        Assert.Empty((await Check(sheet))["pesajes"]!.AsArray());
    }

    [Fact]
    public async Task A_weight_is_kept_exactly_as_the_scale_gave_it()
    {
        var (_, sheet) = await GivenASheet();
        await Expect.WrongType("peso_kg", await Weigh(sheet, With(Bale(1), "peso_kg", "17.5")));

        await Expect.Status(HttpStatusCode.Created, await Weigh(sheet, Bale(17.1235m)));
        await Expect.Status(HttpStatusCode.Created, await Weigh(sheet, Bale(60m)));

        Assert.Equal(77.1235m, (decimal)(await Check(sheet))["total_pesado"]!);
    }

    [Fact]
    public async Task A_weight_without_a_scale_is_marked_as_typed_by_hand()
    {
        var (_, sheet) = await GivenASheet();

        var typed = await Expect.Json(HttpStatusCode.Created, await Weigh(sheet, Bale(17.5m)));
        var read = await Expect.Json(HttpStatusCode.Created, await Weigh(sheet, With(Bale(17.5m), "balanza", "Balanza 1")));

        Assert.Equal((true, false), ((bool)typed["manual"]!, (bool)read["manual"]!));
        Assert.Equal("Balanza 1", (string?)read["balanza"]);
    }

    [Fact]
    public async Task A_closed_order_takes_no_bale_no_sync_and_no_void()
    {
        var (order, sheet) = await GivenASheet();
        var bale = (long)(await Expect.Json(HttpStatusCode.Created, await Weigh(sheet, Bale(17.5m))))["id"]!;
        await Expect.Status(HttpStatusCode.OK, await floor.Plant.Act(order, "cerrar", "Meta cumplida"));

        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CLOSED", await Weigh(sheet, Bale(1m)));
        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CLOSED", await Sync(sheet, new JsonArray(Bale(1m))));
        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CLOSED", await Void(sheet, bale, "Tarde"));
        await Expect.Refusal(HttpStatusCode.NotFound, "SHEET_NOT_FOUND", await Weigh(long.MaxValue, Bale(1m)));

        var log = (await floor.Plant.Read(order))["historial"]!.AsArray();
        Assert.Equal(
            ("CERRADA", "molding", "Meta cumplida"),
            ((string)log[^1]!["a"]!, (string)log[^1]!["usuario"]!, (string)log[^1]!["motivo"]!)
        );
        await Expect.BadField("motivo", await floor.Plant.Act(order, "reabrir"));
        await Expect.Status(HttpStatusCode.OK, await floor.Plant.Act(order, "reabrir", "Faltó un bulto"));
        await Expect.Status(HttpStatusCode.Created, await Weigh(sheet, Bale(1m)));
        Assert.Equal(
            ["Meta cumplida", "Faltó un bulto"],
            (await floor.Plant.Read(order))["historial"]!.AsArray().Select(e => (string)e!["motivo"]!).Where(m => m.Length > 0)
        );
    }

    [Fact]
    public async Task Fifty_bales_weighed_while_the_order_closes_leave_none_dated_after_the_close()
    {
        var (order, sheet) = await GivenASheet();
        var posts = Enumerable.Range(0, 50).Select(_ => Weigh(sheet, Bale(1m))).ToList();
        await Expect.Status(HttpStatusCode.OK, await floor.Plant.Act(order, "cerrar", "Meta cumplida"));
        var seen = (await Check(sheet))["pesajes"]!.AsArray().Count;

        await Task.WhenAll(posts);

        Assert.Equal(seen, (await Check(sheet))["pesajes"]!.AsArray().Count);
        Assert.Equal(seen, posts.Count(p => p.Result.StatusCode == HttpStatusCode.Created));
        Assert.Equal(
            0,
            await app.Scalar<int>(
                """
                SELECT count(*)::int FROM molding.control_peso p
                WHERE p.id_registro = @sheet AND p.hora_registro > (
                  SELECT max(h.fecha) FROM molding.orden_historial h JOIN molding.orden_produccion o ON o.id = h.id_orden
                  WHERE o.numero_op = @order AND h.a = 'CERRADA')
                """,
                new { sheet, order }
            )
        );
    }

    // The race by hand: however fast the machine, they meet.
    [Fact]
    public async Task Whoever_comes_while_the_order_is_being_closed_waits_and_finds_it_closed()
    {
        var (order, sheet) = await GivenASheet();
        var another = SheetSteps.Sheet(await floor.GivenAMachine());
        await using var office = new NpgsqlConnection(app.ConnectionString);
        await office.OpenAsync();
        await using var closing = await office.BeginTransactionAsync();
        await office.ExecuteAsync(
            "UPDATE molding.orden_produccion SET estado = 'CERRADA' WHERE numero_op = @order",
            new { order },
            closing
        );

        var posts = new[] { Weigh(sheet, Bale(1m)), Sync(sheet, new JsonArray(Bale(1m))), floor.Record(order, another) };
        await Task.WhenAny(posts.Append(Task.Delay(TimeSpan.FromMilliseconds(400))));
        Assert.All(posts, p => Assert.False(p.IsCompleted));
        await closing.CommitAsync();

        foreach (var answer in await Task.WhenAll(posts))
        {
            await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CLOSED", answer);
        }
        Assert.Empty((await Check(sheet))["pesajes"]!.AsArray());
    }

    [Theory]
    [InlineData("ASAS CARGA ORG 5,10,15")]
    [InlineData("EMBUDO #1")]
    [InlineData("Jarrón; niño \"grande\" 2½")]
    [InlineData("=1+1")]
    public async Task A_label_carries_a_code_and_the_server_gives_back_every_name_whole(string name)
    {
        var unique = $"{name} {Guid.NewGuid():N}"[..Math.Min(name.Length + 9, name.Length + 33)];
        await Expect.Status(
            HttpStatusCode.OK,
            await floor.Plant.Molder.PostAsJsonAsync(
                "/api/molding/catalog",
                new { moldes = new[] { new { codigo = unique } }, colores = new[] { name } }
            )
        );
        var order = MoldingSteps.Buckets();
        (order["molde"], order["producto"]) = (unique, name);
        order["lotes"] = new JsonArray(MoldingSteps.Lot(name));
        var (_, sheet) = await GivenASheet(order, colour: name);
        var code = (string)(await Expect.Json(HttpStatusCode.Created, await Weigh(sheet, Bale(17.5m, name))))["codigo"]!;

        var found = await Expect.Json(HttpStatusCode.OK, await floor.Floor.GetAsync($"/api/molding/bultos/{code.ToLowerInvariant()}"));

        Assert.Matches("^[0-9A-Z]{9}$", code);
        Assert.Equal((unique, name, name), ((string)found["molde"]!, (string)found["producto"]!, (string)found["pesaje"]!["color"]!));
        Assert.Equal(17.5m, (decimal)found["pesaje"]!["peso_kg"]!);
        await Expect.BadField("code", await floor.Floor.GetAsync($"/api/molding/bultos/{code[..8]}{(code[8] == '0' ? '1' : '0')}"));
    }

    private static JsonObject Bale(decimal weight, string colour = "Amarillo") =>
        new()
        {
            ["id_cliente"] = Guid.NewGuid().ToString(),
            ["peso_kg"] = weight,
            ["color"] = colour,
        };

    private static JsonObject With(JsonObject bale, string field, JsonNode value)
    {
        bale[field] = value;
        return bale;
    }

    private Task<HttpResponseMessage> Weigh(long sheet, JsonNode bale) =>
        floor.Floor.PostAsJsonAsync($"{SheetSteps.Route}/{sheet}/pesajes", bale);

    private Task<HttpResponseMessage> Sync(long sheet, JsonArray bales) =>
        floor.Floor.PostAsJsonAsync($"{SheetSteps.Route}/{sheet}/pesajes/sincronizar", new JsonObject { ["pesajes"] = bales.DeepClone() });

    private Task<HttpResponseMessage> Void(long sheet, long bale, string reason) =>
        floor.Floor.PostAsJsonAsync($"{SheetSteps.Route}/{sheet}/pesajes/{bale}/anular", new { motivo = reason });

    private async Task<JsonNode> Check(long sheet) =>
        await Expect.Json(HttpStatusCode.OK, await floor.Floor.GetAsync($"{SheetSteps.Route}/{sheet}/pesajes"));

    private async Task<(string Order, long Sheet)> GivenASheet(JsonObject? order = null, long shots = 500, string colour = "Amarillo")
    {
        var (number, sheet) = await floor.GivenAnOpenOrder(order);
        sheet["colada_final"] = 1000 + shots;
        sheet["detalles"] = new JsonArray(SheetSteps.Row("07:00 - 13:00", shots, colour: colour));
        return (number, SheetSteps.IdOf(await floor.Recorded(number, sheet)));
    }
}
