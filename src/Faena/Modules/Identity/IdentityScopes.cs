using Faena.Kernel.Access;

namespace Faena.Modules.Identity;

/// <summary>An administrator limited to some places keeps only accounts and stations that reach no further than that.</summary>
internal static class IdentityScopes
{
    private static readonly ScopeKind People = new("person", PersonWithinSql, "not_found", "person_beyond_limits");
    private static readonly ScopeKind Stations = new("station", StationWithinSql, "not_found", ScopeKind.BeyondFacilities);

    extension(Scope)
    {
        public static Scope Person(string at) => new(People, at);

        public static Scope Station(string at) => new(Stations, at);
    }

    // An account without a limit reaches everything, which is further than any limit.
    private const string PersonWithinSql = """
        SELECT user_id AS id, (@sites::bigint[] IS NULL OR (site_ids <> '{}' AND site_ids <@ @sites::bigint[]))
          AND (@facilities::bigint[] IS NULL OR (facility_ids <> '{}' AND facility_ids <@ @facilities::bigint[])) AS within
        FROM identity.v_user_access WHERE user_id = ANY (@ids::bigint[])
        """;

    private const string StationWithinSql = """
        SELECT id, @facilities::bigint[] IS NULL OR coalesce(facility_id = ANY (@facilities::bigint[]), false) AS within
        FROM identity.stations WHERE id = ANY (@ids::bigint[])
        """;
}
