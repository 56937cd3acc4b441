using System.Text.Json;
using System.Text.RegularExpressions;
using Faena.Kernel.Ui;
using Faena.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Architecture;

/// <summary>Every text stands in both languages, is used, and is there where it is used.</summary>
public partial class TextTests(TestApp app) : IClassFixture<TestApp>
{
    private const string ErrorPrefix = "errors.";

    private static readonly string Source = Repo.PathOf("src/Faena");

    // Every C# and Razor file as one text; what a key or code is mentioned in.
    private static readonly Lazy<string> Code = new(() =>
        string.Concat(
            Directory
                .EnumerateFiles(Source, "*.*", SearchOption.AllDirectories)
                .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
                .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
                .Select(File.ReadAllText)
        )
    );

    private static IEnumerable<string> Folders =>
        Directory
            .EnumerateFiles(Source, "Texts.es.json", SearchOption.AllDirectories)
            .Select(f => Path.GetDirectoryName(f)!)
            .Where(IsSource);

    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_places_to_fill()
    {
        foreach (var folder in Folders)
        {
            var (spanish, english) = (Read(folder, "es"), Read(folder, "en"));

            Assert.Equal(spanish.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
            Assert.Empty(spanish.Where(t => !Places(t.Value).SequenceEqual(Places(english[t.Key]))).Select(t => t.Key));
            Assert.Empty(spanish.Concat(english).Where(t => string.IsNullOrWhiteSpace(t.Value)).Select(t => t.Key));
        }
    }

    [Fact]
    public void No_key_stands_twice()
    {
        var keys = Folders.SelectMany(folder => Keys(folder, "es"));

        Assert.Empty(keys.GroupBy(k => k, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void Every_text_that_is_asked_for_is_there()
    {
        var texts = AllTexts();

        Assert.Empty(KeyAsked().Matches(Code.Value).Select(m => m.Groups["key"].Value).Distinct().Where(key => !texts.ContainsKey(key)));
        Assert.Empty(CodesGiven().Where(code => !texts.ContainsKey(ErrorPrefix + code)));
        Assert.Empty(
            PrefixAsked()
                .Matches(Code.Value)
                .Select(m => m.Groups["key"].Value)
                .Distinct()
                .Where(p => !texts.Keys.Any(k => k.StartsWith(p, StringComparison.Ordinal)))
        );
    }

    [Fact]
    public void Every_entry_of_the_menu_has_its_words()
    {
        var texts = AllTexts();
        var entries = app.Services.GetServices<MenuEntry>().ToList();
        var keys = entries.SelectMany(e => new[] { $"menu.{e.Key}", $"menu.{e.Section.Key}", $"menu.{e.Section.Key}.about" });

        Assert.Empty(keys.Distinct(StringComparer.Ordinal).Where(key => !texts.ContainsKey(key)));
    }

    [Fact]
    public async Task No_text_is_unused()
    {
        var constraints = (
            await app.Rows<string>("SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes WHERE schemaname !~ '^pg_'")
        ).ToHashSet(StringComparer.Ordinal);
        var prefixes = PrefixAsked()
            .Matches(Code.Value)
            .Concat(KeyBegun().Matches(Code.Value))
            .Select(m => m.Groups["key"].Value)
            .ToHashSet(StringComparer.Ordinal);

        // A code may come from a constraint of the schema, or from a statement that finds what is wrong.
        bool IsMentioned(string key) =>
            prefixes.Any(p => key.StartsWith(p, StringComparison.Ordinal))
            || Code.Value.Contains($"\"{key}\"", StringComparison.Ordinal)
            || (key.StartsWith(ErrorPrefix, StringComparison.Ordinal) && IsGiven(key[ErrorPrefix.Length..]));
        bool IsGiven(string code) =>
            constraints.Contains(code)
            || Code.Value.Contains($"\"{code}\"", StringComparison.Ordinal)
            || Code.Value.Contains($"'{code}'", StringComparison.Ordinal);

        var unused = AllTexts().Keys.Where(key => !IsMentioned(key));

        Assert.Empty(unused);
    }

    /// <summary>The codes of refusals: the first text in what makes one, and the second where the first is a path.</summary>
    private static IEnumerable<string> CodesGiven() =>
        CodeGiven().Matches(Code.Value).Select(m => m.Groups["code"].Value).Distinct(StringComparer.Ordinal);

    private static Dictionary<string, string> AllTexts() =>
        Folders.SelectMany(f => Read(f, "es")).DistinctBy(t => t.Key).ToDictionary(StringComparer.Ordinal);

    private static Dictionary<string, string> Read(string folder, string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(folder, $"Texts.{language}.json")))!;

    // A dictionary would keep the last of two equal keys.
    private static List<string> Keys(string folder, string language)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, $"Texts.{language}.json")));
        return file.RootElement.EnumerateObject().Select(p => p.Name).ToList();
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal);

    private static bool IsSource(string folder) =>
        !folder.Contains("/bin/", StringComparison.Ordinal) && !folder.Contains("/obj/", StringComparison.Ordinal);

    [GeneratedRegex(@"\{[a-z_A-Z0-9]+\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(T|texts)\[\s*""(?<key>[^""{]+)""")]
    private static partial Regex KeyAsked();

    // A key whose end is data: T[$"menu.{entry.Key}"].
    [GeneratedRegex(@"(\b(T|texts)\[\s*|\bKey=""@\()\$""(?<key>[^""{]+)\{")]
    private static partial Regex KeyBegun();

    [GeneratedRegex(@"(\b(Under|TextsFor)\(\s*|\bPrefix=)""(?<key>[^""]+)""")]
    private static partial Regex PrefixAsked();

    [GeneratedRegex(
        @"(Problem\.(Conflict|Forbidden|NotFound)\(\s*|Problem\.With\(\s*[\w.]+,\s*|Problem\.Invalid\(\s*\$?""[^""]*"",\s*|\.Add\(\s*\$?""[^""]*"",\s*|\.Require\([^;]*?,\s*\$?""[^""]*"",\s*)""(?<code>[a-zA-Z0-9_]+)"""
    )]
    private static partial Regex CodeGiven();
}
