using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Users;

/// <summary>Adds a local user.</summary>
internal static class CreateUser
{
    public static void Map(IEndpointRouteBuilder users) =>
        users
            .MapPost("", Handle)
            .Needs("identity.manage")
            .Of(Scope.Site("$.siteIds").OrAll, Scope.Facility("$.facilityIds").OrAll)
            .Refuses(409, "username_taken")
            .Refuses(422);

    /// <param name="Username">Unique in any case.</param>
    /// <param name="Password">The first one; the person changes it.</param>
    /// <param name="DisplayName">Empty: the username.</param>
    /// <param name="Roles">By name.</param>
    /// <param name="SiteIds">Limits the person to these sites; none or empty: no limit.</param>
    /// <param name="FacilityIds">The same for facilities.</param>
    public sealed record Request(
        string? Username,
        string? Password,
        string? DisplayName,
        IReadOnlyList<string?>? Roles,
        IReadOnlyList<long>? SiteIds,
        IReadOnlyList<long>? FacilityIds
    );

    public sealed record Response(long Id);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(
        Request request,
        Db db,
        Passwords passwords,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var username = request.Username?.Trim();
        var displayName = string.IsNullOrWhiteSpace(request.DisplayName) ? username ?? "" : request.DisplayName.Trim();
        var errors = new FieldErrors()
            .RequireUsername(username)
            .RequirePassword("password", request.Password)
            .Require(displayName.Length <= 200, "displayName", "display_name_length");
        await using var work = await db.Begin(ct);
        await KnownRoles.Check(errors, request.Roles, work);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }

        var id = await work.One<long>(
            CreateSql,
            new
            {
                username,
                displayName,
                hash = passwords.Hash(request.Password!),
                now = clock.GetUtcNow(),
                request.Roles,
                siteIds = request.SiteIds ?? [],
                facilityIds = request.FacilityIds ?? [],
            }
        );
        await work.Commit();
        return TypedResults.Created($"/api/identity/users/{id}", new Response(id));
    }

    private const string CreateSql = """
        WITH person AS (
            INSERT INTO identity.users (username, display_name, password_hash, password_set_at, created_at)
            VALUES (@username, @displayName, @hash, @now, @now)
            RETURNING id
        ), roles AS (
            INSERT INTO identity.user_roles (user_id, role) SELECT DISTINCT id, unnest(@Roles::text[]) FROM person
        ), sites AS (
            INSERT INTO identity.user_sites (user_id, site_id) SELECT DISTINCT id, unnest(@siteIds::bigint[]) FROM person
        ), facilities AS (
            INSERT INTO identity.user_facilities (user_id, facility_id) SELECT DISTINCT id, unnest(@facilityIds::bigint[]) FROM person
        )
        SELECT id FROM person
        """;
}
