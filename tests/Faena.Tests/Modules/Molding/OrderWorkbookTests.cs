using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Faena.Kernel.Xlsx;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Molding;

/// <summary>The order's workbook: what it says, and that another spreadsheet program comes to the same.</summary>
public class OrderWorkbookTests(TestApp app) : IClassFixture<TestApp>, IAsyncLifetime
{
    private static readonly (string Name, string Key)[] Figures =
    [
        ("merma", "%Merma"),
        ("extra", "% EXTRA"),
        ("produccion_kg", "Peso(Kg) PRODUCCION"),
        ("inc_merma_kg", "Peso (Kg) Inc. Merma"),
        ("merma_natural_kg", "Merma Natural Kg"),
        ("docenas", "Cantidad DOC"),
        ("total_docenas", "Total DOC"),
        ("extra_kg", "EXTRA"),
        ("entregar_kg", "Peso Kg REAL PARA ENTREGAR A MAQUINA"),
        ("horas", "Horas"),
        ("dias", "Dias"),
    ];

    private readonly MoldingSteps plant = new(app);

    public async ValueTask InitializeAsync() => await plant.GivenThePlant();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    public static TheoryData<string> Orders() =>
        ["weight", "weekdays", "quantity", "stock", "parts", "eight", "trap13", "trap14", "trap22", "net", "empty", "family", "six days"];

    [Theory, MemberData(nameof(Orders))]
    public async Task Every_figure_is_the_apps_and_a_spreadsheet_comes_to_the_same(string kind)
    {
        await Expect.Status(
            HttpStatusCode.OK,
            await plant.Molder.PutAsJsonAsync("/api/molding/holidays", new { fechas = new[] { "2025-12-25", "2025-11-21" } })
        );
        var number = await plant.Given(OrderOf(kind));
        var order = await plant.Read(number);
        var file = await plant.Molder.GetByteArrayAsync($"{MoldingSteps.Route}/{number}.xlsx");
        var names = Names(file);

        using (var written = await XlsxReader.Open(new MemoryStream(file), default))
        {
            Check(order, names, written);
        }
        if (LibreOffice.IsInstalled)
        {
            using var recalculated = await LibreOffice.Recalculate(file, default);
            Check(order, names, recalculated);
        }
    }

    [Fact]
    public async Task Text_that_looks_like_a_formula_stays_text()
    {
        await Expect.Status(
            HttpStatusCode.OK,
            await plant.Molder.PostAsJsonAsync(
                "/api/molding/catalog",
                new
                {
                    materiales = new[] { new { nombre = "-1+2", tipo = "Virgen" } },
                    pigmentos = new[] { "@SUM(A1)" },
                    colores = new[] { "+A1" },
                    maquinas = new[] { new { nombre = "=cmd|' /C calc'!A0", tipo = "" } },
                }
            )
        );
        var order = MoldingSteps.Buckets();
        (order["producto"], order["maquina"]) = ("=1+1", "=cmd|' /C calc'!A0");
        var lot = MoldingSteps.Lot("+A1");
        lot["materiales"] = MoldingSteps.Recipe(("-1+2", 1m));
        lot["pigmentos"] = new JsonArray(new JsonObject { ["nombre"] = "@SUM(A1)", ["dosis_gr"] = 5 });
        order["lotes"] = new JsonArray(lot);
        var number = await plant.Given(order);
        var file = await plant.Molder.GetByteArrayAsync($"{MoldingSteps.Route}/{number}.xlsx");

        using (var written = await XlsxReader.Open(new MemoryStream(file), default))
        {
            CheckTexts(written);
        }
        if (LibreOffice.IsInstalled)
        {
            using var recalculated = await LibreOffice.Recalculate(file, default);
            CheckTexts(recalculated);
        }

        void CheckTexts(XlsxReader book)
        {
            var names = Names(file);
            foreach (
                var (name, text) in new[]
                {
                    ("producto", "=1+1"),
                    ("maquina", "=cmd|' /C calc'!A0"),
                    ("lote_color", "+A1"),
                    ("material_nombre", "-1+2"),
                    ("pigmento_nombre", "@SUM(A1)"),
                }
            )
            {
                var cell = Cells(book, names[name]).Single();
                Assert.Equal((XlsxKind.Text, text, null), (cell.Kind, cell.Text, cell.Formula));
            }
        }
    }

