using System.Runtime.CompilerServices;

namespace Faena.Modules.Molding.Weighing.Scales;

/// <summary>A scale for trying things out: each load swings in, then stands still.</summary>
public sealed class SimulatedScale(IReadOnlyList<decimal> loads, TimeSpan pause, TimeProvider clock) : IScaleReader
{
    public async IAsyncEnumerable<ScaleReading> Read([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var load in loads)
        {
            foreach (var reading in new[] { new ScaleReading(load * 0.6m, false), new(load * 1.1m, false), new(load, true) })
            {
                await Task.Delay(pause, clock, ct);
                yield return reading;
            }
        }
    }
}
