using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Faena.Kernel.Xlsx;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>The row of an annex sheet that names its columns, found by its words. Columns are numbered from 1.</summary>
public sealed partial class AnnexHeader
{
    private const string Code = "PARTIDA";
    private const string Concept = "CONCEPTO";
    private const string Unit = "UNIDAD";
    private const string Volume = "VOLUMENPTE";
    private const string PriceMxn = "PUMN";
    private const string PriceUsd = "PUUSD";
    private const string Annex = "ANEXO";
    private const string Approved = "OK";

    private static readonly string[] Required = [Code, Concept, Unit, Volume, PriceMxn];

    private readonly Dictionary<string, int> columns;

    private AnnexHeader(XlsxRow row, Dictionary<string, int> columns)
    {
        Row = row;
        this.columns = columns;
        foreach (var cell in row.Cells.Where(c => !Known.Contains(KeyOf(c.Text))))
        {
            if (DateOf(cell) is { } date)
            {
                Planned.Add((cell.Column, date));
            }
            else if (LooksLikeADate().IsMatch(cell.Text))
            {
                UnreadableDates.Add(cell);
            }
        }
    }

    public XlsxRow Row { get; }
    public int CodeColumn => columns[Code];
    public int ConceptColumn => columns[Concept];
    public int UnitColumn => columns[Unit];
    public int VolumeColumn => columns[Volume];
    public int PriceMxnColumn => columns[PriceMxn];

    /// <summary>0 where the sheet has no such column, as for the two that follow.</summary>
    public int AnnexColumn => columns.GetValueOrDefault(Annex);
    public int PriceUsdColumn => columns.GetValueOrDefault(PriceUsd);
    public int ApprovedColumn => columns.GetValueOrDefault(Approved);

    /// <summary>The columns of planned volumes, each with its day.</summary>
    public List<(int Column, DateOnly Date)> Planned { get; } = [];

    /// <summary>Titles that were meant as a day and are none: 31/02/2025, 13/112023.</summary>
    public List<XlsxCell> UnreadableDates { get; } = [];

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        Code,
        Concept,
        Unit,
        Volume,
        PriceMxn,
        PriceUsd,
        Annex,
        Approved,
    };

    /// <returns>The header, if the row is one: it names at least code, concept, unit, volume and price.</returns>
    public static AnnexHeader? In(XlsxRow row)
    {
        var titles = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var cell in row.Cells)
        {
            titles.TryAdd(KeyOf(cell.Text), cell.Column);
        }
        return Array.TrueForAll(Required, titles.ContainsKey) ? new AnnexHeader(row, titles) : null;
    }

    /// <summary>Long sheets repeat their titles on every page.</summary>
    public bool IsRepeatedBy(XlsxRow row) => KeyOf(row[CodeColumn].Text) == Code && KeyOf(row[ConceptColumn].Text) == Concept;

    /// <summary>The column of a line's member; 0 for a member without one.</summary>
    public int ColumnOf(string member) =>
        member switch
        {
            LineMembers.Code => CodeColumn,
            LineMembers.Concept => ConceptColumn,
            LineMembers.Annex => AnnexColumn,
            LineMembers.Unit => UnitColumn,
            LineMembers.Volume => VolumeColumn,
            LineMembers.PriceMxn => PriceMxnColumn,
            LineMembers.PriceUsd => PriceUsdColumn,
            _ => Planned.Find(p => LineMembers.Planned(p.Date) == member).Column,
        };

    /// <summary>Letters and digits only, without accents: <c>P.U. M.N.</c>, <c>P.U.M.N.</c> and <c>P.U. MN</c> are one title.</summary>
    private static string KeyOf(string title)
    {
        var key = new StringBuilder(title.Length);
        foreach (var letter in title.Normalize(NormalizationForm.FormD).Where(char.IsLetterOrDigit))
        {
            key.Append(char.ToUpperInvariant(letter));
        }
        return key.ToString();
    }

    /// <summary>The day a title stands for: a date, a serial number of a day, or text with the day first. Null for any other title.</summary>
    internal static DateOnly? DateOf(XlsxCell cell) =>
        cell.TryDate(out var date) ? WithinReason(date)
        : cell.TryDecimal(out var serial) ? DateOfSerial(serial)
        : DateOf(cell.Text);

    private static DateOnly? DateOfSerial(decimal serial) =>
        serial is > 0 and < 100_000 && serial == decimal.Truncate(serial) ? WithinReason(SerialDay0.AddDays((int)serial)) : null;

    internal static DateOnly? DateOf(string title)
    {
        var text = title.Trim();
        if (YearFirst().Match(text) is { Success: true } iso)
        {
            return Day(iso, ToInt(iso.Groups["m"].ValueSpan));
        }
        if (DayFirst().Match(text) is not { Success: true } match)
        {
            return null;
        }
        var month = match.Groups["m"].Value;
        return Day(match, char.IsAsciiDigit(month[0]) ? ToInt(month) : MonthNamed(month));
    }

    private static DateOnly? Day(Match match, int month)
    {
        var (day, year) = (ToInt(match.Groups["d"].ValueSpan), ToInt(match.Groups["y"].ValueSpan));
        year += year < 100 ? 2000 : 0;
        return
            year is >= Month.FirstYear and <= Month.LastYear
            && month is >= 1 and <= 12
            && day >= 1
            && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    private static DateOnly? WithinReason(DateOnly date) => date.Year is >= Month.FirstYear and <= Month.LastYear ? date : null;

    private static int MonthNamed(string name)
    {
        var start = name.ToUpperInvariant()[..3];
        var spanish = Array.IndexOf(SpanishMonths, start);
        return 1 + (spanish >= 0 ? spanish : Array.IndexOf(EnglishMonths, start));
    }

    private static readonly string[] SpanishMonths = ["ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC"];
    private static readonly string[] EnglishMonths = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly DateOnly SerialDay0 = new(1899, 12, 30);

    private static int ToInt(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    // 01/03/2025, 1-3-25, 01-mar-2025, 1 de marzo de 2025, sáb 01/03/2025.
    [GeneratedRegex(
        @"^(\p{L}+[.,]* +)?(?<d>[0-9]{1,2})([-/.]| +(de +)?)(?<m>[0-9]{1,2}|\p{L}{3,10})\.?([-/.]| +(de +)?)(?<y>[0-9]{4}|[0-9]{2})$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^(?<y>[0-9]{4})[-/](?<m>[0-9]{1,2})[-/](?<d>[0-9]{1,2})([T ][0-9:.]+)?$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^\s*[0-9]{1,4}[-/][0-9]+([-/][0-9]+)?\s*$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex LooksLikeADate();
}
