namespace Faena.Modules.Molding.Orders;

/// <summary>The days on which the plant works: its week, less its holidays.</summary>
public sealed class PlantCalendar(string week, IReadOnlySet<DateOnly> holidays)
{
    public const string MondayToSaturday = "LUN_SAB";
    public const string MondayToFriday = "LUN_VIE";

    // Nobody plans further; an order of a slip of the hand has no end date instead of an absurd one.
    private const int LongestPlan = 36_500;

    public PlantCalendar(string week)
        : this(week, new HashSet<DateOnly>()) { }

    /// <summary>
    /// The date after so many whole days of work. The day of the start is neither counted nor moved, as the spreadsheet has it: less
    /// than a day ends on the day it starts, Sunday or not. Null where no planner would look.
    /// </summary>
    public DateOnly? EndOf(DateOnly start, decimal days)
    {
        var whole = decimal.Truncate(days);
        if (whole > LongestPlan || start > DateOnly.MaxValue.AddDays(-2 * LongestPlan))
        {
            return null;
        }
        var day = start;
        for (var left = (int)whole; left > 0; )
        {
            day = day.AddDays(1);
            if (IsWorked(day))
            {
                left--;
            }
            else if (day.DayNumber - start.DayNumber > 2 * LongestPlan - 1)
            {
                return null;
            }
        }
        return day;
    }

    public IEnumerable<DateOnly> HolidaysFrom(DateOnly day) => holidays.Where(h => h >= day).Order();

    private bool IsWorked(DateOnly day) =>
        day.DayOfWeek != DayOfWeek.Sunday && (week == MondayToSaturday || day.DayOfWeek != DayOfWeek.Saturday) && !holidays.Contains(day);
}
