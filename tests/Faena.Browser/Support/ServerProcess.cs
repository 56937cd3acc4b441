using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Faena.Tests.Support;

namespace Faena.Browser.Support;

/// <summary>The app as a process of its own on a port of its own, to be killed without a warning and started again.</summary>
internal sealed class ServerProcess(string database) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("faena-server-").FullName;
    private Process? process;

    public int Port { get; } = FreePort();

    /// <summary>Starts it and returns when it answers.</summary>
    public async Task Start(CancellationToken ct)
    {
        process = Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Faena.dll")])
            {
                WorkingDirectory = Repo.PathOf("src/Faena"),
                Environment =
                {
                    ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Port}",
                    ["ASPNETCORE_ENVIRONMENT"] = "Production",
                    ["ConnectionStrings__Faena"] = database,
                    ["FAENA_DATA"] = folder,
                    ["Logging__LogLevel__Default"] = "Error",
                },
            }
        )!;
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        for (var since = Stopwatch.StartNew(); since.Elapsed < Patience; await Task.Delay(50, ct))
        {
            try
            {
                if ((await http.GetAsync("/health/ready", ct)).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        throw new TimeoutException("The server does not come up.");
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public void Kill()
    {
        process?.Kill(entireProcessTree: true);
        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    public void Dispose()
    {
        Kill();
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
