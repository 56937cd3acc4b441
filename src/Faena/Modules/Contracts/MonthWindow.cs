namespace Faena.Modules.Contracts;

/// <summary>A calendar month as the production API names it.</summary>
public readonly record struct Month(int Year, int Number)
{
    public const int FirstYear = 2000;
    public const int LastYear = 2100;

    public static bool IsValid(int year, int number) => year is >= FirstYear and <= LastYear && number is >= 1 and <= 12;

    public int Days => DateTime.DaysInMonth(Year, Number);
    public DateOnly First => new(Year, Number, 1);
    public DateOnly Last => new(Year, Number, Days);

    /// <summary>Months counted from year 0, as the folder's <c>indice_mes</c>.</summary>
    public int Index => (Year * 12) + Number - 1;

    public DateOnly Day(int day) => new(Year, Number, day);
}

/// <summary>
/// When work may be booked on an order at a site: its validity, or the yard's own window where the site is its yard.
/// An open end stays open. Source: contracts.md §3.1 (ots_por_sitio_grid).
/// </summary>
public readonly record struct Validity(DateOnly? From, DateOnly? To)
{
    public bool Covers(DateOnly day) => (From is null || day >= From) && (To is null || day <= To);

    public IEnumerable<int> BlockedDays(Month month)
    {
        for (var day = 1; day <= month.Days; day++)
        {
            if (!Covers(month.Day(day)))
            {
                yield return day;
            }
        }
    }
}
