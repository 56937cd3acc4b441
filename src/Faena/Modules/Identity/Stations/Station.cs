using System.Security.Claims;
using Faena.Kernel.Access;
using Faena.Modules.Identity.Sessions;

namespace Faena.Modules.Identity.Stations;

/// <summary>A device that serves whoever stands at it. By itself it reads the floor and changes nothing.</summary>
internal sealed record Station : Caller
{
    public long? FacilityId { get; init; }
    public DateTimeOffset? LastSeenAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>What says that something was done at this station, whoever did it.</summary>
    public IEnumerable<Claim> Marks => [new(CurrentUser.StationClaim, Text(Id)), new(CurrentUser.StationNameClaim, DisplayName)];

    protected override IEnumerable<Claim> OwnClaims => [.. Marks, .. LimitedTo(FacilityId is { } facility ? [facility] : [])];
}

/// <summary>A person who signs an act at a station with their PIN: as on their desktop, narrowed to what stations are for.</summary>
internal sealed record PersonAtStation : Caller
{
    public string PinHash { get; init; } = "";
    public bool IsClosed { get; init; }
    public long[] FacilityIds { get; init; } = [];
    public Station? Station { get; init; }

    /// <summary>Whether the station stands where the person may work.</summary>
    public bool MayWorkHere => Station?.FacilityId is not { } facility || FacilityIds.Length == 0 || FacilityIds.Contains(facility);

    protected override IEnumerable<Claim> OwnClaims =>
        [.. Station?.Marks ?? [], .. LimitedTo(Station?.FacilityId is { } facility ? [facility] : FacilityIds)];
}
