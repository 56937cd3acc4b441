using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Faena.Kernel.Languages;

/// <summary>Every text of the product in both languages, read once from the modules' <c>Texts.*.json</c>.</summary>
public sealed class TextCatalog
{
    public const string Spanish = "es";
    public const string English = "en";

    private readonly Dictionary<string, Dictionary<string, string>> byLanguage;

    public TextCatalog() => byLanguage = new(StringComparer.Ordinal) { [Spanish] = Read(Spanish), [English] = Read(English) };

    public Texts For(string language) => new(byLanguage.GetValueOrDefault(language, byLanguage[Spanish]), CultureInfo.CurrentCulture);

    /// <summary>The texts in the language of the request, decided by <see cref="RequestLanguage"/>.</summary>
    public Texts For(HttpContext http) => For(RequestLanguage.Of(http));

    public bool HasError(string code) => byLanguage[Spanish].ContainsKey(Texts.ErrorPrefix + code);

    private static Dictionary<string, string> Read(string language)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("texts/", StringComparison.Ordinal)))
        {
            if (!name.EndsWith($"Texts.{language}.json", StringComparison.Ordinal))
            {
                continue;
            }
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
            {
                all.Add(key, text);
            }
        }
        return all;
    }
}
