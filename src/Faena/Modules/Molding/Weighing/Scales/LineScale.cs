using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace Faena.Modules.Molding.Weighing.Scales;

/// <summary>
/// A scale that sends text lines over a stream: a TCP port, or the device file of a serial port whose speed the system has set.
/// </summary>
public sealed class LineScale(Func<CancellationToken, Task<Stream>> open) : IScaleReader
{
    // A scale that says its net weight too does so in the same breath.
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    public static LineScale OverTcp(string host, int port) =>
        new(async ct =>
        {
            var client = new TcpClient();
            await client.ConnectAsync(host, port, ct);
            return client.GetStream();
        });

    public static LineScale OverDevice(string path) =>
        new(_ => Task.FromResult<Stream>(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, useAsync: true)));

    public async IAsyncEnumerable<ScaleReading> Read([EnumeratorCancellation] CancellationToken ct)
    {
        await using var stream = await open(ct);
        var heard = new ScaleListener();
        var chunk = new byte[256];
        for (var hears = true; hears; )
        {
            var next = stream.ReadAsync(chunk, ct).AsTask();
            if (heard.HoldsGross && await Task.WhenAny(next, Task.Delay(Breath, ct)) != next && heard.TakeGross() is { } alone)
            {
                yield return alone;
            }
            var read = await next;
            foreach (var reading in heard.Take(Encoding.ASCII.GetString(chunk, 0, read)))
            {
                yield return reading;
            }
            hears = read > 0;
        }
        if (heard.TakeGross() is { } last)
        {
            yield return last;
        }
    }
}
