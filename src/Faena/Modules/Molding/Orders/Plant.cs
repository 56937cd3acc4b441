using Faena.Kernel.Database;

namespace Faena.Modules.Molding.Orders;

/// <summary>The plant's own calendar and holidays.</summary>
internal static class Plant
{
    /// <summary>The calendars there are, the plant's own first.</summary>
    public static async Task<IReadOnlyList<string>> Weeks(Db db, CancellationToken ct) =>
        await db.One<string>(WeekSql, null, ct) == PlantCalendar.MondayToFriday
            ? [PlantCalendar.MondayToFriday, PlantCalendar.MondayToSaturday]
            : [PlantCalendar.MondayToSaturday, PlantCalendar.MondayToFriday];

    public static async Task<PlantCalendar> CalendarOf(Db db, string week, CancellationToken ct) =>
        new(week, (await db.Query<DateOnly>(HolidaysSql, null, ct)).ToHashSet());

    public static async Task<PlantCalendar> CalendarOf(DbWork work, string week) =>
        new(week, (await work.Query<DateOnly>(HolidaysSql)).ToHashSet());

    private const string WeekSql = "SELECT calendario FROM molding.planta";

    private const string HolidaysSql = "SELECT fecha FROM molding.feriado";
}
