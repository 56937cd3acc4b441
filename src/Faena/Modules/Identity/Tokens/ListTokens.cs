using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Tokens;

/// <summary>The tokens that open something today.</summary>
internal static class ListTokens
{
    public static void Map(IEndpointRouteBuilder tokens) =>
        tokens.MapGet("", Handle).Needs("identity.manage").Of(Scope.AllSites, Scope.AllFacilities);

    public sealed record Response(IReadOnlyList<Token> Tokens);

    public sealed record Token
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string[] Roles { get; init; } = [];
        public DateTimeOffset CreatedAt { get; init; }
        public string CreatedBy { get; init; } = "";
        public DateTimeOffset? LastUsedAt { get; init; }
    }

    private static async Task<Ok<Response>> Handle(Db db, CancellationToken ct) =>
        TypedResults.Ok(new Response(await db.Query<Token>(TokensSql, null, ct)));

    private const string TokensSql = """
        SELECT t.id, t.name, t.created_at, t.created_by, t.last_used_at,
               ARRAY(SELECT role FROM identity.token_roles WHERE token_id = t.id ORDER BY 1) AS roles
        FROM identity.tokens t
        WHERE t.revoked_at IS NULL
        ORDER BY lower(t.name)
        """;
}
