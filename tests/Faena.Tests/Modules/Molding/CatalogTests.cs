using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Faena.Modules.Molding.Catalogs;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Molding;

public class CatalogTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Route = "/api/molding/catalog";
    private readonly MoldingSteps plant = new(app);

    [Fact]
    public async Task The_same_names_again_add_nothing()
    {
        var names = new
        {
            materiales = new[] { new { nombre = " PP  Homo ", tipo = "Virgen" } },
            colores = new[] { "Turquesa", "TURQUESA" },
            pigmentos = new[] { "Óxido", "Oxido" },
            maquinas = new[] { new { nombre = "HT 160 A", tipo = "Inyectora" } },
            moldes = new[] { new { codigo = "ASAS CARGA ORG 5,10,15", nombre = "" } },
        };

        var first = await Expect.Json(HttpStatusCode.OK, await plant.Molder.PostAsJsonAsync(Route, names));
        var again = await Expect.Json(HttpStatusCode.OK, await plant.Molder.PostAsJsonAsync(Route, names));

        Assert.Equal("""{"materiales":1,"pigmentos":2,"colores":1,"maquinas":1,"moldes":1}""", first.ToJsonString());
        Assert.Equal("""{"materiales":0,"pigmentos":0,"colores":0,"maquinas":0,"moldes":0}""", again.ToJsonString());
        Assert.Contains("PP Homo", await Names("materiales"));
    }

    [Fact]
    public async Task A_known_name_with_another_type_is_refused_and_nothing_is_added()
    {
        await plant.Molder.PostAsJsonAsync(Route, new { materiales = new[] { new { nombre = "ABS", tipo = "Virgen" } } });

        var answer = await plant.Molder.PostAsJsonAsync(
            Route,
            new { materiales = new[] { new { nombre = "abs", tipo = "Segunda" } }, colores = new[] { "Vino" } }
        );

        await Expect.Refusal(HttpStatusCode.Conflict, "entry_of_another_type", answer);
        Assert.DoesNotContain("Vino", await Names("colores"));
    }

    [Theory]
    [InlineData("maquinas", """{"nombre":"SOP-2A","tipo":"Sopladora"}""", """{"nombre":" sop-2a"}""", "machine_name_taken")]
    [InlineData("colores", """{"nombre":"Coral","familia":"PASTEL"}""", """{"nombre":"CORAL"}""", "colour_name_taken")]
    [InlineData("pigmentos", """{"nombre":"Ultramarino","precio_kg":22.5}""", """{"nombre":"ultramarino"}""", "colorant_name_taken")]
    [InlineData("materiales", """{"nombre":"PEBD","tipo":"Virgen"}""", """{"nombre":"pebd","tipo":"Segunda"}""", "material_name_taken")]
    [InlineData("moldes", """{"codigo":"B-1","nombre":"Balde"}""", """{"codigo":"b-1"}""", "mold_code_taken")]
    [InlineData("productos", """{"sku":"011010003","nombre":"Balde"}""", """{"sku":"011010003","nombre":"Otro"}""", "product_sku_taken")]
    public async Task An_entry_is_added_once(string catalog, string entry, string again, string code)
    {
        await Expect.Status(HttpStatusCode.OK, await Send(HttpMethod.Post, $"{Route}/{catalog}", entry));

        await Expect.Refusal(HttpStatusCode.Conflict, code, await Send(HttpMethod.Post, $"{Route}/{catalog}", again));
    }

    [Theory]
    [InlineData("maquinas", """{"nombre":""}""", "nombre")]
    [InlineData("colores", """{"nombre":"X","familia":"MATE"}""", "familia")]
    [InlineData("materiales", """{"nombre":"X"}""", "tipo")]
    [InlineData("moldes", """{"codigo":"X","peso_tiro":14,"piezas":[{"nombre":"A","cavidades":4,"peso_unitario":10}]}""", "peso_tiro")]
    [InlineData("moldes", """{"codigo":"X","piezas":[{"nombre":"A","cavidades":0,"peso_unitario":10}]}""", "piezas[0].cavidades")]
    [InlineData("productos", """{"sku":"1","nombre":"X","ean":"7759330000000"}""", "ean")]
    public async Task A_bad_entry_names_its_field(string catalog, string entry, string field) =>
        await Expect.BadField(field, await Send(HttpMethod.Post, $"{Route}/{catalog}", entry));

    [Fact]
    public async Task A_mold_keeps_its_pieces_and_a_change_leaves_what_is_not_sent()
    {
        var id = await Add(
            "moldes",
            """{"codigo":"FAM-1","peso_tiro":200,"piezas":[{"nombre":"Tapa","cavidades":2,"peso_unitario":40},{"nombre":"Vaso","cavidades":2,"peso_unitario":50}]}"""
        );

        await Expect.Status(HttpStatusCode.NoContent, await Send(HttpMethod.Patch, $"{Route}/moldes/{id}", """{"nombre":"Familia"}"""));
        await Expect.BadField("peso_tiro", await Send(HttpMethod.Patch, $"{Route}/moldes/{id}", """{"peso_tiro":179.9}"""));
        await Expect.Status(HttpStatusCode.NoContent, await Send(HttpMethod.Patch, $"{Route}/moldes/{id}", """{"activo":false}"""));

        var mold = await Entry("moldes", id);
        Assert.Equal("Familia", (string?)mold["nombre"]);
        Assert.Equal(200m, (decimal)mold["peso_tiro"]!);
        Assert.False((bool)mold["activo"]!);
        Assert.Equal(["Tapa", "Vaso"], mold["piezas"]!.AsArray().Select(p => (string?)p!["nombre"]));

        await Send(HttpMethod.Patch, $"{Route}/moldes/{id}", """{"piezas":[{"nombre":"Vaso","cavidades":4,"peso_unitario":50}]}""");
        Assert.Equal(["Vaso"], (await Entry("moldes", id))["piezas"]!.AsArray().Select(p => (string?)p!["nombre"]));
    }

    [Fact]
    public async Task Duplicates_become_one_and_the_old_spelling_finds_it()
    {
        await plant.GivenThePlant();
        var right = await Add("maquinas", """{"nombre":"HT 380 A","tipo":"Inyectora"}""");
        var wrong = await Add("maquinas", """{"nombre":"HT380A","tipo":"Inyectora"}""");
        var order = MoldingSteps.Buckets();
        order["maquina"] = "HT380A";
        var number = await plant.Given(order);

        await Expect.BadField("en", await Send(HttpMethod.Post, $"{Route}/maquinas/{wrong}/merge", $$"""{"en":{{wrong}}}"""));
        await Expect.Status(
            HttpStatusCode.NoContent,
            await Send(HttpMethod.Post, $"{Route}/maquinas/{wrong}/merge", $$"""{"en":{{right}}}""")
        );

        Assert.DoesNotContain("HT380A", await Names("maquinas"));
        Assert.Equal("HT380A", (string?)(await plant.Read(number))["cabecera"]!["maquina"]);
        order["numero_op"] = MoldingSteps.NewNumber();
        Assert.Equal("HT 380 A", (string?)(await plant.Read(await plant.Given(order)))["cabecera"]!["maquina"]);
        await Expect.Refusal(
            HttpStatusCode.Conflict,
            "entry_was_merged",
            await Send(HttpMethod.Post, $"{Route}/maquinas", """{"nombre":"ht380a"}""")
        );
    }

    [Fact]
    public async Task Whatever_refers_to_an_entry_refers_to_the_other_one_after_the_merge()
    {
        var order = await GivenAnOrderOfDoubtfulEntries();
        foreach (var kind in CatalogKind.All)
        {
            var name = kind.Identity.Name;
            var duplicate = await app.Scalar<long>($"SELECT id FROM molding.{kind.Word} WHERE {name} = 'DUDOSO'");
            var right = await app.Scalar<long>($"SELECT id FROM molding.{kind.Word} WHERE {name} = 'CIERTO'");
            var references = await app.Rows<(string Table, string Column)>(ReferencesSql, new { table = $"molding.{kind.Word}" });
            Assert.NotEmpty(references);
            foreach (var (table, column) in references)
            {
                Assert.True(
                    await Count(table, column, duplicate) > 0,
                    $"Nothing in {table}.{column} refers to the entry: the order lacks it."
                );
            }

            var answer = await Send(HttpMethod.Post, $"{Route}/{kind.Key}/{duplicate}/merge", $$"""{"en":{{right}}}""");

            await Expect.Status(HttpStatusCode.NoContent, answer);
            foreach (var (table, column) in references)
            {
                Assert.Equal((0, true), (await Count(table, column, duplicate), await Count(table, column, right) > 0));
            }
        }
        await Expect.Status(HttpStatusCode.OK, await plant.Molder.GetAsync($"{MoldingSteps.Route}/{order}/avance"));

        Task<int> Count(string table, string column, long id) =>
            app.Scalar<int>($"SELECT count(*)::int FROM {table} WHERE {column} = @id", new { id });
    }

    // What an entry is made of goes with it; everything else that points at it must be moved.
    private const string ReferencesSql = """
        SELECT c.conrelid::regclass::text, a.attname::text
        FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ALL (c.conkey)
        WHERE c.contype = 'f' AND c.confdeltype <> 'c' AND c.confrelid = @table::regclass
        """;

    /// <summary>A released order with a sheet, a bale and material, all of entries called DUDOSO; each has a CIERTO beside it.</summary>
    private async Task<string> GivenAnOrderOfDoubtfulEntries()
    {
        foreach (var name in new[] { "DUDOSO", "CIERTO" })
        {
            await Expect.Status(
                HttpStatusCode.OK,
                await plant.Molder.PostAsJsonAsync(
                    Route,
                    new
                    {
                        materiales = new[] { new { nombre = name, tipo = "Virgen" } },
                        pigmentos = new[] { name },
                        colores = new[] { name },
                        maquinas = new[] { new { nombre = name, tipo = "Inyectora" } },
                        moldes = new[] { new { codigo = name, nombre = name } },
                    }
                )
            );
            await Expect.Status(
                HttpStatusCode.OK,
                await Send(HttpMethod.Post, $"{Route}/productos", $$"""{"sku":"{{name}}","nombre":"PRODUCTO {{name}}"}""")
            );
        }
        var order = MoldingSteps.Buckets();
        (order["producto"], order["molde"], order["maquina"]) = ("PRODUCTO DUDOSO", "DUDOSO", "DUDOSO");
        var lot = MoldingSteps.Lot("DUDOSO");
        lot["materiales"] = MoldingSteps.Recipe(("DUDOSO", 1m));
        lot["pigmentos"]![0]!["nombre"] = "DUDOSO";
        lot["pigmentos"]!.AsArray().RemoveAt(1);
        order["lotes"] = new JsonArray(lot);
        var number = await plant.GivenReleased(order);

        var floor = new SheetSteps(app);
        var sheet = SheetSteps.Sheet("DUDOSO");
        sheet["detalles"] = new JsonArray(SheetSteps.Row("07:00 - 08:00", 50, colour: "DUDOSO"));
        var recorded = SheetSteps.IdOf(await floor.Recorded(number, sheet));
        var bale = new
        {
            id_cliente = Guid.NewGuid(),
            peso_kg = 17.5m,
            color = "DUDOSO",
        };
        await Expect.Status(HttpStatusCode.Created, await floor.Floor.PostAsJsonAsync($"{SheetSteps.Route}/{recorded}/pesajes", bale));
        var material = new
        {
            fecha = "2023-11-21",
            turno = "DIURNO",
            color = "DUDOSO",
            peso_kg = 10m,
        };
        await Expect.Status(
            HttpStatusCode.Created,
            await floor.Floor.PostAsJsonAsync($"{MoldingSteps.Route}/{number}/material_preparado", material)
        );
        return number;
    }

    [Fact]
    public async Task An_import_only_says_what_it_would_do_until_it_is_confirmed()
    {
        const string file = "Nombre;Tipo\nHT 200 A;Inyectora\n";

        var asked = await Import("maquinas", file);
        Assert.False((bool)asked["aplicado"]!);
        Assert.Equal(1, (int)asked["nuevas"]!);
        Assert.DoesNotContain("HT 200 A", await Names("maquinas"));

        Assert.Equal(1, (int)(await Import("maquinas", file, confirm: true))["nuevas"]!);
        var again = await Import("maquinas", file, confirm: true);
        Assert.Equal((0, 1), ((int)again["nuevas"]!, (int)again["sin_cambio"]!));
    }

    [Fact]
    public async Task Every_dirty_row_of_an_import_is_named()
    {
        const string file = """
            NOMBRE,CLASE,PRECIO
            "PP 500 ","VIRGEN ","5,80"
            PP 500,VIRGEN,5.80
            ,Virgen,1
            Sin clase,,2
            Caro,Virgen,"1,234"
            Raro,Virgen,abc
            """;

        var report = await Import("materiales", file, confirm: true);

        Assert.Equal(3, (int)report["nuevas"]!);
        Assert.Equal([(4, "nombre", "required"), (5, "tipo", "required")], Said(report, "rechazadas"));
        Assert.Equal(
            [
                (2, "nombre", "import_blanks"),
                (2, "tipo", "import_blanks"),
                (3, "nombre", "import_repeated"),
                (6, "precio_kg", "import_not_a_number"),
                (7, "precio_kg", "import_not_a_number"),
            ],
            Said(report, "advertencias")
        );
        var stored = (await Entries("materiales")).Single(e => (string?)e!["nombre"] == "PP 500")!;
        Assert.Equal(("VIRGEN", 5.8m), ((string?)stored["tipo"], (decimal)stored["precio_kg"]!));
    }

    [Fact]
    public async Task An_import_never_overwrites_silently()
    {
        await Add("materiales", """{"nombre":"PS alto impacto","tipo":"Virgen","precio_kg":7.1}""");
        const string file = "nombre;tipo;precio\nPS ALTO IMPACTO;Virgen;8,2\n";

        var asked = await Import("materiales", file, confirm: true);
        Assert.Equal((1, 0), ((int)asked["diferentes"]!, (int)asked["actualizadas"]!));
        Assert.Equal([(2, "precio_kg", "import_differs")], Said(asked, "advertencias"));
        Assert.Equal(7.1m, await Price());

        var told = await Import("materiales", file, confirm: true, overwrite: true);
        Assert.Equal((0, 1), ((int)told["diferentes"]!, (int)told["actualizadas"]!));
        Assert.Equal(8.2m, await Price());

        async Task<decimal> Price() =>
            (decimal)(await Entries("materiales")).Single(e => (string?)e!["nombre"] == "PS alto impacto")!["precio_kg"]!;
    }

    [Fact]
    public async Task The_rows_of_a_family_mold_are_its_pieces_and_impossible_ones_are_refused()
    {
        const string file = """
            MOLDE;DESCRIPCIÓN;P. INC COLA;CICLO;PIEZA;CAVIDADES;PESO UNITARIO
            COCINA-7;Juego de cocina;100;32;Olla;1;40
            COCINA-7;Juego de cocina;100;32;Tapa;2;20,5
            ;;;;Cuchara;4;3
            MALO-1;Imposible;14;20;Pieza;4;10
            SIN-CAV;Sin cavidades;50;20;Pieza;;10
            """;

        var report = await Import("moldes", file, confirm: true);

        Assert.Equal(2, (int)report["nuevas"]!);
        Assert.Equal([(5, "peso_tiro", "shot_lighter_than_pieces")], Said(report, "rechazadas"));
        Assert.Equal([(6, "cavidades", "required")], Said(report, "advertencias"));
        var mold = (await Entries("moldes")).Single(e => (string?)e!["codigo"] == "COCINA-7")!;
        Assert.Equal(["Olla", "Tapa", "Cuchara"], mold["piezas"]!.AsArray().Select(p => (string?)p!["nombre"]));
        Assert.Equal(20.5m, (decimal)mold["piezas"]![1]!["peso_unitario"]!);
    }

    [Fact]
    public async Task A_products_code_is_text_and_a_spoiled_article_number_is_told()
    {
        const string file = """
            SKU;PRODUCTO;EAN
            0110100031;Balde;7759330000015
            0110100032;Tina;7.75933E+12
            0110100033;Jarra;7759330000016
            0110100034;Vaso;7759330000015
            """;

        var report = await Import("productos", file, confirm: true);

        Assert.Equal(4, (int)report["nuevas"]!);
        Assert.Equal(
            [(3, "ean", "ean_check_digit"), (4, "ean", "ean_check_digit"), (5, "ean", "ean_shared")],
            Said(report, "advertencias")
        );
        Assert.Contains(await Entries("productos"), e => (string?)e!["sku"] == "0110100031");
    }

    [Fact]
    public async Task A_table_without_the_titles_is_refused() =>
        await Expect.BadField("archivo", await Upload("colores", "uno;dos\n1;2\n", false, false));

    private async Task<JsonNode> Import(string catalog, string file, bool confirm = false, bool overwrite = false) =>
        await Expect.Json(HttpStatusCode.OK, await Upload(catalog, file, confirm, overwrite));

    private async Task<HttpResponseMessage> Upload(string catalog, string file, bool confirm, bool overwrite)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.Latin1.GetBytes(file)), "archivo", "tabla.csv" },
            { new StringContent(confirm ? "true" : "false"), "confirmar" },
            { new StringContent(overwrite ? "true" : "false"), "sobrescribir" },
        };
        return await plant.Molder.PostAsync($"{Route}/{catalog}/import", form);
    }

    private static IEnumerable<(int, string, string)> Said(JsonNode report, string list) =>
        report[list]!.AsArray().Select(r => ((int)r!["fila"]!, (string)r["campo"]!, (string)r["codigo"]!));

    private async Task<long> Add(string catalog, string entry) =>
        (long)(await Expect.Json(HttpStatusCode.OK, await Send(HttpMethod.Post, $"{Route}/{catalog}", entry)))["id"]!;

    private async Task<JsonArray> Entries(string catalog) =>
        (await Expect.Json(HttpStatusCode.OK, await plant.Molder.GetAsync($"{Route}/{catalog}")))["entradas"]!.AsArray();

    private async Task<JsonNode> Entry(string catalog, long id) => (await Entries(catalog)).Single(e => (long)e!["id"]! == id)!;

    private async Task<IEnumerable<string?>> Names(string catalog) =>
        (await Entries(catalog)).Select(e => (string?)(e!["nombre"] ?? e["codigo"]));

    private Task<HttpResponseMessage> Send(HttpMethod method, string route, string body) =>
        plant.Molder.SendAsync(
            new HttpRequestMessage(method, route) { Content = new StringContent(body, Encoding.UTF8, "application/json") }
        );
}
