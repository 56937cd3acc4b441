using Faena.Tests.Support;
using Microsoft.Playwright;

namespace Faena.Browser.Support;

/// <summary>The app on a real port, and the people who look at it.</summary>
public class BrowserApp(Chromium chromium) : TestApp, IAsyncLifetime
{
    private readonly List<Person> people = [];

    protected override bool OverNetwork => true;

    /// <summary>Somebody with these roles in front of a browser of their own, signed in.</summary>
    public async Task<Person> Person(string language, params string[] roles)
    {
        var person = await Stranger(language);
        await person.SignedIn(SessionOf(roles));
        return person;
    }

    /// <summary>The same, with a network of their own before the app.</summary>
    public async Task<Person> PersonBehind(Uri network, string language, params string[] roles)
    {
        var person = await StrangerAt(network, language);
        await person.SignedIn(SessionOf(roles));
        return person;
    }

    /// <summary>Somebody who has not signed in.</summary>
    public Task<Person> Stranger(string language) => StrangerAt(Address, language);

    private async Task<Person> StrangerAt(Uri address, string language)
    {
        var person = await Support.Person.At(chromium.Browser, address, language);
        people.Add(person);
        return person;
    }

    /// <summary>A wide desk is 1440 × 900; a tablet on its side 1024 × 768, upright 768 × 1024.</summary>
    public static ViewportSize Tablet { get; } = new() { Width = 1024, Height = 768 };

    public static ViewportSize UprightTablet { get; } = new() { Width = 768, Height = 1024 };

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        foreach (var person in people)
        {
            await person.DisposeAsync();
        }
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
