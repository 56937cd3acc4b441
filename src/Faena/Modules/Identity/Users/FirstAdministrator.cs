using Faena.Kernel.Database;

namespace Faena.Modules.Identity.Users;

/// <summary>
/// An installation without users gets <c>admin</c> before it serves anyone: with the password of <c>FAENA_ADMIN_PASSWORD</c>, taken
/// as given, else with a generated one that is printed this once and kept nowhere.
/// </summary>
internal sealed class FirstAdministrator(Db db, Passwords passwords, IConfiguration configuration, TimeProvider clock) : IHostedService
{
    public const string Username = "admin";

    public Task StartAsync(CancellationToken cancellationToken) => Ensure(cancellationToken);

    public async Task Ensure(CancellationToken cancellationToken)
    {
        if (await db.One<bool>(AnyoneSql, null, cancellationToken))
        {
            return;
        }
        var given = configuration["FAENA_ADMIN_PASSWORD"];
        var password = string.IsNullOrEmpty(given) ? Secret.New()[..20] : given;
        await using var work = await db.Begin(cancellationToken);
        var created = await work.Execute(
            CreateSql,
            new
            {
                Username,
                hash = passwords.Hash(password),
                now = clock.GetUtcNow(),
            }
        );
        await work.Commit();
        // Of two nodes that start together only one creates the user, and its password is the one that counts.
        if (created > 0 && string.IsNullOrEmpty(given))
        {
            Console.WriteLine($"Faena: first start. Sign in as '{Username}' with the password {password} and change it.");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private const string AnyoneSql = "SELECT EXISTS (SELECT FROM identity.users)";

    private const string CreateSql = """
        WITH created AS (
            INSERT INTO identity.users (username, display_name, password_hash, password_set_at, created_at)
            VALUES (@Username, 'Administrator', @hash, @now, @now)
            ON CONFLICT DO NOTHING
            RETURNING id
        )
        INSERT INTO identity.user_roles (user_id, role) SELECT id, 'Administrator' FROM created
        """;
}
