using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Modules.Molding.FollowUp;
using Faena.Modules.Molding.Orders;
using Faena.Modules.Molding.ShiftSheets;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Molding;

/// <summary>How far an order is, when it will be done, and how it did against its plan.</summary>
public class OrderProgressTests(TestApp app) : IClassFixture<TestApp>, IAsyncLifetime
{
    private readonly SheetSteps floor = new(app);

    public async ValueTask InitializeAsync() => await floor.Plant.GivenThePlant();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private static readonly Order Bucket = new()
    {
        NumeroOp = "OP-1322",
        FechaInicio = new DateTime(2025, 11, 20, 7, 0, 0),
        TipoOrden = Strategy.ByWeight,
        MetaKg = 1050,
        TiempoCiclo = 30,
        PesoUnitario = 87,
        Cavidades = 2,
        PesoTiro = 176,
        HorasTurno = 23,
        Estado = OrderState.Released,
        Lotes = [new Order.Lot { Color = "Rojo" }, new Order.Lot { Color = "Azul", Personas = 2 }],
    };

    private static readonly PlantCalendar Week = new(PlantCalendar.MondayToSaturday);

    private static OrderProgress Progress(Order order, DateOnly today, params ShiftFacts[] shifts) =>
        OrderProgress.Of(order, OrderCalculation.Of(order.Inputs, Week), shifts, null, Week, today);

    private static ShiftFacts Shift(DateOnly date, long shots, int hours, string colour, decimal? weighed = null, decimal scrap = 0) =>
        new(
            new Sheet
            {
                Fecha = date,
                TotalColadas = shots,
                SnapshotCavidades = 2,
                SnapshotPesoNetoGr = 87,
                SnapshotPesoNetoTiroGr = 174,
                SnapshotPesoColadaGr = 2,
                Detalles = [new Sheet.Hour(date.ToDateTime(new TimeOnly(7, 0)), hours * 60, "Ana", 1, colour, shots, "", scrap, "", "")],
            },
            weighed is { } kilos ? [new ShiftFacts.Weighed(colour, kilos, 10)] : []
        );

    // The plant's own month: its mold made 100.7 shots an hour instead of 120 and 160.5 g a shot instead of 174.
    [Fact]
    public void The_rest_is_forecast_at_the_rate_and_the_weight_that_were_measured()
    {
        var day = new DateOnly(2025, 11, 22);
        var progress = Progress(Bucket, day, Shift(day, 1_007, 10, "Rojo", weighed: 161.6235m));
        var forecast = progress.Pronostico!;

        Assert.Equal((100.7m, 120m), (progress.Real.GolpesHora, progress.Plan.GolpesHora));
        Assert.Equal((160.5m, 174m), (progress.Real.GramosGolpe, progress.Plan.GramosGolpe));
        Assert.Equal(888.3765m, forecast.FaltaKg);
        // 888.3765 kg / 0.1605 kg = 5,535.056 shots / 100.7 = 54.966 h / 23 = 2.39 days: two working days after the 22nd, a Saturday.
        Assert.Equal(55m, decimal.Round(forecast.FaltaHoras, 0));
        Assert.Equal(2.39m, decimal.Round(forecast.FaltaDias, 2));
        Assert.Equal(new DateOnly(2025, 11, 25), forecast.FechaFin);
        Assert.Equal((new DateOnly(2025, 11, 22), 3), (forecast.FechaFinPlan, forecast.DiasDeAtraso));
    }

    [Fact]
    public void Before_the_first_sheet_the_forecast_is_the_plan()
    {
        var progress = Progress(Bucket, new DateOnly(2025, 11, 1));

        Assert.Equal(0, progress.Avance);
        Assert.Equal((progress.Plan.FechaFin, 0), (progress.Pronostico!.FechaFin, progress.Pronostico.DiasDeAtraso));
        Assert.Null(progress.Real.GolpesHora);
        Assert.Null(progress.Cierre.Produccion.Nota);
    }

