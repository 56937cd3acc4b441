using System.Security.Claims;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Demo;
using Faena.Modules.Identity.Sessions;
using Faena.Modules.Identity.Users;

namespace Faena.Modules.Identity.Demo;

/// <summary>The people of the demo, one for each way of working with the system.</summary>
internal sealed class DemoPeople(FirstAdministrator administrator) : IDemoData
{
    private static readonly Person[] Cast =
    [
        new("field", "Fernanda Campos (demo)", "Field"),
        new("supervisor", "Sergio Prado (demo)", "Supervisor"),
        new("operator", "Óscar Peña (demo)", "Operator"),
        new("planner", "Paula Nieto (demo)", "Planner"),
        new("molding", "Mónica Ledesma (demo)", "Molding"),
        new("viewer", "Víctor Lara (demo)", "Viewer"),
    ];

    private sealed record Person(string Username, string DisplayName, string Role);

    public async Task<bool> HasRoom(DbWork work) => !await work.One<bool>(TakenSql, new { names = Cast.Select(p => p.Username).ToArray() });

    public async Task Load(DemoStage stage, CancellationToken ct)
    {
        // An installation's own administrator comes first: it is made only where there is nobody yet.
        await administrator.Ensure(ct);
        stage.Enter(new OnStage { Name = Actor.System, Permissions = ["identity.manage", "catalog.manage", "downtime.manage"] }.Principal);
        foreach (var person in Cast)
        {
            await stage.Post(
                Actor.System,
                "/api/identity/users",
                new
                {
                    username = person.Username,
                    password = stage.Password,
                    displayName = person.DisplayName,
                    roles = new[] { person.Role },
                },
                ct
            );
        }
        await stage.Do(Actor.System, work => Enter(stage, work), ct);
    }

    private static async Task Enter(DemoStage stage, DbWork work)
    {
        foreach (var person in await work.Query<OnStage>(AccessSql, new { names = Cast.Select(p => p.Username).ToArray() }))
        {
            stage.Enter(person.Principal);
        }
    }

    private sealed record OnStage : Caller
    {
        public ClaimsPrincipal Principal => ToPrincipal(CallerAuthentication.Scheme);
    }

    private const string TakenSql = "SELECT EXISTS (SELECT FROM identity.users WHERE lower(username) = ANY (@names::text[]))";

    private const string AccessSql = """
        SELECT u.id, u.username AS name, u.display_name, a.roles, a.permissions
        FROM identity.users u JOIN identity.v_user_access a ON a.user_id = u.id
        WHERE u.username = ANY (@names::text[])
        ORDER BY array_position(@names::text[], u.username)
        """;
}
