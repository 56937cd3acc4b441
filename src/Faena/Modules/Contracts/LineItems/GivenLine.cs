namespace Faena.Modules.Contracts.LineItems;

/// <summary>A line as somebody gave it, in JSON or in a workbook, before it is checked.</summary>
public sealed record GivenLine
{
    public const int LongestKey = 32;
    public const int LongestUnit = 20;
    public const int VolumeDecimals = 6;
    public const int PriceDecimals = 4;

    private const decimal VolumeLimit = 1_000_000_000_000;
    private const decimal PriceLimit = 100_000_000_000;
    private const decimal PlannedLimit = 1_000_000_000;

    public string? Code { get; init; }
    public string? Concept { get; init; }
    public string? Annex { get; init; }
    public string? Unit { get; init; }
    public decimal? Volume { get; init; }
    public decimal? PriceMxn { get; init; }
    public decimal? PriceUsd { get; init; }
    public IReadOnlyDictionary<DateOnly, decimal> Planned { get; init; } = new Dictionary<DateOnly, decimal>();

    /// <returns>The line in the shape the tables take; null when something in it does not fit, which is then among the faults.</returns>
    public ListedLine? Check(int index, List<LineFault> faults)
    {
        var before = faults.Count;
        CheckText(Code, LineMembers.Code, LongestKey, Keys.CodeKey);
        CheckText(Concept, LineMembers.Concept, int.MaxValue, Keys.TextKey);
        CheckText(Annex, LineMembers.Annex, LongestKey, Keys.AnnexKey);
        CheckText(Unit, LineMembers.Unit, LongestUnit, Keys.TextKey);
        CheckNumber(Volume, LineMembers.Volume, VolumeLimit, VolumeDecimals);
        CheckNumber(PriceMxn ?? 0, LineMembers.PriceMxn, PriceLimit, PriceDecimals);
        CheckNumber(PriceUsd ?? 0, LineMembers.PriceUsd, PriceLimit, PriceDecimals);
        foreach (var (date, volume) in Planned)
        {
            CheckNumber(volume, LineMembers.Planned(date), PlannedLimit, VolumeDecimals);
        }
        return faults.Count > before
            ? null
            : new ListedLine(
                index,
                Code!.Trim(),
                Concept!.Trim(),
                Annex!.Trim(),
                Unit!.Trim(),
                Volume!.Value,
                PriceMxn ?? 0,
                PriceUsd ?? 0,
                Planned
            );

        void CheckText(string? text, string member, int longest, Func<string, string> key)
        {
            // Text of nothing but blanks and dots names nothing.
            if (string.IsNullOrWhiteSpace(text) || key(text).Length == 0)
            {
                faults.Add(new LineFault(index, member, "required"));
            }
            else if (text.Trim().Length > longest)
            {
                faults.Add(new LineFault(index, member, "too_long", new { max = longest }));
            }
        }

        void CheckNumber(decimal? number, string member, decimal limit, int decimals)
        {
            var (code, data) = number switch
            {
                null => ("required", null),
                < 0 => ("negative", null),
                _ when number >= limit => ("too_large", null),
                _ when Math.Round(number.Value, decimals) != number => ("too_many_decimals", new { decimales = decimals }),
                _ => ((string?)null, (object?)null),
            };
            if (code is not null)
            {
                faults.Add(new LineFault(index, member, code, data));
            }
        }
    }
}
