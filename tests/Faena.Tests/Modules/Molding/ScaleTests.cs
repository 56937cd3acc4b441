using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Faena.Modules.Molding.Weighing.Scales;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Molding;

/// <summary>Scales as lines of text: no physical one was ever at hand.</summary>
public class ScaleTests(ScaleTests.WithScales app) : IClassFixture<ScaleTests.WithScales>
{
    public sealed class WithScales : TestApp
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string>
            {
                ["Scales:0:Name"] = "Balanza 1",
                ["Scales:0:Address"] = "simulator",
                ["Scales:1:Name"] = "Apagada",
                ["Scales:1:Address"] = "tcp://127.0.0.1:9",
            };
    }

    [Theory]
    [InlineData("ST,GS,+  17.50kg", "17.50", true)]
    [InlineData("US,NT,+  17.48 kg", "17.48", false)]
    [InlineData("\u0002ST,NT,- 0.02kg\u0003", "-0.02", true)]
    [InlineData("  17.505 kg", "17.505", true)]
    [InlineData("17,50 KG", "17.50", true)]
    [InlineData("17500 g", "17.5", true)]
    [InlineData("10 lb", "4.5359237", true)]
    [InlineData("OL", null, false)]
    [InlineData("ST,GS,+  17.5", null, false)]
    [InlineData("ST,GS,------kg", null, false)]
    [InlineData("", null, false)]
    public void A_line_is_a_weight_or_nothing(string line, string? kilos, bool steady)
    {
        var reading = ScaleFrame.Parse(line);

        Assert.Equal(kilos is null ? null : decimal.Parse(kilos, CultureInfo.InvariantCulture), reading?.Kg);
        Assert.Equal(steady, reading?.Estable ?? false);
    }

    [Fact]
    public async Task A_scale_on_the_network_is_read_line_by_line_however_its_bytes_arrive()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var ct = TestContext.Current.CancellationToken;
        var scale = Task.Run(
            async () =>
            {
                using var client = await listener.AcceptTcpClientAsync(ct);
                foreach (var piece in new[] { "US,GS,+  9.", "90kg\r\nnoise\r\nST,GS,+ 17.", "50kg\r\n" })
                {
                    await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(piece), ct);
                    await Task.Delay(20, ct);
                }
            },
            ct
        );

        var readings = new List<ScaleReading>();
        await foreach (var reading in LineScale.OverTcp("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port).Read(ct))
        {
            readings.Add(reading);
        }
        await scale;

        Assert.Equal([new ScaleReading(9.90m, false), new ScaleReading(17.50m, true)], readings);
    }

    [Fact]
    public async Task A_simulated_scale_swings_in_and_stands_still()
    {
        var readings = new List<ScaleReading>();
        await foreach (
            var reading in new SimulatedScale([10m, 20m], TimeSpan.Zero, TimeProvider.System).Read(TestContext.Current.CancellationToken)
        )
        {
            readings.Add(reading);
        }

        Assert.Equal([10m, 20m], readings.Where(r => r.Estable).Select(r => r.Kg));
        Assert.Equal(6, readings.Count);
    }

    [Fact]
    public async Task The_next_steady_weight_is_asked_for_by_the_scales_name()
    {
        var floor = app.SignedInAs("Operator");

        var reading = await Expect.Json(HttpStatusCode.OK, await floor.GetAsync("/api/molding/balanzas/Balanza 1/lectura"));

        Assert.InRange((decimal)reading["peso_kg"]!, 17.4m, 18.0m);
        await Expect.Refusal(HttpStatusCode.NotFound, "SCALE_NOT_FOUND", await floor.GetAsync("/api/molding/balanzas/Otra/lectura"));
        await Expect.Refusal(
            HttpStatusCode.ServiceUnavailable,
            "SCALE_SILENT",
            await floor.GetAsync("/api/molding/balanzas/Apagada/lectura")
        );
        var names = await Expect.Json(HttpStatusCode.OK, await floor.GetAsync("/api/molding/balanzas"));
        Assert.Equal("""["Balanza 1","Apagada"]""", names.ToJsonString());
    }
}
