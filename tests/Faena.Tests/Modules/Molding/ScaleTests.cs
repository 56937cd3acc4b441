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
    [InlineData("ST,TR,+   2.00kg", null, false)]
    [InlineData("", null, false)]
    public void A_line_is_a_weight_or_nothing(string line, string? kilos, bool steady)
    {
        var reading = ScaleFrame.Parse(line);

        Assert.Equal(kilos is null ? null : decimal.Parse(kilos, CultureInfo.InvariantCulture), reading?.Kg);
        Assert.Equal(steady, reading?.Estable ?? false);
    }

    /// <summary>What a scale sends from the moment somebody listens, and the weights that stand still in it.</summary>
    [Theory]
    [InlineData("7.50kg\r\nST,GS,+ 17.50kg\r\nST,GS,+ 17.50kg\r\n", "17.50 17.50", "joined in the middle of a frame")]
    [InlineData("50 kg\n17.50 kg\n17.50 kg\n", "17.50 17.50", "the same of a scale without flags")]
    [InlineData("17.50 kg", "", "no line has ended")]
    [InlineData("\nST,NT,+ 17.50kg\n7.50kg\nST,NT,+ 17.60kg\n", "17.50 17.60", "a line lost its beginning")]
    [InlineData("\nST,GS,+ 19.50kg\nST,NT,+ 17.50kg\nST,TR,+ 2.00kg\n", "17.50", "gross, net and tare in turn")]
    [InlineData("\nST,TR,+ 2.00kg\nST,GS,+ 19.50kg\nST,NT,+ 17.50kg\nST,TR,+ 2.00kg\n", "17.50", "begun with the tare")]
    [InlineData("\nST,GS,+ 19.50kg\nST,TR,+ 2.00kg\nST,NT,+ 17.50kg\n", "17.50", "net after the tare")]
    [InlineData("\nST,TR,+ 2.00kg\nST,TR,+ 2.00kg\n", "", "nothing but the tare")]
    [InlineData("\nUS,GS,+ 9.90kg\nST,GS,+ 17.50kg\n", "17.50", "a scale that knows no net")]
    [InlineData("\nST,+ 17.50kg\n", "17.50", "a scale that does not say which weight")]
    public void What_stands_still_is_the_load_whole_and_net(string sent, string kilos, string when)
    {
        var still = ReadingsOf(sent).Where(r => r.Estable).Select(r => r.Kg.ToString(CultureInfo.InvariantCulture));

        Assert.Equal((when, kilos), (when, string.Join(' ', still)));
    }

    [Theory]
    [InlineData("ST,GS,+ 19.50kg\r\nST,NT,+ 17.50kg\r\nST,TR,+  2.00kg\r\n", "17.50")]
    [InlineData("ST,GS,+ 17.50kg\r\n", "17.50")]
    [InlineData("\u0002  17.50 kg\u0003\r\n", "17.50")]
    [InlineData("17500 g\n", "17.5")]
    public void Wherever_one_begins_to_listen_and_however_it_is_cut_the_load_is_the_load(string cycle, string kilos)
    {
        var load = decimal.Parse(kilos, CultureInfo.InvariantCulture);
        var sent = string.Concat(Enumerable.Repeat(cycle, 3));
        var whole = ReadingsOf(sent);
        for (var cut = 0; cut < sent.Length; cut++)
        {
            Assert.All(ReadingsOf(sent[cut..]), r => Assert.Equal(load, r.Kg));
            Assert.Equal(whole, ReadingsOf(sent[..cut], sent[cut..]));
        }
        Assert.Contains(new ScaleReading(load, true), whole);
    }

    [Fact]
    public void After_a_line_too_long_for_a_scale_the_next_whole_one_counts()
    {
        Assert.Equal([new ScaleReading(17.50m, true)], ReadingsOf($"\n{new string(' ', 500)}7.50kg\nST,NT,+ 17.50kg\n"));
    }

    private static List<ScaleReading> ReadingsOf(params string[] pieces)
    {
        var stream = new ScaleListener();
        var readings = pieces.SelectMany(stream.Take).ToList();
        return stream.TakeGross() is { } last ? [.. readings, last] : readings;
    }

    [Fact]
    public async Task A_scale_that_speaks_once_and_says_no_net_is_read_after_a_breath()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var ct = TestContext.Current.CancellationToken;
        var address = (IPEndPoint)listener.LocalEndpoint;
        await using var readings = LineScale.OverTcp("127.0.0.1", address.Port).Read(ct).GetAsyncEnumerator(ct);
        var next = readings.MoveNextAsync();
        using var client = await listener.AcceptTcpClientAsync(ct);

        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("\r\nST,GS,+ 17.50kg\r\n"), ct);

        Assert.True(await next);
        Assert.Equal(new ScaleReading(17.50m, true), readings.Current);
        client.Close();
        Assert.False(await readings.MoveNextAsync());
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
                foreach (var piece in new[] { "7.50kg\r\nUS,GS,+  9.", "90kg\r\nnoise\r\nST,GS,+ 17.", "50kg\r\n" })
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
