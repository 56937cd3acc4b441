using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Users;

/// <summary>Everyone who can sign in, or could.</summary>
internal static class ListUsers
{
    public static void Map(IEndpointRouteBuilder users) =>
        users.MapGet("", Handle).Needs("identity.manage").Everywhere("who works here is no secret to an administrator");

    public sealed record Response(IReadOnlyList<User> Users);

    public sealed record User
    {
        public long Id { get; init; }
        public string Username { get; init; } = "";
        public string DisplayName { get; init; } = "";
        public string Source { get; init; } = "";
        public string? Language { get; init; }
        public string[] Roles { get; init; } = [];
        public long[] SiteIds { get; init; } = [];
        public long[] FacilityIds { get; init; } = [];
        public long Version { get; init; }
        public bool Disabled { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? LastSeenAt { get; init; }
    }

    private static async Task<Ok<Response>> Handle(Db db, CancellationToken ct) =>
        TypedResults.Ok(new Response(await db.Query<User>(UsersSql, null, ct)));

    private const string UsersSql = """
        SELECT u.id, u.username, u.display_name, u.source, u.language, u.version, u.disabled_at IS NOT NULL AS disabled, u.created_at,
               a.roles, a.site_ids, a.facility_ids, s.last_seen_at
        FROM identity.users u
        JOIN identity.v_user_access a ON a.user_id = u.id
        LEFT JOIN (SELECT user_id, max(last_seen_at) AS last_seen_at FROM identity.sessions GROUP BY user_id) s ON s.user_id = u.id
        ORDER BY lower(u.username)
        """;
}
