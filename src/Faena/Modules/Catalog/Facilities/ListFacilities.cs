using Faena.Kernel.Access;
using Faena.Kernel.Database;

namespace Faena.Modules.Catalog.Facilities;

/// <summary>Every plant, those out of use too.</summary>
public static class ListFacilities
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/facilities", Handle).Needs("catalog.read").Everywhere("the names of places are no secret");

    public sealed record Facility(long Id, string Code, string Name, string TimeZone, int StopAlertMinutes, bool Active, long Version);

    internal static Task<IReadOnlyList<Facility>> Handle(Db db, CancellationToken ct) => db.Query<Facility>(FacilitiesSql, null, ct);

    private const string FacilitiesSql =
        "SELECT id, code, name, time_zone, stop_alert_minutes::int, active, version FROM catalog.facility ORDER BY lower(code)";
}
