using Xunit.Sdk;

namespace Faena.Browser.Support;

/// <summary>What looks at every page sees what it should see.</summary>
public sealed class LooksTests(Chromium chromium)
{
    [Fact]
    public async Task A_field_without_a_name_and_a_picture_without_words_are_found()
    {
        await using var person = await Person.At(chromium.Browser, new Uri("http://127.0.0.1/"), "es");
        await person.Page.SetContentAsync("<html lang=es><title>t</title><main><h1>t</h1><input><img src='data:,' width=9></main>");

        var refused = await Assert.ThrowsAnyAsync<XunitException>(() => person.Looks("nothing-to-keep"));

        Assert.Contains("label (critical)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("image-alt (critical)", refused.Message, StringComparison.Ordinal);
        await person.Page.SetContentAsync("<html lang=es><title>t</title><main><h1>t</h1><input aria-label=t></main>");
        await person.Looks("nothing-to-keep");
    }
}
