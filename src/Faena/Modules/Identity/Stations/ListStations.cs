using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Stations;

/// <summary>The stations that serve today.</summary>
internal static class ListStations
{
    public static void Map(IEndpointRouteBuilder stations) => stations.MapGet("", Handle).Needs("identity.manage");

    public sealed record Response(IReadOnlyList<Row> Stations);

    public sealed record Row
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public long? FacilityId { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public string CreatedBy { get; init; } = "";
        public DateTimeOffset? LastSeenAt { get; init; }
    }

    private static async Task<Ok<Response>> Handle(Db db, CancellationToken ct) => TypedResults.Ok(new Response(await Read(db, ct)));

    public static Task<IReadOnlyList<Row>> Read(Db db, CancellationToken ct) => db.Query<Row>(StationsSql, null, ct);

    private const string StationsSql = """
        SELECT id, name, facility_id, created_at, created_by, last_seen_at
        FROM identity.stations
        WHERE revoked_at IS NULL
        ORDER BY lower(name)
        """;
}
