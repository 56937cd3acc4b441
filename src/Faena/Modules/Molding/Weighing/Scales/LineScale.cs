using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace Faena.Modules.Molding.Weighing.Scales;

/// <summary>
/// A scale that sends text lines over a stream: a TCP port, or the device file of a serial port whose speed the system has set.
/// </summary>
public sealed class LineScale(Func<CancellationToken, Task<Stream>> open) : IScaleReader
{
    // Longer than any frame; a stream without line ends is no scale.
    private const int LongestLine = 200;

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
        var line = new StringBuilder();
        var chunk = new byte[256];
        for (int read; (read = await stream.ReadAsync(chunk, ct)) > 0; )
        {
            foreach (var letter in Encoding.ASCII.GetString(chunk, 0, read))
            {
                if (letter is not ('\r' or '\n'))
                {
                    line.Append(letter);
                    continue;
                }
                if (ScaleFrame.Parse(line.ToString()) is { } reading)
                {
                    yield return reading;
                }
                line.Clear();
            }
            if (line.Length > LongestLine)
            {
                line.Clear();
            }
        }
    }
}