    [Fact]
    public async Task Eight_colours_of_five_materials_and_six_colorants_are_on_the_screen_the_paper_and_in_the_workbook()
    {
        string[] materials = ["Resina 1", "Resina 2", "Resina 3", "Resina 4", "Resina 5"];
        string[] colorants = ["Tinte 1", "Tinte 2", "Tinte 3", "Tinte 4", "Tinte 5", "Tinte 6"];
        await Expect.Status(
            HttpStatusCode.OK,
            await plant.Molder.PostAsJsonAsync(
                "/api/molding/catalog",
                new { materiales = materials.Select(m => new { nombre = m, tipo = "Virgen" }), pigmentos = colorants }
            )
        );
        var order = MoldingSteps.Buckets();
        order["lotes"] = MoldingSteps.Lots(8);
        foreach (var lot in order["lotes"]!.AsArray())
        {
            lot!["materiales"] = MoldingSteps.Parts([.. materials.Select((m, i) => (m, i + 1))]);
            lot["pigmentos"] = new JsonArray([.. colorants.Select(c => new JsonObject { ["nombre"] = c, ["dosis_gr"] = 3 })]);
        }
        var number = await plant.Given(order);

        var colours = order["lotes"]!.AsArray().Select(l => (string)l!["color"]!).ToList();
        foreach (var address in new[] { $"/molding/orders/{number}", $"/molding/orders/{number}/print" })
        {
            var page = await plant.Molder.Page(address);
            Assert.All(colours.Concat(materials).Concat(colorants), name => Assert.Contains(name, page, StringComparison.Ordinal));
        }
        var file = await plant.Molder.GetByteArrayAsync($"{MoldingSteps.Route}/{number}.xlsx");
        using var book = await XlsxReader.Open(new MemoryStream(file), default);
        var names = Names(file);
        Assert.Equal(colours, Cells(book, names["lote_color"]).Select(c => c.Text));
        Assert.Equal(8 * 5, Cells(book, names["material_nombre"]).Count);
        Assert.Equal(8 * 6, Cells(book, names["pigmento_nombre"]).Count);
    }

    private static JsonObject OrderOf(string kind)
    {
        var order = MoldingSteps.Buckets(start: "2025-11-20T07:00");
        void Set(params (string Key, JsonNode? Value)[] changes)
        {
            foreach (var (key, value) in changes)
            {
                order[key] = value;
            }
        }
        switch (kind)
        {
            case "weekdays":
                Set(("calendario", "LUN_VIE"));
                break;
            case "quantity":
                Set(("tipo_orden", "POR_CANTIDAD"), ("meta_kg", null), ("meta_docenas", 500.5m), ("peso_unitario", 89), ("cavidades", 1));
                Set(("peso_tiro", 91), ("lotes", MoldingSteps.Lots(5)));
                break;
            case "stock":
                Set(("tipo_orden", "STOCK"), ("meta_kg", null), ("peso_unitario", 59), ("peso_tiro", 122), ("tiempo_ciclo", 25));
                Set(("lotes", MoldingSteps.Lots(3, 120.5m, null, 45.125m)));
                break;
            case "parts":
                Set(("lotes", MoldingSteps.Lots(2)));
                order["lotes"]![0]!["materiales"] = MoldingSteps.Parts(("PP Clarif", 1), ("Molido", 1), ("PEAD", 1));
                order["lotes"]![1]!["materiales"] = MoldingSteps.Parts(("PP Clarif", 5), ("Molido", 1));
                break;
            case "eight":
                Set(("lotes", MoldingSteps.Lots(8)));
                break;
            case "trap13":
                Set(("meta_kg", 800), ("peso_unitario", 158.27m), ("cavidades", 3), ("peso_tiro", 499.8m), ("tiempo_ciclo", 40));
                break;
            case "trap14":
                Set(("meta_kg", 800), ("peso_unitario", 149.97m), ("cavidades", 3), ("peso_tiro", 499.9m), ("tiempo_ciclo", 40));
                break;
            case "trap22":
                Set(("meta_kg", 257.4m), ("peso_unitario", 6.5m), ("peso_tiro", 14), ("tiempo_ciclo", 20), ("horas_turno", 22));
                Set(("base_tiempo", "NETO"));
                break;
            case "net":
                Set(("base_tiempo", "NETO"), ("meta_kg", 960.48m));
                break;
            case "empty":
                Set(("tipo_orden", "STOCK"), ("meta_kg", null), ("lotes", new JsonArray()));
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
            case "six days":
                Set(("meta_kg", 3616), ("peso_unitario", 67.8m), ("peso_tiro", 146.9m), ("tiempo_ciclo", 16.9m), ("horas_turno", 20));
                break;
        }
        return order;
    }

