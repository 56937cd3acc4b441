using Faena.Kernel.Database;
using Faena.Kernel.Http;

namespace Faena.Modules.Identity.Users;

/// <summary>Roles are given by name, and a name that does not exist is the caller's mistake.</summary>
internal static class KnownRoles
{
    public static async Task Check(FieldErrors errors, IReadOnlyList<string?>? roles, DbWork work)
    {
        if (roles is null)
        {
            errors.Add("roles", "required");
            return;
        }
        foreach (var unknown in await work.Query<int>(UnknownSql, new { roles }))
        {
            errors.Add($"roles[{unknown}]", "role_unknown", new { role = roles[unknown] });
        }
    }

    private const string UnknownSql = """
        SELECT (given.position - 1)::int
        FROM unnest(@roles::text[]) WITH ORDINALITY AS given (role, position)
        WHERE NOT EXISTS (SELECT FROM identity.roles r WHERE r.name = given.role)
        ORDER BY 1
        """;
}
