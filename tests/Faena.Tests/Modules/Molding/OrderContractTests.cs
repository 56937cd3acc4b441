using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Molding;

/// <summary>What a reader of the documented contract gets.</summary>
public class OrderContractTests(TestApp app) : IClassFixture<TestApp>, IAsyncLifetime
{
    private readonly MoldingSteps plant = new(app);

    public async ValueTask InitializeAsync() => await plant.GivenThePlant();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_order_of_the_workbook_reads_as_documented()
    {
        await plant.Given(MoldingSteps.Buckets("OP-1322"));

        var order = await plant.Read("op1322");

        var header = order["cabecera"]!;
        Assert.Equal("OP-1322", (string?)header["numero_op"]);
        Assert.Equal("2023-11-21T07:00:00", (string?)header["fecha_inicio"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$", (string?)header["fecha_creacion"]);
        Assert.Equal("BALDE ROMANO", (string?)header["producto"]);
        Assert.Equal("MOLDE-BALDE-01", (string?)header["molde"]);
        Assert.Equal("M1", (string?)header["maquina"]);
        Assert.Equal("Hidráulica 500T", (string?)header["tipo_maquina"]);
        Assert.Equal("POR_PESO", (string?)header["tipo_orden"]);
        Assert.Equal(30m, (decimal)header["tiempo_ciclo"]!);
        Assert.Equal(87m, (decimal)header["peso_unitario"]!);
        Assert.Equal(2, (int)header["cavidades"]!);
        Assert.Equal(176m, (decimal)header["peso_tiro"]!);
        Assert.Equal(23m, (decimal)header["horas_turno"]!);
        Assert.True((bool)header["activa"]!);
        Assert.Equal("BORRADOR", (string?)header["estado"]);
        Assert.Equal("LUN_SAB", (string?)header["calendario"]);
        Assert.Equal("ENTREGADO", (string?)header["base_tiempo"]);
        Assert.Equal(1050m, (decimal)header["meta_kg"]!);
        Assert.True(header.AsObject().ContainsKey("meta_docenas") && header["meta_docenas"] is null);
        Assert.True(header.AsObject().ContainsKey("ciclos") && header.AsObject().ContainsKey("tipo_cambio"));

        var table = order["tabla_auxiliar"]!;
        Assert.Equal("2023-11-23", (string?)table["F.Fin"]);
        foreach (
            var (key, value) in new (string, decimal)[]
            {
                ("Dias", 2.19m),
                ("Horas", 50.28m),
                ("Peso(Kg) PRODUCCION", 1050m),
                ("Peso (Kg) Inc. Merma", 1061.93m),
                ("%Merma", 0.0114m),
                ("Merma Natural Kg", 11.93m),
                ("Cantidad DOC", 1005.75m),
                ("% EXTRA", 0.0114m),
                ("EXTRA", 11.93m),
                ("Total DOC", 1006m),
                ("Peso Kg REAL PARA ENTREGAR A MAQUINA", 1061.93m),
            }
        )
        {
            Assert.Equal(value, (decimal)table[key]!);
        }

        var lot = order["lotes"]![0]!;
        Assert.Equal("Amarillo", (string?)lot["colores"]);
        Assert.True(lot.AsObject().ContainsKey("Por cantidad") && lot["Por cantidad"] is null);
        Assert.True(lot.AsObject().ContainsKey("Stock (Kg)") && lot["Stock (Kg)"] is null);
        Assert.Equal(175m, (decimal)lot["Peso (Kg)"]!);
        Assert.Equal(1.99m, (decimal)lot["Extra (kg)"]!);
        Assert.Equal(176.99m, (decimal)lot["TOTAL + EXTRA Kg"]!);
        Assert.Equal(("PP Clarif", "Virgen", 0.5m, 88.49m), MaterialOf(lot, 0));
        Assert.Equal(("Molido", "Segunda", 0.5m, 88.50m), MaterialOf(lot, 1));
        Assert.Equal("Amarillo CH 1041", (string?)lot["pigmentos"]![0]!["nombre"]);
        Assert.Equal(30m, (decimal)lot["pigmentos"]![0]!["dosis_gr"]!);
        Assert.Equal(1, (int)lot["mano_obra"]!["personas"]!);
        Assert.Equal(8.38m, (decimal)lot["mano_obra"]!["horas_hombre"]!);
        Assert.Equal(1061.93m, order["lotes"]!.AsArray().Sum(l => (decimal)l!["TOTAL + EXTRA Kg"]!));
    }

    [Fact]
    public async Task The_answer_to_a_new_order_is_what_reading_it_gives()
    {
        var order = MoldingSteps.Buckets();

        var answer = await Expect.Json(HttpStatusCode.Created, await plant.Create(order));

        Assert.Equal((await plant.Read((string)order["numero_op"]!)).ToJsonString(), answer.ToJsonString());
    }

    [Fact]
    public async Task Its_figures_stand_there_with_all_their_places_as_text()
    {
        var number = await plant.Given(MoldingSteps.Buckets());

        var figures = (await plant.Read(number))["calculo"]!;

        Assert.Equal("174", (string?)figures["peso_neto_tiro"]);
        Assert.Equal("2", (string?)figures["peso_colada"]);
        Assert.StartsWith("0.01136363636363636363", (string?)figures["merma"], StringComparison.Ordinal);
        Assert.Equal("1050", (string?)figures["produccion_kg"]);
        Assert.StartsWith("1061.931818181818181818", (string?)figures["entregar_kg"], StringComparison.Ordinal);
        Assert.Equal("120", (string?)figures["golpes_hora"]);
        Assert.StartsWith("50.28086", (string?)figures["entregado"]!["horas"], StringComparison.Ordinal);
        Assert.StartsWith("50.28735632183908", (string?)figures["neto"]!["horas"], StringComparison.Ordinal);
        Assert.Equal("2023-11-23", (string?)figures["neto"]!["fecha_fin"]);
        Assert.Equal("ENTREGAR_MATERIAL_EXTRA", (string?)figures["aviso"]);
        Assert.Equal("175", (string?)figures["lotes"]![0]!["base_kg"]);
        Assert.StartsWith("424.7727272727", (string?)figures["lotes"]![0]!["pigmentos"]![0]!["gramos"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-11-20", "2025-11-22", "2025-11-24")]
    [InlineData("2025-11-21", "2025-11-24", "2025-11-25")]
    [InlineData("2023-11-21T23:30", "2023-11-23", "2023-11-23")]
    public async Task The_end_follows_the_plants_calendar(string start, string mondayToSaturday, string mondayToFriday)
    {
        foreach (var (week, end) in new[] { ("LUN_SAB", mondayToSaturday), ("LUN_VIE", mondayToFriday) })
        {
            var order = MoldingSteps.Buckets(start: start);
            order["calendario"] = week;

            Assert.Equal(end, (string?)(await plant.Read(await plant.Given(order)))["tabla_auxiliar"]!["F.Fin"]);
        }
    }

    [Fact]
    public async Task By_quantity_the_dozens_decide()
    {
        var order = MoldingSteps.Buckets();
        Change(order, ("tipo_orden", "POR_CANTIDAD"), ("meta_kg", null), ("meta_docenas", 100), ("peso_unitario", 45), ("cavidades", 4));
        Change(order, ("peso_tiro", 200), ("tiempo_ciclo", 20), ("horas_turno", 24), ("lotes", MoldingSteps.Lots(2)));

        var read = await plant.Read(await plant.Given(order));

        Assert.Equal(54.00m, (decimal)read["tabla_auxiliar"]!["Peso(Kg) PRODUCCION"]!);
        Assert.Equal(0.05m, (decimal)read["tabla_auxiliar"]!["% EXTRA"]!);
        Assert.Equal(2.70m, (decimal)read["tabla_auxiliar"]!["EXTRA"]!);
        Assert.Equal(56.70m, (decimal)read["tabla_auxiliar"]!["Peso Kg REAL PARA ENTREGAR A MAQUINA"]!);
        Assert.All(
            read["lotes"]!.AsArray(),
            l => Assert.Equal((27.00m, 28.35m), ((decimal)l!["Por cantidad"]!, (decimal)l["TOTAL + EXTRA Kg"]!))
        );
    }

    [Theory]
    [InlineData(600, "23.751", 4, "100", "29.976")]
    [InlineData(600, "23.75", 4, "100", "15")]
    [InlineData(600, "22.5", 4, "100", "30")]
    [InlineData(600, "22.499", 4, "100", "0")]
    [InlineData(800, "158.27", 3, "499.8", "20")]
    [InlineData(800, "149.97", 3, "499.9", "40")]
    public async Task The_extra_changes_exactly_at_its_thresholds(int target, string unit, int cavities, string shot, string extra)
    {
        var order = MoldingSteps.Buckets();
        Change(order, ("meta_kg", target), ("peso_unitario", Number(unit)), ("cavidades", cavities), ("peso_tiro", Number(shot)));

        Assert.Equal(extra, (string?)(await plant.Read(await plant.Given(order)))["calculo"]!["extra_kg"]);
    }

    [Fact]
    public async Task A_stock_order_adds_up_its_lots_and_shares_the_extra_equally()
    {
        var order = MoldingSteps.Buckets();
        Change(order, ("tipo_orden", "STOCK"), ("meta_kg", null), ("peso_unitario", 59), ("peso_tiro", 122), ("tiempo_ciclo", 25));
        order["lotes"] = MoldingSteps.Lots(3, 120.5m, 80.25m, 45.125m);

        var read = await plant.Read(await plant.Given(order));

        Assert.Equal("245.875", (string?)read["calculo"]!["produccion_kg"]);
        Near(8.0615m, read["calculo"]!["extra_kg"]);
        foreach (var (lot, total) in read["calculo"]!["lotes"]!.AsArray().Zip([123.1872m, 82.9372m, 47.8122m]))
        {
            Near(2.6872m, lot!["extra_kg"]);
            Near(total, lot["total_kg"]);
        }
        Assert.Equal(347.28m, (decimal)read["tabla_auxiliar"]!["Cantidad DOC"]!);
    }

    [Fact]
    public async Task A_lot_without_stock_is_zero_and_still_gets_its_part_of_the_extra()
    {
        var order = MoldingSteps.Buckets();
        Change(order, ("tipo_orden", "STOCK"), ("meta_kg", null), ("peso_unitario", 59), ("peso_tiro", 122), ("tiempo_ciclo", 25));
        order["lotes"] = MoldingSteps.Lots(3, 100m, null, 50m);

        var read = await plant.Read(await plant.Given(order));

        Assert.Equal(0m, (decimal)read["lotes"]![1]!["Stock (Kg)"]!);
        Assert.Equal(1.64m, (decimal)read["lotes"]![1]!["Extra (kg)"]!);
        Near(154.918033m, read["calculo"]!["entregar_kg"]);
        Assert.Equal((decimal)read["tabla_auxiliar"]!["EXTRA"]!, read["lotes"]!.AsArray().Sum(l => (decimal)l!["Extra (kg)"]!));
    }

    [Fact]
    public async Task Parts_are_kept_exactly()
    {
        var order = MoldingSteps.Buckets();
        order["lotes"] = new JsonArray(MoldingSteps.Lot("Rojo"));
        order["lotes"]![0]!["materiales"] = MoldingSteps.Parts(("PP Clarif", 5), ("Molido", 1));

        var lot = (await plant.Read(await plant.Given(order)))["lotes"]![0]!;

        Assert.Equal([5, 1], lot["materiales"]!.AsArray().Select(m => (int)m!["partes"]!));
        Assert.Equal(0.833333333333m, (decimal)lot["materiales"]![0]!["fraccion"]!);
        Assert.Equal((decimal)lot["TOTAL + EXTRA Kg"]!, lot["materiales"]!.AsArray().Sum(m => (decimal)m!["peso_kg"]!));
    }

    [Fact]
    public async Task A_draft_without_lots_shows_its_totals()
    {
        var order = MoldingSteps.Buckets();
        order["lotes"] = new JsonArray();

        var read = await plant.Read(await plant.Given(order));

        Assert.Empty(read["lotes"]!.AsArray());
        Assert.Equal(1061.93m, (decimal)read["tabla_auxiliar"]!["Peso Kg REAL PARA ENTREGAR A MAQUINA"]!);
        Assert.Equal(2.19m, (decimal)read["tabla_auxiliar"]!["Dias"]!);
    }

    [Fact]
    public async Task An_order_without_production_has_no_end()
    {
        var order = MoldingSteps.Buckets();
        Change(order, ("tipo_orden", "STOCK"), ("meta_kg", null), ("lotes", new JsonArray()));

        var read = await plant.Read(await plant.Given(order));

        Assert.Null(read["tabla_auxiliar"]!["F.Fin"]);
        Assert.Equal("0", (string?)read["calculo"]!["faltante"]);
    }

    [Fact]
    public async Task The_pieces_of_a_family_mold_make_one_shot()
    {
        var order = MoldingSteps.Buckets();
        order["piezas"] = new JsonArray(
            new JsonObject
            {
                ["nombre"] = "Balde",
                ["cavidades"] = 2,
                ["peso_unitario"] = 60,
            },
            new JsonObject
            {
                ["nombre"] = "Asa",
                ["cavidades"] = 1,
                ["peso_unitario"] = 54,
            }
        );
        order.Remove("peso_unitario");
        order.Remove("cavidades");

        var read = await plant.Read(await plant.Given(order));

        Assert.Equal("174", (string?)read["calculo"]!["peso_neto_tiro"]);
        Assert.Equal(3, (int)read["cabecera"]!["cavidades"]!);
        Assert.Equal(["Balde", "Asa"], read["cabecera"]!["piezas"]!.AsArray().Select(p => (string?)p!["nombre"]));
    }

    [Fact]
    public async Task Hours_and_days_follow_the_chosen_basis_and_both_are_there()
    {
        var order = MoldingSteps.Buckets();
        order["base_tiempo"] = "NETO";

        var read = await plant.Read(await plant.Given(order));

        Assert.Equal(50.29m, (decimal)read["tabla_auxiliar"]!["Horas"]!);
        Assert.StartsWith("50.28086", (string?)read["calculo"]!["entregado"]!["horas"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_number_is_404()
    {
        await Expect.Refusal(HttpStatusCode.NotFound, "ORDER_NOT_FOUND", await plant.Molder.GetAsync("/api/ordenes/OP-0"));
        await Expect.Refusal(HttpStatusCode.NotFound, "ORDER_NOT_FOUND", await plant.Molder.GetAsync("/api/ordenes/-"));
    }

    [Fact]
    public async Task A_calculation_while_typing_gives_the_same_figures_and_says_what_is_missing()
    {
        var order = MoldingSteps.Buckets();
        var saved = await plant.Read(await plant.Given((JsonObject)order.DeepClone()));
        order.Remove("numero_op");
        order.Remove("maquina");

        var typed = await plant.Preview(order);

        Assert.Equal(saved["calculo"]!.ToJsonString(), typed["calculo"]!.ToJsonString());
        Assert.Equal(saved["tabla_auxiliar"]!.ToJsonString(), typed["tabla_auxiliar"]!.ToJsonString());
        Assert.Empty(typed["errores"]!.AsObject());

        order["lotes"]![0]!["materiales"] = MoldingSteps.Recipe(("PP Clarif", 0.7m), ("Molido", 0.7m));
        order.Remove("peso_tiro");
        var unfinished = await plant.Preview(order);
        Assert.Null(unfinished["calculo"]);
        Assert.Equal(
            ["lotes[0].materiales", "peso_tiro"],
            unfinished["errores"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Holidays_move_the_end_of_every_order_that_meets_them()
    {
        var number = await plant.Given(MoldingSteps.Buckets(start: "2030-12-23"));
        var before = (string?)(await plant.Read(number))["tabla_auxiliar"]!["F.Fin"];

        await SetHolidays("2030-12-25", "2031-01-01");
        var after = (string?)(await plant.Read(number))["tabla_auxiliar"]!["F.Fin"];
        await SetHolidays();

        Assert.Equal(("2030-12-25", "2030-12-26"), (before, after));
    }

    private async Task SetHolidays(params string[] dates) =>
        await Expect.Status(
            HttpStatusCode.OK,
            await plant.Molder.PutAsync(
                "/api/molding/holidays",
                System.Net.Http.Json.JsonContent.Create(new { fechas = dates }),
                TestContext.Current.CancellationToken
            )
        );

    private static (string?, string?, decimal, decimal) MaterialOf(JsonNode lot, int at)
    {
        var material = lot["materiales"]![at]!;
        return ((string?)material["nombre"], (string?)material["tipo"], (decimal)material["fraccion"]!, (decimal)material["peso_kg"]!);
    }

    private static void Change(JsonObject order, params (string Key, JsonNode? Value)[] changes)
    {
        foreach (var (key, value) in changes)
        {
            order[key] = value;
        }
    }

    private static void Near(decimal expected, JsonNode? found) =>
        Assert.True(Math.Abs(expected - Number((string)found!)) < 0.0001m, $"{expected}, got {found}");

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
