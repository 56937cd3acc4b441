using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Faena.Kernel.Http;
using Faena.Modules.Molding.Orders;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Molding;

/// <summary>
/// The figures of an order against vectors computed in exact fractions. The vectors V01 to V32 are those of the plant's workbook;
/// P6 is a run of exactly six days whose quotients are all periodic.
/// </summary>
public class OrderCalculationTests
{
    private static readonly string VectorFile = Repo.PathOf("tests/Faena.Tests/Modules/Molding/order-vectors.json");
    private static readonly Lazy<JsonArray> Vectors = new(() => JsonNode.Parse(File.ReadAllText(VectorFile))!.AsArray());

    private static readonly string[] Figures =
    [
        "merma",
        "extra",
        "produccion_kg",
        "inc_merma_kg",
        "merma_natural_kg",
        "docenas",
        "total_docenas",
        "extra_kg",
        "entregar_kg",
        "golpes_hora",
        "faltante",
    ];

    public static TheoryData<string> Ids() => [.. Vectors.Value.Select(v => (string)v!["id"]!)];

    [Theory, MemberData(nameof(Ids))]
    public void Every_figure_is_exact(string id)
    {
        var (inputs, expected, week) = (InputsOf(id), Vector(id)["expected"]!, Week(id, PlantCalendar.MondayToSaturday));

        var found = JsonSerializer.SerializeToNode(OrderCalculation.Of(inputs, week), Json.Options)!;

        foreach (var figure in Figures)
        {
            Near(expected[figure], found[figure], figure);
        }
        foreach (var basis in new[] { "entregado", "neto" })
        {
            foreach (var figure in new[] { "golpes", "horas", "dias" })
            {
                Near(expected[basis]![figure], found[basis]![figure], $"{basis}.{figure}");
            }
        }
        Assert.Equal(expected["lotes"]!.AsArray().Count, found["lotes"]!.AsArray().Count);
        foreach (var (lot, got) in expected["lotes"]!.AsArray().Zip(found["lotes"]!.AsArray()))
        {
            foreach (var figure in new[] { "base_kg", "extra_kg", "total_kg", "horas_hombre" })
            {
                Near(lot![figure], got![figure], figure);
            }
            foreach (var (kilos, material) in lot!["materiales"]!.AsArray().Zip(got!["materiales"]!.AsArray()))
            {
                Near(kilos, material!["peso_kg"], "material");
            }
            foreach (var (grams, colorant) in lot["pigmentos"]!.AsArray().Zip(got["pigmentos"]!.AsArray()))
            {
                Near(grams, colorant!["gramos"], "colorant");
            }
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void The_end_is_a_working_day_of_the_plant_on_both_time_bases(string id)
    {
        var (inputs, ends) = (InputsOf(id), Vector(id)["expected"]!["fin"]!);

        foreach (var (week, name) in new[] { (PlantCalendar.MondayToSaturday, "lun_sab"), (PlantCalendar.MondayToFriday, "lun_vie") })
        {
            var figures = OrderCalculation.Of(inputs, Week(id, week));

            Assert.Equal((string?)ends[$"entregado_{name}"], figures.Entregado.FechaFin?.ToString("O", CultureInfo.InvariantCulture));
            Assert.Equal((string?)ends[$"neto_{name}"], figures.Neto.FechaFin?.ToString("O", CultureInfo.InvariantCulture));
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void Shown_parts_add_up_to_the_shown_total(string id)
    {
        var (figures, display) = (OrderCalculation.Of(InputsOf(id), Week(id, PlantCalendar.MondayToSaturday)), Vector(id)["display"]!);
        var lots = display["lotes"]!.AsArray();

        Check(Shown.Parts([.. figures.Lotes.Select(l => l.BaseKg)], Shown.Round(figures.ProduccionKg)), "base", "produccion");
        Check(Shown.Parts([.. figures.Lotes.Select(l => l.ExtraKg)], Shown.Round(figures.ExtraKg)), "extra", "extra");
        var totals = Shown.Parts([.. figures.Lotes.Select(l => l.TotalKg)], Shown.Round(figures.EntregarKg));
        Check(totals, "total", "entregar");
        foreach (var ((lot, total), expected) in figures.Lotes.Zip(totals).Zip(lots))
        {
            var materials = Shown.Parts([.. lot.Materiales.Select(m => m.PesoKg)], total);
            Assert.Equal(expected!["materiales"]!.AsArray().Select(Number), materials);
            Assert.Equal(total, materials.Sum());
        }

        void Check(IReadOnlyList<decimal> shown, string part, string whole)
        {
            Assert.Equal(lots.Select(l => Number(l![part])), shown);
            if (shown.Count > 0)
            {
                Assert.Equal(Number(display[whole]), shown.Sum());
            }
        }
    }

    [Fact]
    public void The_workbook_order_comes_out_as_printed()
    {
        var figures = OrderCalculation.Of(InputsOf("V02"), new PlantCalendar(PlantCalendar.MondayToSaturday));

        Assert.Equal(50.28m, Shown.Round(figures.Entregado.Horas));
        Assert.Equal(50.29m, Shown.Round(figures.Neto.Horas));
        Assert.Equal(2.19m, Shown.Round(figures.Entregado.Dias));
        Assert.Equal(8.38m, Shown.Round(figures.Lotes[0].HorasHombre));
        Assert.Equal(0.0114m, Shown.Round(figures.Merma, Shown.Ratios));
        Assert.Equal(1005.75m, Shown.Round(figures.Docenas));
        Assert.Equal(OrderFigures.HandOverExtraMaterial, figures.Aviso);
    }

    [Theory]
    [InlineData("V13", "0.025")] // 0.05 exactly, which doubles take for 0.04999…
    [InlineData("V14", "0.05")] // 0.10 exactly, which doubles take for 0.1000…02
    [InlineData("V07", "0.04996")]
    [InlineData("V12", "0")]
    public void A_threshold_looks_at_the_exact_ratio(string id, string extra) =>
        Assert.Equal(Parse(extra), OrderCalculation.Of(InputsOf(id), new PlantCalendar(PlantCalendar.MondayToSaturday)).Extra);

    [Fact]
    public void A_long_run_with_much_scrap_recovers_it_and_hours_follow_the_chosen_basis()
    {
        var inputs = InputsOf("V26") with { MetaDocenas = 6_000, BaseTiempo = TimeBasis.Net };

        var figures = OrderCalculation.Of(inputs, new PlantCalendar(PlantCalendar.MondayToSaturday));

        Assert.Equal(OrderFigures.ScrapIsRecoverable, figures.Aviso);
        Assert.Equal(Shown.Settled(figures.Neto.Horas / 3), Shown.Settled(figures.Lotes[0].HorasHombre));
        Assert.Equal(0.1579m, Shown.Round(figures.Faltante, Shown.Ratios));
    }

    [Fact]
    public void The_pieces_of_a_family_mold_are_added_up()
    {
        var inputs = InputsOf("V01") with { Piezas = [new(2, 30), new(1, 27)], PesoTiro = 100 };

        var figures = OrderCalculation.Of(inputs, new PlantCalendar(PlantCalendar.MondayToSaturday));

        Assert.Equal(87m, figures.PesoNetoTiro);
        Assert.Equal(13m, figures.PesoColada);
        // 1,050 kg are 12,068.97 shots of three pieces.
        Assert.Equal(3017.24m, Shown.Round(figures.Docenas));
    }

    [Fact]
    public void Parts_are_exact_and_add_up()
    {
        var thirds = Enumerable.Range(0, 3).Select(_ => new OrderInputs.Share("PP", 1, 3)).ToList();
        var inputs = InputsOf("V20") with { Lotes = [new(0, 1, thirds, [])] };

        var lot = OrderCalculation.Of(inputs, new PlantCalendar(PlantCalendar.MondayToSaturday)).Lotes[0];
        var total = Shown.Round(lot.TotalKg);

        Assert.Equal([67.42m, 67.42m, 67.43m], Shown.Parts([.. lot.Materiales.Select(m => m.PesoKg)], total));
        Assert.All(lot.Materiales, m => Near(JsonValue.Create("67.42424242424242424242"), JsonValue.Create($"{m.PesoKg}"), "third"));
    }

    [Fact]
    public void An_order_without_production_has_no_end_and_no_division_by_it()
    {
        var inputs = InputsOf("V05") with { Lotes = [] };

        var figures = OrderCalculation.Of(inputs, new PlantCalendar(PlantCalendar.MondayToSaturday));

        Assert.Equal(0, figures.ProduccionKg);
        Assert.Equal(0, figures.Faltante);
        Assert.Null(figures.Entregado.FechaFin);
        Assert.Null(figures.Neto.FechaFin);
    }

    private static void Near(JsonNode? expected, JsonNode? found, string what)
    {
        var (wanted, got) = (Number(expected), Number(found));
        var allowed = 1e-12m * Math.Max(1, Math.Abs(wanted));
        Assert.True(Math.Abs(wanted - got) <= allowed, $"{what}: {wanted}, got {got}");
    }

    private static JsonNode Vector(string id) => Vectors.Value.Single(v => (string?)v!["id"] == id)!;

    private static PlantCalendar Week(string id, string week) =>
        new(
            week,
            Vector(id)["inputs"]!["feriados"]!.AsArray().Select(d => DateOnly.Parse((string)d!, CultureInfo.InvariantCulture)).ToHashSet()
        );

    private static OrderInputs InputsOf(string id)
    {
        var given = Vector(id)["inputs"]!;
        var target = given["meta"] is { } meta ? Number(meta) : 0;
        return new OrderInputs
        {
            TipoOrden = (string)given["tipo_orden"]!,
            MetaKg = target,
            MetaDocenas = target,
            Piezas = [new((int)given["cavidades"]!, Number(given["peso_unitario"]))],
            PesoTiro = Number(given["peso_tiro"]),
            TiempoCiclo = Number(given["tiempo_ciclo"]),
            HorasTurno = Number(given["horas_turno"]),
            FechaInicio = DateTime.Parse((string)given["fecha_inicio"]!, CultureInfo.InvariantCulture),
            Lotes =
            [
                .. given["lotes"]!
                    .AsArray()
                    .Select(l => new OrderInputs.Lot(
                        l!["stock_kg"] is { } stock ? Number(stock) : 0,
                        (int)l["personas"]!,
                        [.. l["materiales"]!.AsArray().Select(m => new OrderInputs.Share("", Number(m), 1))],
                        [.. l["pigmentos"]!.AsArray().Select(p => new OrderInputs.Dose("", Number(p)))]
                    )),
            ],
        };
    }

    private static decimal Number(JsonNode? text) => Parse((string)text!);

    private static decimal Parse(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
