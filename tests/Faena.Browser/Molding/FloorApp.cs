using Faena.Browser.Support;

namespace Faena.Browser.Molding;

/// <summary>A plant with a scale that can be tried out.</summary>
public sealed class FloorApp(Chromium chromium) : BrowserApp(chromium)
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string> { ["Scales:0:Name"] = "Balanza 1", ["Scales:0:Address"] = "simulator" };
}
