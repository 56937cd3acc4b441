using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Molding;

/// <summary>The plant's own workbook becomes a draft, and says what of it could not be taken.</summary>
public class ImportOrderTests(TestApp app) : IClassFixture<TestApp>, IAsyncLifetime
{
    private readonly MoldingSteps plant = new(app);

    public async ValueTask InitializeAsync() => await plant.GivenThePlant();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_plants_sheet_becomes_the_draft_that_typing_it_would_make()
    {
        var number = MoldingSteps.NewNumber();
        var typed = MoldingSteps.Buckets(start: "2025-11-20T00:00:00");
        (typed["maquina"], typed["tipo_cambio"]) = ("HT-320 A", 3.5m);
        var expected = await plant.Read(await plant.Given(typed));

        var answer = await Created(PlantWorkbook.Buckets(number));

        var read = await plant.Read(number);
        Assert.Equal(number, (string?)answer["numero_op"]);
        Assert.Empty(answer["observaciones"]!.AsArray());
        Assert.Equal("BORRADOR", (string?)read["cabecera"]!["estado"]);
        foreach (var part in new[] { "lotes", "tabla_auxiliar", "calculo" })
        {
            Assert.Equal(expected[part]!.ToJsonString(), read[part]!.ToJsonString());
        }
        foreach (
            var field in new[] { "fecha_inicio", "producto", "molde", "maquina", "tipo_orden", "horas_turno", "tipo_cambio", "meta_kg" }
        )
        {
            Assert.Equal(expected["cabecera"]![field]!.ToJsonString(), read["cabecera"]![field]!.ToJsonString());
        }
        Assert.Equal(["BORRADOR"], read["historial"]!.AsArray().Select(e => (string?)e!["a"]));
    }

