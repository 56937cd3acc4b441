using Deque.AxeCore.Commons;
using Faena.Tests.Support;
using Microsoft.Playwright;

namespace Faena.Browser.Support;

/// <summary>One person's browser: their cookies, their clipboard, what they see, and what the console complained about.</summary>
public sealed class Person : IAsyncDisposable
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly List<string> complaints = [];
    private readonly IBrowserContext context;
    private readonly Uri address;

    private Person(IBrowserContext context, IPage page, Uri address)
    {
        this.context = context;
        this.address = address;
        Page = page;
        page.Console += (_, message) =>
        {
            // A refused or failed request is reported by the browser itself; the tests that cause one look at the page.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        // Leaving with something unsaved is what some tests are about.
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
    }

    public IPage Page { get; }

    internal static async Task<Person> At(IBrowser browser, Uri address, string language)
    {
        var own = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = address.ToString(),
                Locale = language == "es" ? "es-MX" : "en-US",
                ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
                Permissions = ["clipboard-read", "clipboard-write"],
                // A note on its way in has not the colours that axe is asked about.
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        own.SetDefaultTimeout(20_000);
        Assertions.SetDefaultExpectTimeout(20_000);
        return new Person(own, await own.NewPageAsync(), address);
    }

    /// <summary>Has the session without passing the sign-in page.</summary>
    public Task SignedIn(string session) =>
        context.AddCookiesAsync([
            new Cookie
            {
                Name = "faena",
                Value = session,
                Url = address.ToString(),
                HttpOnly = true,
            },
        ]);

    public Task SignedOut() => context.ClearCookiesAsync(new BrowserContextClearCookiesOptions { Name = "faena" });

    public Task Offline(bool offline) => context.SetOfflineAsync(offline);

    public Task Copies(string text) => Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", text);

    public Task<string> Copied() => Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");

    public Task At(ViewportSize size) => Page.SetViewportSizeAsync(size.Width, size.Height);

    public Task InTheDark(bool dark) =>
        Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });

    /// <summary>What the browser keeps its data on.</summary>
    internal async Task<Device> Device() => new(await context.NewCDPSessionAsync(Page), address);

    /// <summary>Another window of the same browser.</summary>
    public Task<IPage> AnotherWindow() => context.NewPageAsync();

    /// <summary>What is smaller than a finger needs, by name and size, among all that can be pressed or filled in.</summary>
    public Task<string[]> TooSmallToTouch(int pixels = 48) =>
        Page.EvaluateAsync<string[]>(
            """
            pixels => [...document.querySelectorAll("button, a.btn, input, select, textarea, summary")]
              .filter(e => e.checkVisibility() && e.type !== "checkbox" && !e.closest(".skip-link"))
              .map(e => ({ e, box: e.getBoundingClientRect() }))
              .filter(({ box }) => box.height < pixels - 0.5 || box.width < pixels - 0.5)
              .map(({ e, box }) => `${e.tagName} ${e.name || e.textContent.trim() || e.ariaLabel}: ${Math.round(box.width)} × ${Math.round(box.height)}`)
            """,
            pixels
        );

    /// <summary>Keeps what the person sees for whoever changes the page, and checks it as they would not: with axe.</summary>
    public async Task Looks(string name) => Assert.Empty(await LooksWrong(name));

    /// <summary>The same, telling what is wrong.</summary>
    public async Task<IReadOnlyList<string>> LooksWrong(string name)
    {
        // A menu on its way out or a colour on its way in is not what the page looks like.
        await Page.EvaluateAsync(
            "Promise.allSettled(document.getAnimations().filter(a => a.effect?.getTiming().iterations !== Infinity).map(a => a.finished))"
        );
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Repo.PathOf($"artifacts/screenshots/{name}.png") });
        // Only what is wrong crosses over: all that is right about a large page would take longer than finding out.
        if (!await Page.EvaluateAsync<bool>("'axe' in window"))
        {
            await Page.EvaluateAsync(Axe);
        }
        var serious = await Page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run({ resultTypes: ["violations"] })).violations
              .filter(v => v.impact === "serious" || v.impact === "critical")
              .map(v => `${v.id} (${v.impact}): ${v.help}: ${v.nodes[0].html}`)
            """
        );
        string[] wrong = [.. serious, .. complaints];
        complaints.Clear();
        return wrong;
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();
}
