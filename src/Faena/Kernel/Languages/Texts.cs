using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Faena.Kernel.Languages;

/// <summary>The texts of one language. <c>{name}</c> in a text is filled from the member of that name.</summary>
public sealed partial class Texts(IReadOnlyDictionary<string, string> texts, CultureInfo culture)
{
    internal const string ErrorPrefix = "errors.";

    /// <summary>A missing text shows its key; a test keeps that from shipping.</summary>
    public string this[string key] => texts.GetValueOrDefault(key, key);

    public string this[string key, object? data] => Fill(this[key], data);

    public string Error(string code, object? data = null) => this[ErrorPrefix + code, data];

    /// <summary>The texts whose keys start with the prefix, without it: what a page hands to its element.</summary>
    public IReadOnlyDictionary<string, string> Under(string prefix) =>
        texts
            .Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(t => t.Key[prefix.Length..], t => t.Value, StringComparer.Ordinal);

    private string Fill(string text, object? data) =>
        data is null
            ? text
            : Placeholder()
                .Replace(
                    text,
                    match =>
                    {
                        var property = data.GetType().GetProperty(match.Groups["name"].Value);
                        return property is null ? match.Value : Show(property.GetValue(data));
                    }
                );

    private string Show(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            DateOnly date => date.ToString("d", culture),
            IFormattable number => number.ToString(null, culture),
            IEnumerable list => string.Join(", ", list.Cast<object?>().Select(Show)),
            _ => value.ToString() ?? "",
        };

    [GeneratedRegex(@"\{(?<name>[a-z_A-Z0-9]+)\}", RegexOptions.None, 1_000)]
    private static partial Regex Placeholder();
}
