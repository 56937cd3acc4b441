using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Ui.Entries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Facilities;

/// <summary>The facilities, each with its clock and its lines.</summary>
public static class ShowFacilitiesPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/catalog/facilities", Handle)
            .Needs("catalog.read")
            .Everywhere("the names of places are no secret")
            .ExcludeFromDescription();

    /// <param name="Lines">Those in use.</param>
    public sealed record Row(
        long Id,
        string Code,
        string Name,
        string TimeZone,
        int StopAlertMinutes,
        bool Active,
        int Lines,
        int Shifts,
        long Version
    );

    private static async Task<RazorComponentResult<FacilitiesPage>> Handle(
        HttpRequest request,
        Db db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var filter = EntryFilter.Of(request.Query);
        var facilities = (await db.Query<Row>(RowsSql, null, ct)).Where(f => filter.Takes(f.Active, f.Code, f.Name, f.TimeZone));
        return new(
            new
            {
                Facilities = filter.Cut(facilities),
                Filter = filter,
                Now = clock.GetUtcNow(),
            }
        );
    }

    private const string RowsSql = """
        SELECT f.id, f.code, f.name, f.time_zone, f.stop_alert_minutes::int, f.active,
          (SELECT count(*)::int FROM catalog.line l WHERE l.facility_id = f.id AND l.active) AS lines,
          (SELECT count(*)::int FROM catalog.shift s WHERE s.facility_id = f.id AND s.active) AS shifts,
          f.version
        FROM catalog.facility f ORDER BY lower(f.code)
        """;
}
