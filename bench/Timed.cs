using System.Diagnostics;

namespace Faena.Bench;

public static class Timed
{
    public static async Task<TimeSpan> Run(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed;
    }
}
