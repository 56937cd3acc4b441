using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Faena.Browser.Support;

/// <summary>A network between a browser and a server that can be cut in the middle of whatever goes through it.</summary>
internal sealed class FrailNetwork : IDisposable
{
    private readonly TcpListener entrance = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> open = new();
    private readonly CancellationTokenSource end = new();
    private readonly int target;
    private volatile bool isCut;

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

    public void Mend() => isCut = false;

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

    public void Dispose()
    {
        end.Cancel();
        Cut();
        entrance.Dispose();
        end.Dispose();
    }
}
