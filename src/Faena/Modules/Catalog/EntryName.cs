using System.Text;

namespace Faena.Modules.Catalog;

/// <summary>A name as the catalog keeps it.</summary>
internal static class EntryName
{
    /// <summary>Trimmed; line ends, no-break spaces and runs of blanks become one blank; letters and their accents in one piece.</summary>
    internal static string Of(string? written) =>
        string.Join(' ', (written ?? "").Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The name; where only a number is known, the kind of entry and the number.</summary>
    internal static string OrNumbered(string written, string kind)
    {
        var name = Of(written);
        return name.Length > 0 && name.All(char.IsAsciiDigit) ? $"{kind} {name}" : name;
    }
}