    [Fact]
    public void A_sheet_counts_by_its_shots_until_its_first_bale_and_by_the_scale_from_then_on()
    {
        var day = new DateOnly(2025, 11, 20);
        var progress = Progress(Bucket, day, Shift(day, 1_000, 10, "Rojo"), Shift(day, 1_000, 10, "Azul", weighed: 170));

        Assert.Equal(344, progress.Real.ProducidoKg);
        Assert.Equal([("Rojo", 174m), ("Azul", 170m)], progress.Colores.Select(c => (c.Color, c.ProducidoKg)));
        Assert.Equal([525m - 174, 525m - 170], progress.Colores.Select(c => c.FaltaKg));
        Assert.Equal(344m, Assert.Single(progress.Dias).AcumuladoKg);
    }

    [Fact]
    public void What_no_hour_explains_is_shown_without_a_colour_so_that_the_colours_add_up()
    {
        var day = new DateOnly(2025, 11, 20);
        var shift = Shift(day, 50, 1, "Rojo");
        shift = shift with { Sheet = shift.Sheet with { TotalColadas = 500 } };
        var progress = Progress(Bucket, day, shift);

        Assert.Equal([("Rojo", 50L), ("Azul", 0L), ("", 450L)], progress.Colores.Select(c => (c.Color, c.Golpes)));
        Assert.Equal(progress.Real.ProducidoKg, progress.Colores.Sum(c => c.ProducidoKg));
    }

    [Fact]
    public void An_order_that_is_done_ends_with_its_last_sheet_and_a_closed_one_has_no_forecast()
    {
        var day = new DateOnly(2025, 11, 24);
        var done = Shift(day, 6_100, 60, "Rojo", weighed: 1_060);

        Assert.Equal(day, Progress(Bucket, new DateOnly(2025, 12, 24), done).Pronostico!.FechaFin);
        Assert.Null(Progress(Bucket with { Estado = OrderState.Closed }, day, done).Pronostico);
    }

    [Fact]
    public void The_closing_grades_each_measure_by_its_plan()
    {
        var day = new DateOnly(2025, 11, 20);
        var closing = Progress(
            Bucket,
            day,
            Shift(day, 3_000, 25, "Rojo", weighed: 525, scrap: 5),
            Shift(day, 3_000, 25, "Azul", weighed: 525)
        ).Cierre;

        Assert.Equal(
            (1050m, 1050m, ClosingGrade.Efficient),
            (closing.Produccion.Plan, closing.Produccion.Real, closing.Produccion.Nota!.Calificacion)
        );
        Assert.Equal((1055m, ClosingGrade.Efficient), (closing.Material.Real, closing.Material.Nota!.Calificacion));
        // Blue takes two people: 25 + 2 × 25 hours, as the plan has it for each half of the time.
        Assert.Equal((75m, ClosingGrade.Efficient), (closing.HorasHombre.Real, closing.HorasHombre.Nota!.Calificacion));
        Assert.Equal((50m, ClosingGrade.Efficient), (closing.HorasMaquina.Real, closing.HorasMaquina.Nota!.Calificacion));
        Assert.Null(closing.MaterialPreparado.Nota);
    }

    [Fact]
    public void Half_an_order_has_no_grade_until_it_is_closed()
    {
        var day = new DateOnly(2025, 11, 20);
        var half = Shift(day, 3_000, 25, "Rojo", weighed: 525);

        Assert.Null(Progress(Bucket, day, half).Cierre.Produccion.Nota);
        Assert.Equal(
            ClosingGrade.Deficient,
            Progress(Bucket with { Estado = OrderState.Closed }, day, half).Cierre.Produccion.Nota!.Calificacion
        );
    }

    [Fact]
    public async Task The_floor_reads_its_progress_with_the_balance_in_its_own_language()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        var id = SheetSteps.IdOf(await floor.Recorded(order, sheet));
        await Weigh(id, 60);

        var progress = await Read(order);

