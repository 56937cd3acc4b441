using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;
using Faena.Modules.Downtime.Floor.Pages;
using Faena.Modules.Downtime.QuickNotes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Day.Pages;

/// <summary>
/// The page on which a supervisor closes a day: the facility and the production date of its address, else the first facility and the
/// date whose shift runs now.
/// </summary>
public static class ShowDayPage
{
    public const string Address = "/downtime/day";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(Address, Handle).Needs("downtime.read").Everywhere("offers only the facilities within reach").ExcludeFromDescription();

    public sealed record Plant(long Id, string Name, string TimeZone);

    public static string AddressOf(long facility, DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{Address}?facility={facility}&date={date:yyyy-MM-dd}");

    private static async Task<Results<RazorComponentResult<DayPage>, ProblemHttpResult>> Handle(
        long? facility,
        string? date,
        Db db,
        ICatalog catalog,
        CurrentUser user,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        var plants = await work.Query<Plant>(PlantsSql, new { facilities = user.FacilityLimit });
        var plant = plants.FirstOrDefault(f => facility is null || f.Id == facility);
        if (facility is not null && plant is null)
        {
            return Problem.NotFound("facility_unknown");
        }
        var lines = await work.Query<long>(LinesSql, new { facility = plant?.Id });
        var today = plant is null ? default : await Today(work, catalog, plant, clock.GetUtcNow());
        var reasons = await work.Query<ShowFloorPage.Reason>(
            ShowFloorPage.ReasonsSql,
            new { language = CultureInfo.CurrentCulture.TwoLetterISOLanguageName }
        );
        await work.Commit();
        return new RazorComponentResult<DayPage>(
            new
            {
                Plants = plants,
                Plant = plant,
                LineIds = lines,
                Today = today,
                Date = ShowDay.DateOf(date) ?? today,
                Reasons = reasons,
                Notes = await ListQuickNotes.InUse(db, ct),
            }
        );
    }

    private static async Task<DateOnly> Today(DbWork work, ICatalog catalog, Plant plant, DateTimeOffset now) =>
        (await catalog.ShiftAt(work, plant.Id, now))?.ProductionDate
        ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(now, plant.TimeZone).DateTime);

    private const string PlantsSql = """
        SELECT id, name, time_zone FROM catalog.v_facility
        WHERE active AND (@facilities::bigint[] IS NULL OR id = ANY (@facilities::bigint[])) ORDER BY lower(name)
        """;

    private const string LinesSql = "SELECT id FROM catalog.v_line WHERE facility_id = @facility::bigint AND active ORDER BY lower(code)";
}
