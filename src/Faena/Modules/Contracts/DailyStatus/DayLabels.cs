using System.Globalization;
using System.Text;

namespace Faena.Modules.Contracts.DailyStatus;

/// <summary>How a day can stand: how it worked (operating), or how far its signature is.</summary>
public sealed record DayLabel(short Id, string Name, bool IsSignature);

/// <summary>The documented labels of a day. Case, accents and <c>_</c> do not count when one is read.</summary>
public static class DayLabels
{
    public const short ClosedId = 17;

    private static readonly DayLabel[] All =
    [
        new(14, "PRODUCTIVO", false),
        new(15, "NO PRODUCTIVO", false),
        new(16, "STANDBY", false),
        new(19, "PENDIENTE", true),
        new(20, "PROCESO", true),
        new(18, "FALTA FIRMA PEMEX", true),
        new(ClosedId, "CERRADO", true),
    ];

    // The word the earlier screens used for a closed day.
    private const string ClosedSynonym = "FIRMADO";

    private static readonly Dictionary<string, DayLabel> ByName = All.ToDictionary(l => KeyOf(l.Name), StringComparer.Ordinal);

    private static readonly Dictionary<short, DayLabel> ById = All.ToDictionary(l => l.Id);

    public static IReadOnlyList<DayLabel> Known => All;

    /// <summary>The label meant by the text; null when there is none.</summary>
    public static DayLabel? Find(string text) =>
        KeyOf(text) is var key && key == ClosedSynonym ? ById[ClosedId] : ByName.GetValueOrDefault(key);

    public static string? NameOf(short? id) => id is { } known ? ById[known].Name : null;

    private static string KeyOf(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var letter in text.Trim().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                key.Append(letter is '_' or '\u00A0' ? ' ' : char.ToUpperInvariant(letter));
            }
        }
        return key.ToString();
    }
}
