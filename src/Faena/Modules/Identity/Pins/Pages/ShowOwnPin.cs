using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Pins.Pages;

/// <summary>Where a person sets the PIN with which they sign at stations, beside their password.</summary>
public static class ShowOwnPin
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/account/pin", Handle).NeedsSignIn().Everywhere("only what is the caller's own").ExcludeFromDescription();

    private static async Task<RazorComponentResult<OwnPinPage>> Handle(
        CurrentUser user,
        Db db,
        Installation installation,
        CancellationToken ct
    )
    {
        var own = await db.One<Own>(OwnSql, new { user.Id }, ct);
        return new(
            new
            {
                AsksPassword = own?.HasPassword ?? false,
                own?.SetAt,
                Zone = installation.TimeZone,
            }
        );
    }

    private sealed record Own
    {
        public bool HasPassword { get; init; }
        public DateTimeOffset? SetAt { get; init; }
    }

    private const string OwnSql = """
        SELECT u.password_hash IS NOT NULL AS has_password, p.set_at
        FROM identity.users u LEFT JOIN identity.pins p ON p.user_id = u.id
        WHERE u.id = @Id::bigint
        """;
}