    [Fact]
    public async Task A_preview_writes_nothing_and_sets_the_sheets_figures_beside_ours()
    {
        var number = MoldingSteps.NewNumber();

        var preview = await Previewed(PlantWorkbook.Buckets(number));

        Assert.True((bool)preview["puede_crear"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await plant.Molder.GetAsync($"{MoldingSteps.Route}/{number}")).StatusCode);
        Assert.Equal("1061.93", preview["tabla_auxiliar"]!["Peso Kg REAL PARA ENTREGAR A MAQUINA"]!.ToJsonString());
        var figures = preview["comparacion"]!.AsArray().ToDictionary(f => (string)f!["celda"]!, f => f!);
        Assert.Equal(
            ["A21", "B21", "C21", "D21", "E21", "F21", "G21", "H21", "I21", "J21", "L21"],
            figures.Keys.Order(StringComparer.Ordinal)
        );
        // The sheet counts time by the net shot; all else is the same but for the noise of doubles.
        Assert.Equal(["B21", "C21"], figures.Where(f => !(bool)f.Value["coincide"]!).Select(f => f.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("basis", "50.2873563218391"), ((string?)figures["C21"]["codigo"], (string?)figures["C21"]["hoja"]));
        Assert.StartsWith("50.28086", (string?)figures["C21"]["faena"], StringComparison.Ordinal);
        Assert.Equal("2025-11-22", (string?)figures["A21"]["faena"]);
        Assert.Contains("piezas pedidas", (string?)figures["B21"]["motivo"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_the_sheets_own_time_basis_every_figure_is_the_same()
    {
        var preview = await Previewed(PlantWorkbook.Buckets(MoldingSteps.NewNumber()), corrections: new { base_tiempo = "NETO" });

        Assert.All(preview["comparacion"]!.AsArray(), f => Assert.True((bool)f!["coincide"]!, f.ToJsonString()));
    }

    [Fact]
    public async Task A_workbook_with_macros_is_taken_without_them()
    {
        var number = MoldingSteps.NewNumber();

        await Expect.Status(HttpStatusCode.Created, await Send("importar", PlantWorkbook.Buckets(number).ToBytes(macros: true), "OP.xlsm"));

        Assert.Equal(6, (await plant.Read(number))["lotes"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("nonsense", "not_a_workbook")]
    [InlineData("bomb", "zip_bomb")]
    [InlineData("other sheet", "invalid_fields")]
    [InlineData("nothing", "invalid_fields")]
    public async Task What_is_no_order_workbook_is_refused_clearly(string kind, string code)
    {
        var file = kind switch
        {
            "nonsense" => "PK nothing of the kind"u8.ToArray(),
            "bomb" => Bomb(),
            "other sheet" => OtherSheet(),
            _ => [],
        };

        foreach (var call in new[] { "importar/preview", "importar" })
        {
            var problem = await Expect.Refusal(HttpStatusCode.UnprocessableEntity, code, await Send(call, file));
            Assert.NotNull(problem["errors"]!["archivo"]);
        }
    }

    [Fact]
    public async Task The_sheets_name_is_found_in_any_case_and_with_its_accent()
    {
        var book = PlantWorkbook.Buckets(MoldingSteps.NewNumber());
        book.SheetName = "ÓRDENES ";

        Assert.True((bool)(await Previewed(book))["puede_crear"]!);
    }

    [Theory]
    [InlineData("POR CANTIDAD", "POR_CANTIDAD")]
    [InlineData(" por  peso ", "POR_PESO")]
    [InlineData("Completar Stóck", "STOCK")]
    public async Task A_strategy_is_read_in_any_case_and_with_any_accent(string written, string strategy)
    {
        var book = PlantWorkbook.Buckets(MoldingSteps.NewNumber());
        (book["C2"], book["C10"], book["D10"]) = (written, 100m, 1050m);

        Assert.Equal(strategy, (string?)(await Previewed(book))["hoja"]!["tipo_orden"]);
    }

    /// <summary>A cell made dirty, the cell it is told at, the reason's code, and whether it prevents the order.</summary>
    public static TheoryData<string, object?, string, string, bool> DirtyCells() =>
        new()
        {
            { "C2", "Por metro", "C2", "sheet_strategy", true },
            { "C2", null, "C2", "required", true },
            { "F2", null, "F2", "required", true },
            { "D7", new PlantWorkbook.Failed("#REF!"), "D7", "sheet_error_cell", true },
            { "D7", "ochenta", "D7", "sheet_not_a_number", true },
            { "D7", 87.1234567m, "D7", "too_many_decimals", true },
            { "D7", 0m, "D7", "not_positive", true },
            { "F7", 173m, "F7", "shot_lighter_than_pieces", true },
            { "E7", 2.5m, "E7", "not_a_number", true },
            { "H7", 25m, "H7", "too_large", true },
            { "I7", "20/11/2025", "I7", "sheet_date_as_text", true },
            { "I7", 45981m, "I7", "sheet_not_a_date", true },
            { "D10", null, "D10", "required", true },
            { "F3", "HT-999", "F3", "not_in_catalog", true },
            { "B7", "MOLDE-NUEVO", "B7", "not_in_catalog", true },
            { "B10", 5m, "B10", "sheet_colour_count", false },
            { "C10", 500m, "C10", "sheet_stale_dozens", false },
            { "E10", 500m, "E10", "sheet_stale_stock", false },
            { "E13", 20m, "E13", "sheet_stale_stock", false },
            { "G27", 0.7m, "G27:I27", "sheet_recipe_not_whole", false },
            { "G27", new PlantWorkbook.Failed("#DIV/0!"), "G27", "sheet_error_cell", false },
            { "G28", "mitad", "G28", "sheet_not_a_number", false },
            { "G29", 1.2m, "G29", "sheet_share_range", false },
            { "G30", null, "C30", "sheet_material_without_share", false },
            { "C31", null, "G31", "sheet_share_without_material", false },
            { "C32", "ABS natural", "C32", "sheet_unknown_material", false },
            { "J27", "Error Fraccion", "J27", "sheet_error_cell", false },
            { "B14", "Fucsia", "B14", "sheet_unknown_colour", false },
            { "D40", "Negro de humo", "D40", "sheet_colorant_without_dose", false },
            { "H41", 3m, "H41", "sheet_dose_without_colorant", false },
            { "F42", -1m, "F42", "negative", false },
            { "B43", "Verde limón", "B43", "sheet_unknown_colorant", false },
            { "J44", null, "J44", "sheet_people_missing", false },
            { "J45", 1.5m, "J45", "whole_range", false },
        };

    [Theory, MemberData(nameof(DirtyCells), DisableDiscoveryEnumeration = true)]
    public async Task A_dirty_cell_is_told_with_its_reason_and_never_guessed(string cell, object? value, string at, string code, bool stops)
    {
        var number = MoldingSteps.NewNumber();
        var book = PlantWorkbook.Buckets(number);
        book[cell] = value;

        var preview = await Previewed(book);

        var told = preview["observaciones"]!.AsArray().SingleOrDefault(r => (string?)r!["codigo"] == code);
        Assert.True(told is not null, preview["observaciones"]!.ToJsonString());
        Assert.Equal(("Ordenes", at, stops), ((string?)told["hoja"], (string?)told["celda"], (bool)told["impide"]!));
        Assert.NotEqual(code, (string?)told["motivo"]);
        Assert.Equal(!stops, (bool)preview["puede_crear"]!);
        var answer = await Send("importar", book.ToBytes());
        if (!stops)
        {
            await Expect.Status(HttpStatusCode.Created, answer);
            return;
        }
        var problem = await Expect.Refusal(HttpStatusCode.UnprocessableEntity, "invalid_fields", answer);
        Assert.Contains(problem["observaciones"]!.AsArray(), r => (string?)r!["celda"] == at);
    }

    [Fact]
    public async Task A_lot_whose_shares_are_not_the_whole_comes_without_recipe()
    {
        var number = MoldingSteps.NewNumber();
        var book = PlantWorkbook.Buckets(number);
        (book["G28"], book["I28"]) = (0.7m, 0.7m);

        await Created(book);

        var lots = (await plant.Read(number))["lotes"]!.AsArray();
        Assert.Empty(lots[1]!["materiales"]!.AsArray());
        Assert.Equal(2, lots[1]!["pigmentos"]!.AsArray().Count);
        Assert.Equal(2, lots[0]!["materiales"]!.AsArray().Count);
        await Expect.BadField("lotes[1].materiales", await plant.Act(number, "liberar"));
    }

    [Fact]
    public async Task Sixths_come_as_the_parts_they_were_divided_from()
    {
        var number = MoldingSteps.NewNumber();
        var book = PlantWorkbook.Buckets(number);
        (book["G27"], book["I27"]) = (new PlantWorkbook.Figure("0.83333333333333337"), new PlantWorkbook.Figure("0.16666666666666666"));

        await Created(book);

        var materials = (await plant.Read(number))["lotes"]![0]!["materiales"]!.AsArray();
        Assert.Equal([5, 1], materials.Select(m => (int)m!["partes"]!));
    }

    [Theory]
    [InlineData("0.6 0.3 0.1", "0.6 0.3 0.1")]
    [InlineData("0.333333333333333 0.333333333333333 0.333333333333333", "1: 1: 1:")]
    [InlineData("0.5 0.333333333333333 0.166666666666667", "3: 2: 1:")]
    [InlineData("0.3333 0.3333 0.3333", "")]
    [InlineData("0.7 0.2 0.2", "")]
    [InlineData("0.1234567 0.4 0.4765433", "")]
    public async Task Shares_are_the_whole_or_nothing(string shares, string kept)
    {
        var number = MoldingSteps.NewNumber();
        var book = PlantWorkbook.Buckets(number);
        book["D27"] = "PEAD";
        foreach (var (cell, share) in new[] { "G27", "H27", "I27" }.Zip(shares.Split(' ')))
        {
            book[cell] = decimal.Parse(share, CultureInfo.InvariantCulture);
        }

        await Created(book);

        var materials = (await plant.Read(number))["lotes"]![0]!["materiales"]!.AsArray();
        Assert.Equal(
            kept,
            string.Join(' ', materials.Select(m => m!["partes"] is { } parts ? $"{parts}:" : m["fraccion"]!.ToJsonString()))
        );
    }

    [Fact]
    public async Task Names_are_found_by_case_blanks_and_the_spelling_they_were_merged_from()
    {
        var (number, old) = (MoldingSteps.NewNumber(), $"Amarillo pto {Guid.NewGuid():N}"[..20]);
        var into = await app.Scalar<long>("SELECT id FROM molding.color WHERE nombre = 'Amarillo'");
        await app.Execute("INSERT INTO molding.otro_nombre VALUES ('color', lower(@old), @into)", new { old, into });
        var book = PlantWorkbook.Buckets(number);
        (book["F3"], book["C27"], book["B13"]) = (" ht-320   a ", "pp CLARIF ", old);

        await Created(book);

        var read = await plant.Read(number);
        Assert.Equal("HT-320 A", (string?)read["cabecera"]!["maquina"]);
        Assert.Equal("Amarillo", (string?)read["lotes"]![0]!["colores"]);
        Assert.Equal("PP Clarif", (string?)read["lotes"]![0]!["materiales"]![0]!["nombre"]);
    }

    [Fact]
    public async Task What_no_catalog_knows_is_added_only_when_a_person_says_so()
    {
        var (number, new1) = (MoldingSteps.NewNumber(), Guid.NewGuid().ToString("N")[..8]);
        var book = PlantWorkbook.Buckets(number);
        (book["B7"], book["B13"], book["E27"], book["C40"]) = ($"M {new1}", $"Color {new1}", $"PP {new1}", $"Pig {new1}");
        for (var row = 28; row <= 32; row++)
        {
            book[$"E{row}"] = $"pp  {new1}";
        }

        var preview = await Previewed(book);
        Assert.Equal(
            [
                ("molde", $"M {new1}", ""),
                ("color", $"Color {new1}", ""),
                ("material", $"PP {new1}", "Segunda"),
                ("pigmento", $"Pig {new1}", ""),
            ],
            preview["por_agregar"]!.AsArray().Select(m => ((string)m!["catalogo"]!, (string)m["nombre"]!, (string)m["tipo"]!))
        );
        Assert.Equal("E27, E28, E29, E30, E31, E32", (string?)Told(preview, "sheet_unknown_material")["celda"]);
        Assert.Equal(0, await Entries(new1));

        var add = preview["por_agregar"]!.AsArray().Select(m => new { catalogo = (string)m!["catalogo"]!, nombre = (string)m["nombre"]! });
        var again = await Previewed(book, add: add);
        Assert.True((bool)again["puede_crear"]!);
        Assert.Empty(again["observaciones"]!.AsArray());
        Assert.Equal(0, await Entries(new1));

        await Expect.Status(HttpStatusCode.Forbidden, await Send("importar", book.ToBytes(), add: add, by: app.SignedInAs("Supervisor")));
        Assert.Equal(0, await Entries(new1));
        await Created(book, add: add);
        Assert.Equal(4, await Entries(new1));
        var read = await plant.Read(number);
        Assert.Equal($"Color {new1}", (string?)read["lotes"]![0]!["colores"]);
        Assert.Equal("Segunda", (string?)read["lotes"]![5]!["materiales"]![1]!["tipo"]);
    }

    [Theory]
    [InlineData("F3", "HT320 A", "HT-320 A")]
    [InlineData("C40", "Dióxido  de Titanio", null)]
    [InlineData("C40", "DIÓXIDO-TITANIO", "Dioxido Titanio")]
    public async Task A_name_that_is_probably_another_spelling_says_whose(string cell, string written, string? similar)
    {
        var book = PlantWorkbook.Buckets(MoldingSteps.NewNumber());
        book[cell] = written;

        var missing = Assert.Single((await Previewed(book))["por_agregar"]!.AsArray())!;

        Assert.Equal(similar, (string?)missing["parecido"]);
    }

    [Fact]
    public async Task A_refused_import_adds_nothing_to_the_catalogs()
    {
        var unknown = $"Color {Guid.NewGuid():N}"[..14];
        var book = PlantWorkbook.Buckets(MoldingSteps.NewNumber());
        (book["B13"], book["D7"]) = (unknown, "ochenta");

        var answer = await Send("importar", book.ToBytes(), add: new[] { new { catalogo = "color", nombre = unknown } });

        await Expect.BadField("peso_unitario", answer);
        Assert.Equal(0, await app.Scalar<int>("SELECT count(*)::int FROM molding.color WHERE nombre = @unknown", new { unknown }));
    }

    [Fact]
    public async Task An_entry_out_of_use_is_told_and_not_added_again()
    {
        var name = $"Viejo {Guid.NewGuid():N}"[..14];
        await app.Execute("INSERT INTO molding.color (nombre, activo) VALUES (@name, false)", new { name });
        var book = PlantWorkbook.Buckets(MoldingSteps.NewNumber());
        book["B13"] = name;

        var preview = await Previewed(book, add: new[] { new { catalogo = "color", nombre = name } });

        Assert.Empty(preview["por_agregar"]!.AsArray());
        Assert.Equal("B13", (string?)Told(preview, "sheet_entry_out_of_use")["celda"]);
    }

    [Fact]
    public async Task A_person_gives_what_the_sheet_does_not()
    {
        var number = MoldingSteps.NewNumber();
        var book = PlantWorkbook.Buckets("?");
        (book["I7"], book["D7"]) = ("20/11/2025", new PlantWorkbook.Failed("#REF!"));
        var corrections = new
        {
            numero_op = number,
            fecha_inicio = "2025-11-20T07:00",
            peso_unitario = 87,
        };

        Assert.Empty((await Previewed(book, corrections))["observaciones"]!.AsArray());
        await Created(book, corrections);

        var header = (await plant.Read(number))["cabecera"]!;
        Assert.Equal(("2025-11-20T07:00:00", 87m), ((string?)header["fecha_inicio"], (decimal)header["peso_unitario"]!));
        await Expect.BadField(
            "correcciones.estado",
            await Send("importar/preview", book.ToBytes(), corrections: new { estado = "LIBERADA" })
        );
    }

    [Fact]
    public async Task A_number_that_is_taken_is_the_documented_conflict()
    {
        var number = await plant.Given(MoldingSteps.Buckets());
        var book = PlantWorkbook.Buckets(number.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal));

        var told = Told(await Previewed(book), "order_number_taken");
        Assert.Equal(("F2", true), ((string?)told["celda"], (bool)told["impide"]!));
        await Expect.Refusal(HttpStatusCode.Conflict, "order_number_taken", await Send("importar", book.ToBytes()));
    }

    [Fact]
    public async Task Two_people_importing_one_sheet_at_once_make_one_order()
    {
        var file = PlantWorkbook.Buckets(MoldingSteps.NewNumber()).ToBytes();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Send("importar", file)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_stock_order_is_the_stock_of_its_lots_and_not_the_sum_somebody_typed()
    {
        var number = MoldingSteps.NewNumber();
        var book = PlantWorkbook.Buckets(number).OnlyColours(3);
        (book["C2"], book["D10"], book["D7"], book["F7"], book["G7"]) = ("Completar stock", null, 59m, 122m, 25m);
        (book["E13"], book["E14"], book["E15"]) = (100m, null, 50m);
        // V28: without a sum in E10 the sheet has no days and no end; and a blank lot loses its part of the extra.
        (book["A21"], book["B21"], book["C21"], book["H21"]) = (
            null,
            new PlantWorkbook.Figure("0"),
            new PlantWorkbook.Figure("0"),
            new PlantWorkbook.Figure("0")
        );
        (book["D21"], book["L21"]) = (new PlantWorkbook.Figure("150"), new PlantWorkbook.Figure("153.27868852459017"));

        var preview = await Previewed(book);

        var reasons = preview["comparacion"]!.AsArray().ToDictionary(f => (string)f!["celda"]!, f => (string)f!["codigo"]!);
        Assert.Equal("", reasons["D21"]);
        Assert.All(new[] { "A21", "B21", "C21", "H21" }, cell => Assert.Equal("stock_cell", reasons[cell]));
        Assert.Equal("blank_lot", reasons["L21"]);
        Assert.Equal("E10", (string?)Told(preview, "sheet_stock_sum")["celda"]);
        await Created(book);
        Assert.Equal([100m, 0m, 50m], (await plant.Read(number))["lotes"]!.AsArray().Select(l => (decimal)l!["stock_kg"]!));
    }

    [Fact]
    public async Task A_figure_that_doubles_put_on_the_other_side_of_a_threshold_is_explained()
    {
        // V13: exactly 5 %, which doubles take for less.
        var book = PlantWorkbook.Buckets(MoldingSteps.NewNumber());
        (book["D10"], book["D7"], book["E7"], book["F7"]) = (800m, 158.27m, 3m, 499.8m);
        (book["I21"], book["J21"], book["L21"]) = (
            new PlantWorkbook.Figure("0.049999999999999906"),
            new PlantWorkbook.Figure("39.99999999999992"),
            new PlantWorkbook.Figure("839.99999999999989")
        );

        var checks = (await Previewed(book))["comparacion"]!.AsArray().ToDictionary(f => (string)f!["celda"]!, f => f!);

        Assert.All(new[] { "I21", "J21", "L21" }, cell => Assert.Equal("doubles", (string?)checks[cell]["codigo"]));
        Assert.Equal("20", (string?)checks["J21"]["faena"]);
    }

    [Fact]
    public async Task Other_figures_that_differ_say_so()
    {
        var book = PlantWorkbook.Buckets(MoldingSteps.NewNumber());
        (book["B10"], book["D21"], book["G21"], book["E21"]) = (0m, new PlantWorkbook.Figure("0"), new PlantWorkbook.Failed("#REF!"), null);
        (book["H21"], book["A21"]) = (new PlantWorkbook.Figure("900"), new DateOnly(2025, 11, 30));

        var checks = (await Previewed(book))["comparacion"]!.AsArray().ToDictionary(f => (string)f!["celda"]!, f => (string?)f!["codigo"]);

        Assert.Equal("colours", checks["D21"]);
        Assert.Equal("error", checks["G21"]);
        Assert.Equal("blank", checks["E21"]);
        Assert.Equal("unknown", checks["H21"]);
        Assert.Equal("unknown", checks["A21"]);
    }

    [Fact]
    public async Task A_sheet_without_colours_is_a_draft_without_lots()
    {
        var number = MoldingSteps.NewNumber();

        await Created(PlantWorkbook.Buckets(number).OnlyColours(0));

        Assert.Empty((await plant.Read(number))["lotes"]!.AsArray());
    }

    [Fact]
    public async Task The_report_speaks_the_persons_language()
    {
        var book = PlantWorkbook.Buckets(MoldingSteps.NewNumber());
        book["C10"] = 500m;

        var english = await Previewed(book, language: "en");

        Assert.Contains("left behind", (string?)Told(english, "sheet_stale_dozens")["motivo"], StringComparison.Ordinal);
        Assert.Contains(
            "quedaron de antes",
            (string?)Told(await Previewed(book), "sheet_stale_dozens")["motivo"],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("correcciones", "{")]
    [InlineData("agregar", "[1]")]
    public async Task A_decision_that_is_no_json_is_named(string field, string text)
    {
        using var form = Form(PlantWorkbook.Buckets("OP").ToBytes(), "OP.xlsx");
        form.Add(new StringContent(text), field);

        await Expect.BadField(field, await plant.Molder.PostAsync($"{MoldingSteps.Route}/importar/preview", form));
    }

    private async Task<JsonNode> Previewed(PlantWorkbook book, object? corrections = null, object? add = null, string? language = null) =>
        await Expect.Json(
            HttpStatusCode.OK,
            await Send("importar/preview", book.ToBytes(), corrections: corrections, add: add, language: language)
        );

    private async Task<JsonNode> Created(PlantWorkbook book, object? corrections = null, object? add = null) =>
        await Expect.Json(HttpStatusCode.Created, await Send("importar", book.ToBytes(), corrections: corrections, add: add));

    private async Task<HttpResponseMessage> Send(
        string call,
        byte[] file,
        string name = "OP.xlsx",
        object? corrections = null,
        object? add = null,
        HttpClient? by = null,
        string? language = null
    )
    {
        var form = Form(file, name);
        foreach (var (field, value) in new[] { ("correcciones", corrections), ("agregar", add) })
        {
            if (value is not null)
            {
                form.Add(new StringContent(System.Text.Json.JsonSerializer.Serialize(value)), field);
            }
        }
        var request = new HttpRequestMessage(HttpMethod.Post, $"{MoldingSteps.Route}/{call}") { Content = form };
        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }
        return await (by ?? plant.Molder).SendAsync(request);
    }

    private static MultipartFormDataContent Form(byte[] file, string name) => new() { { new ByteArrayContent(file), "archivo", name } };

    private static JsonNode Told(JsonNode answer, string code) =>
        answer["observaciones"]!.AsArray().Single(r => (string?)r!["codigo"] == code)!;

    private Task<int> Entries(string named) =>
        app.Scalar<int>("SELECT count(*)::int FROM molding.v_catalogo WHERE strpos(clave, @named) > 0", new { named });

    private static byte[] OtherSheet()
    {
        var book = PlantWorkbook.Buckets("OP-1");
        book.SheetName = "Hoja1";
        return book.ToBytes();
    }

    private static byte[] Bomb()
    {
        using var target = new MemoryStream();
        target.Write(PlantWorkbook.Buckets("OP-1").ToBytes());
        using (var zip = new ZipArchive(target, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var image = zip.CreateEntry("xl/media/image1.bmp").Open();
            image.Write(new byte[40_000_000]);
        }
        return target.ToArray();
    }
}