        Assert.Equal((1050m, 60m), ((decimal)progress["plan"]!["produccion_kg"]!, (decimal)progress["real"]!["producido_kg"]!));
        Assert.Equal(500, (long)progress["real"]!["golpes"]!);
        Assert.Equal(7, progress["colores"]!.AsArray().Count);
        var findings = progress["balance"]!["hallazgos"]!.AsArray();
        Assert.Equal(["HORAS_INCOMPLETAS", "SIN_EXPLICAR"], findings.Select(f => (string)f!["codigo"]!));
        Assert.Contains("450", (string)findings[0]!["detalle"]!, StringComparison.Ordinal);
        await Expect.Refusal(HttpStatusCode.NotFound, "ORDER_NOT_FOUND", await floor.Floor.GetAsync("/api/ordenes/OP-0/avance"));
    }

    [Fact]
    public async Task Prepared_material_is_noted_once_however_often_it_is_sent_and_voided_with_its_reason()
    {
        var order = await floor.Plant.GivenReleased(MoldingSteps.Buckets());
        var note = Note(88.5m);

        var first = await Expect.Json(HttpStatusCode.Created, await Prepare(order, note));
        var again = await Expect.Json(HttpStatusCode.OK, await Prepare(order, note));
        await Expect.Status(HttpStatusCode.Created, await Prepare(order, Note(11.5m)));

        Assert.Equal((long)first["id"]!, (long)again["id"]!);
        Assert.Equal(100m, (decimal)(await Read(order))["cierre"]!["material_preparado"]!["real"]!);

        var address = $"/api/ordenes/{order}/material_preparado/{first["id"]}/anular";
        await Expect.BadField("motivo", await floor.Floor.PostAsJsonAsync(address, new { motivo = " " }));
        await Expect.Status(HttpStatusCode.OK, await floor.Floor.PostAsJsonAsync(address, new { motivo = "Dos veces" }));
        await Expect.Status(HttpStatusCode.OK, await floor.Floor.PostAsJsonAsync(address, new { motivo = "Otra vez" }));

        var progress = await Read(order);
        Assert.Equal(11.5m, (decimal)progress["cierre"]!["material_preparado"]!["real"]!);
        Assert.Equal("Dos veces", (string)progress["preparado"]![0]!["motivo_anulacion"]!);
    }

    [Theory]
    [InlineData("color", "\"Fucsia\"", "color")]
    [InlineData("peso_kg", "0", "peso_kg")]
    [InlineData("peso_kg", "1.2345678", "peso_kg")]
    [InlineData("turno", "\"TARDE\"", "turno")]
    [InlineData("fecha", "\"2999-01-01\"", "fecha")]
    [InlineData("fecha", "\"2099-01-01\"", "fecha")]
    public async Task A_bad_field_of_prepared_material_is_named(string member, string value, string named)
    {
        var order = await floor.Plant.GivenReleased(MoldingSteps.Buckets());
        var note = Note(10);
        note[member] = JsonNode.Parse(value);
        await Expect.BadField(named, await Prepare(order, note));
        Assert.Empty((await Read(order))["preparado"]!.AsArray());
    }

    [Fact]
    public async Task A_closed_order_takes_no_material()
    {
        var order = await floor.Plant.GivenReleased(MoldingSteps.Buckets());
        await Expect.Status(HttpStatusCode.OK, await floor.Plant.Act(order, "cerrar", "Terminada"));
        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CLOSED", await Prepare(order, Note(10)));
    }

    private static JsonObject Note(decimal weight) =>
        new()
        {
            ["id_cliente"] = Guid.NewGuid().ToString(),
            ["fecha"] = "2025-11-20",
            ["turno"] = "DIURNO",
            ["color"] = "Rojo",
            ["peso_kg"] = weight,
        };

    private Task<HttpResponseMessage> Prepare(string order, JsonObject note) =>
        floor.Floor.PostAsJsonAsync($"/api/ordenes/{order}/material_preparado", note);

    private async Task<JsonNode> Read(string order) =>
        await Expect.Json(HttpStatusCode.OK, await floor.Floor.GetAsync($"/api/ordenes/{order}/avance"));

    private async Task Weigh(long sheet, decimal weight) =>
        await Expect.Status(
            HttpStatusCode.Created,
            await floor.Floor.PostAsJsonAsync(
                $"{SheetSteps.Route}/{sheet}/pesajes",
                new
                {
                    id_cliente = Guid.NewGuid(),
                    peso_kg = weight,
                    color = "Amarillo",
                }
            )
        );
}