    private static void Check(JsonNode order, Dictionary<string, string> names, XlsxReader book)
    {
        var table = order["tabla_auxiliar"]!;
        foreach (var (name, key) in Figures)
        {
            Assert.True((decimal)table[key]! == One(name), $"{name}: {table[key]}, the workbook says {One(name)}");
        }
        var end = Cells(book, names["fecha_fin"]).Single();
        Assert.Equal((string?)table["F.Fin"] ?? "", end.TryDate(out var day) ? day.ToString("O", CultureInfo.InvariantCulture) : end.Text);

        var lots = order["lotes"]!.AsArray();
        if (lots.Count == 0)
        {
            return;
        }
        Assert.Equal(lots.Select(l => (string?)l!["colores"]), Cells(book, names["lote_color"]).Select(c => c.Text));
        Same("lote_base_kg", lots.Select(l => (decimal)(l!["Por cantidad"] ?? l["Peso (Kg)"] ?? l["Stock (Kg)"])!));
        Same("lote_extra_kg", lots.Select(l => (decimal)l!["Extra (kg)"]!));
        Same("lote_total_kg", lots.Select(l => (decimal)l!["TOTAL + EXTRA Kg"]!));
        Same("lote_personas", lots.Select(l => (decimal)l!["mano_obra"]!["personas"]!));
        Same("lote_horas_hombre", lots.Select(l => (decimal)l!["mano_obra"]!["horas_hombre"]!));
        var materials = lots.SelectMany(l => l!["materiales"]!.AsArray()).ToList();
        Same("material_fraccion", materials.Select(m => (decimal)m!["fraccion"]!));
        Same("material_peso_kg", materials.Select(m => (decimal)m!["peso_kg"]!));
        var colorants = lots.SelectMany(l => l!["pigmentos"]!.AsArray()).ToList();
        Same("pigmento_dosis_gr", colorants.Select(p => (decimal)p!["dosis_gr"]!));
        Same("pigmento_gramos", colorants.Select(p => (decimal)p!["gramos"]!));

        decimal One(string name) => Number(Cells(book, names[name]).Single());
        void Same(string name, IEnumerable<decimal> expected) => Assert.Equal(expected, Cells(book, names[name]).Select(Number));
    }

    private static decimal Number(XlsxCell cell) =>
        cell.TryDecimal(out var number) ? number : throw new InvalidOperationException($"{cell}");

    private static Dictionary<string, string> Names(byte[] file)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
        return document
            .WorkbookPart!.Workbook!.DefinedNames!.Elements<DefinedName>()
            .ToDictionary(n => n.Name!.Value!, n => n.Text.Split('!')[1].Replace("$", "", StringComparison.Ordinal));
    }

    private static List<XlsxCell> Cells(XlsxReader book, string range)
    {
        var ends = range.Split(':');
        var column = string.Concat(ends[0].Where(char.IsAsciiLetter));
        int Row(string cell) => int.Parse(cell[column.Length..], CultureInfo.InvariantCulture);
        var rows = book.Sheets[0].Rows().ToDictionary(r => r.Number);
        return [.. Enumerable.Range(Row(ends[0]), Row(ends[^1]) - Row(ends[0]) + 1).Select(r => rows[r][column])];
    }
}
