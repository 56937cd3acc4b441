using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Stations;

/// <summary>What a station must know to let people sign without network: itself, who may sign at it, and what to seal their PINs with.</summary>
internal static class ShowStation
{
    public static void Map(IEndpointRouteBuilder session) =>
        session.MapGet("/station", Handle).NeedsSignIn().Everywhere("only what is the caller's own").Refuses(403, "not_a_station");

    public sealed record Response(Self Station, IReadOnlyList<Person> People, StationKey.PublicKey Key);

    public sealed record Self(long Id, string Name, long? FacilityId);

    public sealed record Person(long Id, string Name);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        CurrentUser user,
        Db db,
        StationKey key,
        CancellationToken ct
    )
    {
        if (user.StationId is not { } id || await db.One<Self>(SelfSql, new { id }, ct) is not { } station)
        {
            return Problem.Forbidden("not_a_station");
        }
        var people = await db.Query<Person>(PeopleSql, new { station.FacilityId, record = StationRights.Record }, ct);
        return TypedResults.Ok(new Response(station, people, await key.Public(ct)));
    }

    private const string SelfSql = "SELECT id, name, facility_id FROM identity.stations WHERE id = @id::bigint";

    // Two people of one name are told apart by their usernames.
    private const string PeopleSql = """
        SELECT u.id,
               u.display_name || CASE WHEN count(*) OVER (PARTITION BY lower(u.display_name)) > 1 THEN ' (' || u.username || ')' ELSE '' END AS name
        FROM identity.users u
        JOIN identity.pins p ON p.user_id = u.id
        JOIN identity.v_user_access a ON a.user_id = u.id
        WHERE u.disabled_at IS NULL AND @record::text = ANY (a.permissions)
          AND (@FacilityId::bigint IS NULL OR a.facility_ids = '{}' OR @FacilityId::bigint = ANY (a.facility_ids))
        ORDER BY lower(u.display_name), u.username
        """;
}
