using System.Globalization;

namespace Faena.Bench;

/// <summary>Collects timings by name and prints medians and ratios beside their targets.</summary>
public sealed class Report
{
    private readonly Dictionary<string, List<double>> timings = new(StringComparer.Ordinal);
    private readonly List<(string Text, Func<string> Figure, string Target)> lines = [];

    public void Add(string name, TimeSpan elapsed)
    {
        if (!timings.TryGetValue(name, out var list))
        {
            timings[name] = list = [];
        }
        list.Add(elapsed.TotalMilliseconds);
    }

    public double Median(string name)
    {
        var sorted = timings[name].Order().ToList();
        return sorted[sorted.Count / 2];
    }

    public double Worst(string name) => timings[name].Max();

    public void Ratio(string text, string name, string against, string target) =>
        lines.Add((text, () => F($"{Median(name) / Median(against):0.00} x   ({Median(name):0.00} / {Median(against):0.00} ms)"), target));

    public void Fact(string text, string figure, string target) => lines.Add((text, () => figure, target));

    public void Print(Scale scale)
    {
        Console.WriteLine();
        Console.WriteLine(
            F(
                $"scale {scale.Name}: {scale.Families} families x {scale.Lines} lines x {scale.Months} months; medians, interleaved, one client"
            )
        );
        foreach (var (text, figure, target) in lines)
        {
            Console.WriteLine(F($"{text, -58} {figure(), -34} target {target}"));
        }
    }

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
