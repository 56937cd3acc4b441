using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Ui.Entries;
using Faena.Modules.Catalog.Facilities;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Shifts;

/// <summary>A facility's shifts, drawn as a week with its gaps, and kept.</summary>
public static class ShowShiftsPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/catalog/shifts", Handle)
            .Needs("catalog.read")
            .Everywhere("offers only the facilities within reach")
            .ExcludeFromDescription();

    private static async Task<Results<RazorComponentResult<ShiftsPage>, ProblemHttpResult>> Handle(
        HttpRequest request,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var facilities = (await ListFacilities.Handle(db, ct)).Where(f => user.MayFacility(f.Id)).ToList();
        var chosen = long.TryParse(request.Query["facility"], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? facilities.Find(f => f.Id == id)
            : facilities.Find(f => f.Active) ?? facilities.FirstOrDefault();
        if (chosen is null)
        {
            return request.Query["facility"].Count > 0 && id > 0 ? Problem.NotFound() : new RazorComponentResult<ShiftsPage>();
        }
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(clock.GetUtcNow(), chosen.TimeZone).DateTime);
        DateOnly? asked = DateOnly.TryParseExact(
            request.Query["on"],
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;
        var on = asked ?? today;
        var filter = EntryFilter.Of(request.Query);
        var shifts = (await ListShifts.Of(db, chosen.Id, on, ct)).Shifts;
        return new RazorComponentResult<ShiftsPage>(
            new
            {
                Facilities = facilities,
                Facility = chosen,
                On = on,
                Asked = asked,
                Filter = filter,
                Shifts = shifts.Where(s => filter.Takes(s.Active)).ToList(),
                Week = ShiftWeek.Of([.. shifts.Where(s => s.InForce)]),
            }
        );
    }
}
