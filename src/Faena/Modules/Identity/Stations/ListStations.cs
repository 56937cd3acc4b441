using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Stations;

/// <summary>The stations that serve today.</summary>
public static class ListStations
{
    public static void Map(IEndpointRouteBuilder stations) =>
        stations.MapGet("", Handle).Needs("identity.manage").Everywhere("where tablets stand is no secret to an administrator");

    public sealed record Response(IReadOnlyList<Row> Stations);

    public sealed record Row
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public long? FacilityId { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public string CreatedBy { get; init; } = "";
        public DateTimeOffset? LastSeenAt { get; init; }

        /// <summary>Whether it is the device that asks.</summary>
        public bool IsThis { get; init; }
    }

    private static async Task<Ok<Response>> Handle(HttpRequest request, Db db, CancellationToken ct) =>
        TypedResults.Ok(new Response(await Read(db, request, ct)));

    public static Task<IReadOnlyList<Row>> Read(Db db, HttpRequest request, CancellationToken ct) =>
        db.Query<Row>(StationsSql, new { carried = HostCookie.Station.Read(request) is { } secret ? Secret.HashOf(secret) : null }, ct);

    private const string StationsSql = """
        SELECT id, name, facility_id, created_at, created_by, last_seen_at, coalesce(token_hash = @carried::bytea, false) AS is_this
        FROM identity.stations
        WHERE revoked_at IS NULL
        ORDER BY lower(name)
        """;
}
