using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Identity.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Users;

/// <summary>Changes what is given and leaves the rest. Someone disabled, or with a new password, is signed out at once.</summary>
internal static class ChangeUser
{
    public static void Map(IEndpointRouteBuilder users) =>
        users
            .MapPatch("/{id:long}", Handle)
            .Needs("identity.manage")
            .Of(Scope.Person("id"), Scope.Site("$.siteIds").EmptyIsAll, Scope.Facility("$.facilityIds").EmptyIsAll)
            .Refuses(404, "not_found")
            .Refuses(409, "last_administrator")
            .Refuses(422)
            .Refuses(412, "changed_meanwhile");

    public sealed record Request(
        bool? Disabled,
        string? DisplayName,
        string? Password,
        IReadOnlyList<string?>? Roles,
        IReadOnlyList<long>? SiteIds,
        IReadOnlyList<long>? FacilityIds
    );

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        long id,
        Request request,
        HttpContext http,
        Db db,
        Passwords passwords,
        OneSession sessions,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await work.One<Held>(HoldSql, new { id }) is not { } held)
        {
            return Problem.NotFound();
        }
        if (new Tag(held.Version).Refusal(http.Request, new { held.Version }) is { } stale)
        {
            return stale;
        }
        var errors = new FieldErrors();
        if (request.DisplayName is not null)
        {
            errors.RequireDisplayName(request.DisplayName.Trim());
        }
        if (request.Password is not null)
        {
            errors.RequirePassword("password", request.Password).Require(held.Source == "local", "password", "password_of_directory");
        }
        if (request.Roles is not null)
        {
            await KnownRoles.Check(errors, request.Roles, work);
        }
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }

        await work.Execute(
            ChangeSql,
            new
            {
                id,
                request.Disabled,
                displayName = request.DisplayName?.Trim(),
                hash = request.Password is null ? null : passwords.Hash(request.Password),
                now = clock.GetUtcNow(),
            }
        );
        if (request.Roles is not null)
        {
            await work.Execute(SetRolesSql, new { id, request.Roles });
        }
        if (request.SiteIds is not null)
        {
            await work.Execute(SetSitesSql, new { id, request.SiteIds });
        }
        if (request.FacilityIds is not null)
        {
            await work.Execute(SetFacilitiesSql, new { id, request.FacilityIds });
        }
        if (!await work.One<bool>(SomeoneManagesSql))
        {
            return Problem.Conflict("last_administrator");
        }

        if (request.Disabled == true)
        {
            await sessions.End(id, "disabled", work);
        }
        else if (request.Password is not null)
        {
            await sessions.End(id, "password_reset", work);
        }
        await work.Commit();
        return TypedResults.NoContent();
    }

    private sealed record Held(string Source, long Version);

    // One change of users at a time: two administrators who disable each other at once must not both succeed.
    private const string HoldSql = """
        WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtextextended('identity.users', 0)))
        SELECT u.source, u.version FROM turn, identity.users u WHERE u.id = @id FOR UPDATE OF u
        """;

    private const string ChangeSql = """
        UPDATE identity.users
        SET display_name = coalesce(@displayName, display_name),
            disabled_at = CASE @Disabled::boolean WHEN true THEN coalesce(disabled_at, @now) WHEN false THEN NULL ELSE disabled_at END,
            password_hash = coalesce(@hash, password_hash),
            password_set_at = CASE WHEN @hash::text IS NULL THEN password_set_at ELSE @now END
        WHERE id = @id
        """;

    private const string SetRolesSql = """
        WITH taken AS (DELETE FROM identity.user_roles WHERE user_id = @id AND role <> ALL (@Roles::text[]))
        INSERT INTO identity.user_roles (user_id, role) SELECT DISTINCT @id::bigint, unnest(@Roles::text[]) ON CONFLICT DO NOTHING
        """;

    private const string SetSitesSql = """
        WITH taken AS (DELETE FROM identity.user_sites WHERE user_id = @id AND site_id <> ALL (@SiteIds::bigint[]))
        INSERT INTO identity.user_sites (user_id, site_id) SELECT DISTINCT @id::bigint, unnest(@SiteIds::bigint[]) ON CONFLICT DO NOTHING
        """;

    private const string SetFacilitiesSql = """
        WITH taken AS (DELETE FROM identity.user_facilities WHERE user_id = @id AND facility_id <> ALL (@FacilityIds::bigint[]))
        INSERT INTO identity.user_facilities (user_id, facility_id) SELECT DISTINCT @id::bigint, unnest(@FacilityIds::bigint[])
        ON CONFLICT DO NOTHING
        """;

    private const string SomeoneManagesSql = """
        SELECT EXISTS (
            SELECT FROM identity.users u JOIN identity.v_user_access a ON a.user_id = u.id
            WHERE u.disabled_at IS NULL AND 'identity.manage' = ANY (a.permissions))
        """;
}
