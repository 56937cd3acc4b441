using Faena.Browser.Support;

namespace Faena.Browser.Downtime;

/// <summary>The app of a factory.</summary>
public sealed class FactoryApp(Chromium chromium) : BrowserApp(chromium);
