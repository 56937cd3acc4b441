using System.Globalization;
using System.Text;

namespace Faena.Modules.Contracts.DailyStatus;

/// <summary>How a day can stand: how it worked (operating), or how far its signature is.</summary>
public sealed record DayLabel(short Id, string Name, bool IsSignature);

/// <summary>What is stored of a day at a site; both parts are null when there is nothing.</summary>
/// <param name="IsWrittenSigned">Whether a closed day was written FIRMADO.</param>
public readonly record struct DayState(short? Operating, short? Signature, bool IsWrittenSigned = false);

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

    // The documented client's word for a closed day; who wrote it reads it.
    private static readonly DayLabel Signed = new(ClosedId, "FIRMADO", true);

    private static readonly Dictionary<string, DayLabel> ByName = All.Append(Signed)
        .ToDictionary(l => KeyOf(l.Name), StringComparer.Ordinal);

    private static readonly Dictionary<short, DayLabel> ById = All.ToDictionary(l => l.Id);

    public static IReadOnlyList<DayLabel> Known => All;

    /// <summary>The label meant by the text; null when there is none.</summary>
    public static DayLabel? Find(string text) => ByName.GetValueOrDefault(KeyOf(text));

    /// <summary>The state's own name: one, however it was written.</summary>
    public static string? NameOf(short? id) => id is { } known ? ById[known].Name : null;

    /// <summary>The word that was written for the state.</summary>
    public static string? WordOf(DayState state) => state.IsWrittenSigned ? Signed.Name : NameOf(state.Signature ?? state.Operating);

    public static bool IsSigned(DayLabel label) => label == Signed;

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
