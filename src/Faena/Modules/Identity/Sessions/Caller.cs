using System.Globalization;
using System.Security.Claims;
using Faena.Kernel.Access;

namespace Faena.Modules.Identity.Sessions;

/// <summary>A person, a token or a station as one statement finds them, with all they may do.</summary>
internal abstract record Caller
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string DisplayName { get; init; } = "";
    public string[] Roles { get; init; } = [];
    public string[] Permissions { get; init; } = [];

    protected virtual IEnumerable<Claim> OwnClaims => [];

    public ClaimsPrincipal ToPrincipal(string scheme) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, Text(Id)),
                    new Claim(ClaimTypes.Name, Name),
                    new Claim(CurrentUser.DisplayNameClaim, DisplayName),
                    .. Roles.Select(role => new Claim(ClaimTypes.Role, role)),
                    .. Permissions.Select(permission => new Claim(CurrentUser.PermissionClaim, permission)),
                    .. OwnClaims,
                ],
                scheme
            )
        );

    /// <summary>The facilities a caller is limited to; without any there is no limit.</summary>
    protected static IEnumerable<Claim> LimitedTo(IEnumerable<long> facilities) =>
        facilities.Select(facility => new Claim(CurrentUser.FacilityClaim, Text(facility)));

    protected static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}

internal sealed record PersonWithSession : Caller
{
    public long SessionId { get; init; }
    public string? Language { get; init; }
    public string? EndReason { get; init; }
    public DateTimeOffset LastSeenAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public long[] SiteIds { get; init; } = [];
    public long[] FacilityIds { get; init; } = [];

    protected override IEnumerable<Claim> OwnClaims =>
        [
            new(CurrentUser.SessionClaim, Text(SessionId)),
            .. SiteIds.Select(site => new Claim(CurrentUser.SiteClaim, Text(site))),
            .. LimitedTo(FacilityIds),
            .. Language is null ? [] : new[] { new Claim(CurrentUser.LanguageClaim, Language) },
        ];
}

internal sealed record Token : Caller
{
    public DateTimeOffset? LastUsedAt { get; init; }
}
