using Faena.Kernel.Access;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Weighing.Scales;

/// <summary>
/// The scales of the installation (<c>Scales:0:Name</c>, <c>Scales:0:Address</c> = <c>tcp://host:port</c>, <c>serial:/dev/ttyUSB0</c> or
/// <c>simulator</c>), and the next weight that stands still on one of them.
/// </summary>
public static class ReadScale
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SimulatedPause = TimeSpan.FromMilliseconds(50);
    private static readonly decimal[] SimulatedLoads = [17.5m, 17.4m, 17.6m, 17.5m, 18.0m];

    public static void Map(IEndpointRouteBuilder molding)
    {
        molding.MapGet("/balanzas", NamesIn).Needs("molding.weigh");
        molding
            .MapGet("/balanzas/{name}/lectura", Handle)
            .Needs("molding.weigh")
            .Refuses(404, "SCALE_NOT_FOUND")
            .Refuses(503, "SCALE_SILENT");
    }

    internal static IReadOnlyList<string> NamesIn(IConfiguration configuration) => [.. ScalesOf(configuration).Select(s => s.Name)];

    private sealed record Scale(string Name, string Address);

    public sealed record Response(string Balanza, decimal PesoKg, bool Estable);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string name,
        IConfiguration configuration,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (ScalesOf(configuration).FirstOrDefault(s => s.Name == name) is not { } scale || ReaderOf(scale, clock) is not { } reader)
        {
            return Problem.NotFound("SCALE_NOT_FOUND");
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await foreach (var reading in reader.Read(patience.Token))
            {
                if (reading is { Estable: true, Kg: > 0 })
                {
                    return TypedResults.Ok(new Response(scale.Name, reading.Kg, true));
                }
            }
        }
        catch (Exception silence) when (silence is IOException or System.Net.Sockets.SocketException or UnauthorizedAccessException)
        {
            // A scale that is switched off is nothing unusual on a floor; the weight can be typed.
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The load never stood still.
        }
        return Problem.With(StatusCodes.Status503ServiceUnavailable, "SCALE_SILENT");
    }

    private static IEnumerable<Scale> ScalesOf(IConfiguration configuration) =>
        configuration
            .GetSection("Scales")
            .GetChildren()
            .Select(s => new Scale(s["Name"] ?? "", s["Address"] ?? ""))
            .Where(s => s.Name.Length > 0);

    private static IScaleReader? ReaderOf(Scale scale, TimeProvider clock) =>
        scale.Address == "simulator"
            ? new SimulatedScale(
                // Another bale each time somebody asks.
                [SimulatedLoads[clock.GetUtcNow().Second % SimulatedLoads.Length]],
                SimulatedPause,
                TimeProvider.System
            )
        : scale.Address.StartsWith("serial:", StringComparison.Ordinal) ? LineScale.OverDevice(scale.Address["serial:".Length..])
        : Uri.TryCreate(scale.Address, UriKind.Absolute, out var address) && address is { Scheme: "tcp", Port: > 0 }
            ? LineScale.OverTcp(address.Host, address.Port)
        : null;
}
