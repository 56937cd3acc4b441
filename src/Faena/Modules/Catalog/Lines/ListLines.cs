using Faena.Kernel.Access;
using Faena.Kernel.Database;

namespace Faena.Modules.Catalog.Lines;

/// <summary>The production lines of a facility, or of all that the caller may see; those out of use too.</summary>
public static class ListLines
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/lines", Handle).Needs("catalog.read").Everywhere("lists only the lines within reach");

    public sealed record Line(long Id, long FacilityId, string Code, string Name, int Crew, bool Active, long Version);

    internal static Task<IReadOnlyList<Line>> Handle(long? facilityId, Db db, CurrentUser user, CancellationToken ct) =>
        db.Query<Line>(LinesSql, new { facilityId, limit = user.FacilityLimit }, ct);

    private const string LinesSql = """
        SELECT id, facility_id, code, name, crew::int, active, version FROM catalog.line
        WHERE (@facilityId::bigint IS NULL OR facility_id = @facilityId::bigint)
          AND (@limit::bigint[] IS NULL OR facility_id = ANY (@limit::bigint[]))
        ORDER BY facility_id, lower(code)
        """;
}
