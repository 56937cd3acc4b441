using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Molding;

/// <summary>An order's own workbook, edited in a spreadsheet, changes the order once somebody has seen the differences.</summary>
public class ReimportOrderTests(TestApp app) : IClassFixture<TestApp>, IAsyncLifetime
{
    private readonly MoldingSteps plant = new(app);

    public async ValueTask InitializeAsync() => await plant.GivenThePlant();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    public static TheoryData<string> Orders() => ["weight", "quantity", "stock", "parts", "family", "empty", "formula", "seconds", "twins"];

    [Theory, MemberData(nameof(Orders))]
    public async Task An_unchanged_sheet_has_no_differences(string kind)
    {
        var number = await plant.Given(OrderOf(kind));
        var file = await Export(number);

        await ExpectNoDifferences(number, file);
        if (LibreOffice.IsInstalled)
        {
            await ExpectNoDifferences(number, await LibreOffice.Resave(file, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Every_changed_field_is_shown_before_it_changes_anything_and_then_is_the_orders()
    {
        var number = await plant.Given(MoldingSteps.Buckets());
        var before = await plant.Read(number);
        var file = await Export(number);
        Edit(
            file,
            out var edited,
            ("meta_kg", 1200.5m),
            ("producto", "=1+1"),
            ("maquina", "M1"),
            ("tiempo_ciclo", 31m),
            ("fecha_inicio", new DateTime(2023, 11, 22, 15, 30, 0)),
            ("base_tiempo", "NETO"),
            ("lote_color[1]", "Negro"),
            ("lote_personas[2]", 3m),
            ("material_fraccion[0]", 0.6m),
            ("material_fraccion[1]", 0.4m),
            ("material_nombre[3]", "PEAD"),
            ("pigmento_dosis_gr[0]", 25m)
        );

        var preview = await Preview(number, edited);

        Assert.True((bool)preview["puede_aplicar"]!);
        Assert.False((bool)preview["orden_cambio"]!);
        Assert.Equal(
            [
                ("producto", "BALDE ROMANO", "=1+1"),
                ("fecha_inicio", "2023-11-21T07:00:00", "2023-11-22T15:30:00"),
                ("tiempo_ciclo", "30", "31"),
                ("meta_kg", "1050", "1200.5"),
                ("base_tiempo", "Kilos entregados a máquina", "Piezas pedidas"),
                ("lotes[0].materiales[0]", "0.5", "0.6"),
                ("lotes[0].materiales[1]", "0.5", "0.4"),
                ("lotes[0].pigmentos[0]", "30 g", "25 g"),
                ("lotes[1].color", "Rojo", "Negro"),
                ("lotes[1].materiales[1]", "Molido 0.5", "PEAD 0.5"),
                ("lotes[2].personas", "1", "3"),
            ],
            Differences(preview)
        );
        Assert.Equal(before.ToJsonString(), (await plant.Read(number)).ToJsonString());

        await Expect.Status(HttpStatusCode.OK, await Send(number, "importar", edited, (long)preview["version"]!));

        var after = await plant.Read(number);
        Assert.Equal("=1+1", (string?)after["cabecera"]!["producto"]);
        Assert.Equal(1200.5m, (decimal)after["cabecera"]!["meta_kg"]!);
        Assert.Equal("2023-11-22T15:30:00", (string?)after["cabecera"]!["fecha_inicio"]);
        Assert.Equal("Negro", (string?)after["lotes"]![1]!["colores"]);
        Assert.Equal((long)before["version"]! + 1, (long)after["version"]!);
        await ExpectNoDifferences(number, await Export(number));
        // Sent once more it is an old sheet, and says so.
        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CHANGED", await Send(number, "importar", edited));
    }

    [Fact]
    public async Task What_another_spreadsheet_program_saved_is_read_the_same()
    {
        Assert.SkipUnless(LibreOffice.IsInstalled, "LibreOffice is not installed.");
        var number = await plant.Given(MoldingSteps.Buckets());
        Edit(
            await Export(number),
            out var edited,
            ("meta_kg", 900m),
            ("lote_color[0]", "Blanco"),
            ("material_fraccion[0]", 0.25m),
            ("material_fraccion[1]", 0.75m)
        );

        var saved = await LibreOffice.Resave(edited, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                ("meta_kg", "1050", "900"),
                ("lotes[0].color", "Amarillo", "Blanco"),
                ("lotes[0].materiales[0]", "0.5", "0.25"),
                ("lotes[0].materiales[1]", "0.5", "0.75"),
            ],
            Differences(await Preview(number, saved))
        );
    }

    [Fact]
    public async Task Lots_and_recipe_lines_are_added_below_and_taken_out()
    {
        var order = MoldingSteps.Buckets();
        order["lotes"] = MoldingSteps.Lots(2);
        var number = await plant.Given(order);
        // A lot and the lines of its recipe, each in a row of its own below the list; and the last colorant is cleared.
        var edited = OrderSpreadsheet.WithRows(
            await Export(number),
            ("lote_color", ["Blanco", null, 2m]),
            ("material_nombre", ["PEAD", "Blanco", null, 1m]),
            ("pigmento_nombre", ["Dioxido Titanio", "Blanco", null, 8m])
        );
        Edit(edited, out edited, ("pigmento_nombre[3]", null), ("pigmento_dosis_gr[3]", null));

        var preview = await Preview(number, edited);

        Assert.Equal(
            [
                ("lotes[1].pigmentos[1]", "5 g", null),
                ("lotes[2].color", null, "Blanco"),
                ("lotes[2].personas", null, "2"),
                ("lotes[2].materiales[0]", null, "1"),
                ("lotes[2].pigmentos[0]", null, "8 g"),
            ],
            Differences(preview)
        );
        await Expect.Status(HttpStatusCode.OK, await Send(number, "importar", edited));
        var lots = (await plant.Read(number))["lotes"]!.AsArray();
        Assert.Equal(["Amarillo", "Rojo", "Blanco"], lots.Select(l => (string?)l!["colores"]));
        Assert.Equal("PEAD", (string?)lots[2]!["materiales"]![0]!["nombre"]);
    }

    [Fact]
    public async Task An_order_that_changed_meanwhile_is_told_and_an_old_sheet_alone_changes_nothing()
    {
        var order = MoldingSteps.Buckets();
        var number = await plant.Given(order);
        Edit(await Export(number), out var edited, ("tiempo_ciclo", 32m));
        order["meta_kg"] = 900;
        await Expect.Status(HttpStatusCode.OK, await plant.Edit(number, order));

        var preview = await Preview(number, edited);

        Assert.True((bool)preview["orden_cambio"]!);
        Assert.Equal((1L, 2L), ((long)preview["version_hoja"]!, (long)preview["version"]!));
        Assert.Equal([("tiempo_ciclo", "30", "32"), ("meta_kg", "900", "1050")], Differences(preview));
        var refused = await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CHANGED", await Send(number, "importar", edited));
        Assert.Equal(900m, (decimal)refused["actual"]!["cabecera"]!["meta_kg"]!);
        // Who has seen the differences may still want them; and who saw an older order may not.
        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CHANGED", await Send(number, "importar", edited, 1));
        await Expect.Status(HttpStatusCode.OK, await Send(number, "importar", edited, 2));
        Assert.Equal(1050m, (decimal)(await plant.Read(number))["cabecera"]!["meta_kg"]!);
    }

    [Fact]
    public async Task A_closed_order_takes_no_sheet()
    {
        var number = await plant.GivenReleased(MoldingSteps.Buckets());
        var file = await Export(number);
        await plant.Act(number, "cerrar", "Fin");

        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CLOSED", await Send(number, "importar/preview", file));
        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CLOSED", await Send(number, "importar", file));
    }

    [Fact]
    public async Task A_released_order_stays_complete()
    {
        var number = await plant.GivenReleased(MoldingSteps.Buckets());
        Edit(
            await Export(number),
            out var edited,
            ("material_nombre[0]", null),
            ("material_fraccion[0]", null),
            ("material_nombre[1]", null),
            ("material_fraccion[1]", null)
        );

        Assert.False((bool)(await Preview(number, edited))["puede_aplicar"]!);
        await Expect.BadField("lotes[0].materiales", await Send(number, "importar", edited));
    }

    public static TheoryData<string, object?, string> BadCells() =>
        new()
        {
            { "meta_kg", "mil", "meta_kg" },
            { "meta_kg", null, "meta_kg" },
            { "peso_tiro", 100m, "peso_tiro" },
            { "tiempo_ciclo", 30.1234567m, "tiempo_ciclo" },
            { "maquina", "HT-999", "maquina" },
            { "tipo_orden", "POR_METRO", "tipo_orden" },
            { "fecha_inicio", "22/11/2023", "fecha_inicio" },
            { "lote_color[2]", "Fucsia", "lotes[2].color" },
            { "lote_color[2]", null, "lotes[2]" },
            { "lote_personas[0]", 1.5m, "lotes[0].personas" },
            { "lote_stock_kg[0]", 5m, "lotes[0].stock_kg" },
            { "material_fraccion[0]", 0.7m, "lotes[0].materiales" },
            { "material_fraccion[0]", "mitad", "lotes[0].materiales[0].fraccion" },
            { "material_nombre[2]", "ABS", "lotes[1].materiales[0].nombre" },
            { "pigmento_dosis_gr[1]", -1m, "lotes[0].pigmentos[1].dosis_gr" },
            { "material_color[0]", "Naranja", "lotes" },
        };

    [Theory, MemberData(nameof(BadCells), DisableDiscoveryEnumeration = true)]
    public async Task A_cell_that_cannot_be_taken_is_named_and_nothing_changes(string name, object? value, string field)
    {
        var number = await plant.Given(MoldingSteps.Buckets());
        Edit(await Export(number), out var edited, (name, value));

        var preview = await Preview(number, edited);

        Assert.False((bool)preview["puede_aplicar"]!);
        var told = preview["observaciones"]!.AsArray().First(r => (string?)r!["campo"] == field)!;
        Assert.True((bool)told["impide"]!);
        Assert.NotEqual("", (string?)told["celda"]);
        await Expect.BadField(field, await Send(number, "importar", edited));
        Assert.Equal(1, (long)(await plant.Read(number))["version"]!);
    }

    [Fact]
    public async Task The_pieces_of_a_family_mold_are_not_changed_by_their_mean()
    {
        var number = await plant.Given(OrderOf("family"));
        Edit(await Export(number), out var edited, ("peso_unitario", 50m));

        await Expect.BadField("peso_unitario", await Send(number, "importar", edited));
    }

    [Fact]
    public async Task Another_orders_sheet_and_other_workbooks_are_refused()
    {
        var (number, other) = (await plant.Given(MoldingSteps.Buckets()), await plant.Given(MoldingSteps.Buckets()));

        await Expect.BadField("archivo", await Send(number, "importar/preview", await Export(other)));
        await Expect.BadField("archivo", await Send(number, "importar", await Export(other)));
        await Expect.BadField("archivo", await Send(number, "importar/preview", PlantWorkbook.Buckets(number).ToBytes()));
        await Expect.Refusal(
            HttpStatusCode.UnprocessableEntity,
            "not_a_workbook",
            await Send(number, "importar/preview", "no book"u8.ToArray())
        );
        await Expect.Refusal(HttpStatusCode.NotFound, "ORDER_NOT_FOUND", await Send("OP-0", "importar", await Export(other)));
    }

    [Fact]
    public async Task A_sheet_that_lost_its_version_needs_one_that_somebody_saw()
    {
        var number = await plant.Given(MoldingSteps.Buckets());
        Edit(await Export(number), out var edited, ("version", null), ("meta_kg", 900m));

        var preview = await Preview(number, edited);
        Assert.Null(preview["version_hoja"]);
        Assert.True((bool)preview["orden_cambio"]!);
        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CHANGED", await Send(number, "importar", edited));
        await Expect.Status(HttpStatusCode.OK, await Send(number, "importar", edited, 1));
    }

    private static JsonObject OrderOf(string kind)
    {
        var order = MoldingSteps.Buckets();
        switch (kind)
        {
            case "quantity":
                (order["tipo_orden"], order["meta_kg"], order["meta_docenas"]) = ("POR_CANTIDAD", null, 500.5m);
                break;
            case "stock":
                (order["tipo_orden"], order["meta_kg"], order["ciclos"], order["tipo_cambio"]) = ("STOCK", null, 3000, 3.75m);
                order["lotes"] = MoldingSteps.Lots(3, 120.5m, null, 45.123456m);
                break;
            case "parts":
                order["lotes"] = MoldingSteps.Lots(2);
                order["lotes"]![0]!["materiales"] = MoldingSteps.Parts(("PP Clarif", 1), ("Molido", 1), ("PEAD", 1));
                order["lotes"]![1]!["materiales"] = MoldingSteps.Recipe(("PP Clarif", 0.333333m), ("Molido", 0.666667m));
                break;
            case "family":
                order["piezas"] = new JsonArray(
                    new JsonObject
                    {
                        ["nombre"] = "Olla",
                        ["cavidades"] = 1,
                        ["peso_unitario"] = 40.5m,
                    },
                    new JsonObject
                    {
                        ["nombre"] = "Tapa",
                        ["cavidades"] = 2,
                        ["peso_unitario"] = 61.1m,
                    }
                );
                break;
            case "empty":
                order["lotes"] = new JsonArray();
                break;
            case "formula":
                order["producto"] = "=HYPERLINK(\"http://x\")";
                break;
            case "seconds":
                (order["fecha_inicio"], order["meta_kg"]) = ("2023-11-21T23:59:59.1234567", 123456789.123456m);
                break;
            case "twins":
                order["lotes"] = new JsonArray(MoldingSteps.Lot("Rojo"), MoldingSteps.Lot("Rojo"), MoldingSteps.Lot("Azul"));
                order["lotes"]![1]!["materiales"] = MoldingSteps.Recipe(("PEAD", 1m));
                break;
        }
        return order;
    }

    private async Task ExpectNoDifferences(string number, byte[] file)
    {
        var preview = await Preview(number, file);
        Assert.Empty(preview["observaciones"]!.AsArray().Select(r => r!.ToJsonString()));
        Assert.Empty(Differences(preview));
        Assert.False((bool)preview["puede_aplicar"]!);
        Assert.False((bool)preview["orden_cambio"]!);
    }

    private static IEnumerable<(string, string?, string?)> Differences(JsonNode preview) =>
        preview["diferencias"]!.AsArray().Select(d => ((string)d!["campo"]!, (string?)d["antes"], (string?)d["despues"]));

    private Task<byte[]> Export(string number) =>
        plant.Molder.GetByteArrayAsync($"{MoldingSteps.Route}/{number}.xlsx", TestContext.Current.CancellationToken);

    private async Task<JsonNode> Preview(string number, byte[] file) =>
        await Expect.Json(HttpStatusCode.OK, await Send(number, "importar/preview", file));

    private async Task<HttpResponseMessage> Send(string number, string call, byte[] file, long? version = null)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "archivo", "orden.xlsx" } };
        if (version is not null)
        {
            form.Add(new StringContent(version.Value.ToString(CultureInfo.InvariantCulture)), "version");
        }
        return await plant.Molder.PostAsync($"{MoldingSteps.Route}/{number}/{call}", form, TestContext.Current.CancellationToken);
    }

    private static void Edit(byte[] file, out byte[] edited, params (string Name, object? Value)[] changes) =>
        edited = OrderSpreadsheet.WithCells(file, changes);
}
