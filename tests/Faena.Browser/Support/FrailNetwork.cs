using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Faena.Browser.Support;

/// <summary>
/// A network between a browser and a server that can be cut in the middle of whatever goes through it, or answer in the server's place.
/// </summary>
internal sealed class FrailNetwork : IDisposable
{
    private readonly TcpListener entrance = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> open = new();
    private readonly CancellationTokenSource end = new();
    private readonly int target;
    private volatile bool isCut;
    private volatile string? portal;

    public FrailNetwork(int target)
    {
        this.target = target;
        entrance.Start();
        _ = Accept();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)entrance.LocalEndpoint).Port}");

    /// <summary>Every connection breaks, some with an answer on its way, and new ones go nowhere.</summary>
    public void Cut()
    {
        isCut = true;
        foreach (var connection in open.Keys)
        {
            connection.Dispose();
        }
    }

    /// <summary>Whatever is asked is answered with this page, and that all is well.</summary>
    public void AnswerWith(string page)
    {
        portal = page;
        Cut();
        isCut = false;
    }

    public void Mend()
    {
        portal = null;
        isCut = false;
    }

    private async Task Accept()
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                _ = Carry(await entrance.AcceptTcpClientAsync(end.Token));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Carry(TcpClient near)
    {
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        open.TryAdd(near, 0);
        open.TryAdd(far, 0);
        try
        {
            if (isCut)
            {
                return;
            }
            if (portal is { } page)
            {
                await Answer(near, page, end.Token);
                return;
            }
            await far.ConnectAsync(IPAddress.Loopback, target, end.Token);
            await Task.WhenAny(
                near.GetStream().CopyToAsync(far.GetStream(), end.Token),
                far.GetStream().CopyToAsync(near.GetStream(), end.Token)
            );
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, or the server is gone: either end notices by itself.
        }
        finally
        {
            open.TryRemove(near, out _);
            open.TryRemove(far, out _);
            near.Dispose();
        }
    }

    private static async Task Answer(TcpClient near, string page, CancellationToken ct)
    {
        var stream = near.GetStream();
        var asked = new byte[16 * 1024];
        if (await stream.ReadAsync(asked, ct) == 0)
        {
            return;
        }
        var answer = $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {page.Length}\r\nConnection: close\r\n\r\n{page}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), ct);
        near.Client.Shutdown(SocketShutdown.Send);
        // Closed with something unread, the connection would break before its answer is read.
        await stream.CopyToAsync(Stream.Null, ct);
    }

    public void Dispose()
    {
        end.Cancel();
        Cut();
        entrance.Dispose();
        end.Dispose();
    }
}
