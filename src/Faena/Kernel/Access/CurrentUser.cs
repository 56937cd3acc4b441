using System.Globalization;
using System.Security.Claims;

namespace Faena.Kernel.Access;

/// <summary>The signed-in person (or token, or station) of this request and what they may do.</summary>
public sealed class CurrentUser(IHttpContextAccessor http)
{
    public const string PermissionClaim = "permission";
    public const string SiteClaim = "site";
    public const string FacilityClaim = "facility";
    public const string DisplayNameClaim = "display_name";
    public const string LanguageClaim = "language";

    public const string SessionClaim = "session";
    public const string StationClaim = "station";
    public const string StationNameClaim = "station_name";

    private ClaimsPrincipal Principal => http.HttpContext?.User ?? new ClaimsPrincipal();

    public bool IsSignedIn => Principal.Identity?.IsAuthenticated == true;
    public long Id => long.Parse(Principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? "0", CultureInfo.InvariantCulture);
    public string Name => Principal.Identity?.Name ?? "";
    public string DisplayName => Principal.FindFirstValue(DisplayNameClaim) ?? Name;
    public IEnumerable<string> Roles => Principal.FindAll(ClaimTypes.Role).Select(c => c.Value);
    public IEnumerable<string> Permissions => Principal.FindAll(PermissionClaim).Select(c => c.Value);

    /// <summary>The session a person came with; null for a token, and at a station.</summary>
    public long? SessionId => Principal.FindFirstValue(SessionClaim) is { } id ? long.Parse(id, CultureInfo.InvariantCulture) : null;

    /// <summary>The station at which this is done: by the station itself, or by a person with their PIN.</summary>
    public long? StationId => Principal.FindFirstValue(StationClaim) is { } id ? long.Parse(id, CultureInfo.InvariantCulture) : null;

    public bool May(string permission) => Principal.HasClaim(PermissionClaim, permission);

    /// <summary>Whether there are sites or facilities that the person does not reach.</summary>
    public bool IsLimited => Principal.HasClaim(c => c.Type is SiteClaim or FacilityClaim);

    /// <summary>A person limited to some sites may touch only those; without a limit, all.</summary>
    public bool MaySite(long site) => SiteLimit is not { } sites || sites.Contains(site);

    /// <summary>The same for facilities.</summary>
    public bool MayFacility(long facility) => FacilityLimit is not { } facilities || facilities.Contains(facility);

    /// <summary>The sites the person is limited to; null when there is no limit.</summary>
    public long[]? SiteLimit => LimitOf(SiteClaim);

    /// <summary>The facilities the person is limited to; null when there is no limit.</summary>
    public long[]? FacilityLimit => LimitOf(FacilityClaim);

    private long[]? LimitOf(string claim) =>
        Principal.FindAll(claim).Select(c => long.Parse(c.Value, CultureInfo.InvariantCulture)).ToArray() is { Length: > 0 } ids
            ? ids
            : null;
}
