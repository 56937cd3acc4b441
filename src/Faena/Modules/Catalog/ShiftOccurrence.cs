using System.Globalization;

namespace Faena.Modules.Catalog;

/// <summary>A shift as it really was on one day.</summary>
/// <param name="ProductionDate">The local date on which it starts.</param>
public sealed record ShiftOccurrence(
    long Id,
    long ShiftId,
    string ShiftCode,
    string NameEs,
    string NameEn,
    DateOnly ProductionDate,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt
)
{
    /// <summary>In the reader's language.</summary>
    public string Name => CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "en" ? NameEn : NameEs;
}
