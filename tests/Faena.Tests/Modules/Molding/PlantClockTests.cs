using System.Globalization;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Molding;

/// <summary>A plant in Lima reads its own clock, whatever the server's.</summary>
public class PlantClockTests(PlantClockTests.AppInLima app) : IClassFixture<PlantClockTests.AppInLima>
{
    private readonly MoldingSteps plant = new(app);

    public sealed class AppInLima : TestApp
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string> { ["Faena:TimeZone"] = "America/Lima" };
    }

    [Fact]
    public async Task An_evening_in_lima_is_not_the_next_day()
    {
        await plant.GivenThePlant();
        var number = await plant.Given(MoldingSteps.Buckets(start: "2023-11-21T23:30:00"));
        await app.Execute(
            """
            UPDATE molding.orden_produccion SET fecha_creacion = '2023-11-22T03:30:00Z' WHERE numero_op = @number;
            UPDATE molding.orden_historial SET fecha = '2023-11-22T03:30:00Z'
            WHERE id_orden = (SELECT id FROM molding.orden_produccion WHERE numero_op = @number)
            """,
            new { number }
        );

        var order = await plant.Read(number);

        Assert.Equal("2023-11-21T22:30:00", (string?)order["cabecera"]!["fecha_creacion"]);
        Assert.Equal("2023-11-21T23:30:00", (string?)order["cabecera"]!["fecha_inicio"]);
        Assert.Equal("2023-11-21T22:30:00", (string?)order["historial"]![0]!["fecha"]);
        Assert.Equal("2023-11-23", (string?)order["tabla_auxiliar"]!["F.Fin"]);
    }

    [Fact]
    public async Task A_new_order_is_stamped_with_the_plants_time()
    {
        await plant.GivenThePlant();
        var order = await plant.Read(await plant.Given(MoldingSteps.Buckets()));

        var stamped = DateTime.Parse((string)order["cabecera"]!["fecha_creacion"]!, CultureInfo.InvariantCulture);

        var there = app.Time.GetUtcNow().UtcDateTime.AddHours(-5);
        Assert.True((there - stamped).Duration() < TimeSpan.FromMinutes(2), $"{stamped} is not {there}");
    }
}
