using Faena.Kernel.Access;
using Faena.Kernel.Http;

namespace Faena.Modules.Identity.Stations;

/// <summary>What is done at a station: it shows the floor, and people record there what happens on it.</summary>
internal static class StationRights
{
    public const string Read = "downtime.read";
    public const string Record = "downtime.record";

    private const string OfTheFloor = "downtime.";

    // What an administrator decides is not decided with four digits.
    private static readonly string[] NeverWithAPin = ["downtime.administer", "downtime.manage"];

    /// <summary>Of what a person may do, what they may do with a PIN.</summary>
    public static string[] WithAPin(IEnumerable<string> permissions) => [.. permissions.Where(IsForStations)];

    /// <summary>
    /// An act at a station: work of the floor that is done once however often it is sent. What is sealed for one act cannot be taken
    /// for another one then, nor for a change of the person's account.
    /// </summary>
    public static bool IsAct(HttpContext http) =>
        http.GetEndpoint()?.Metadata is { } route
        && route.GetMetadata<IdempotencyKeyTaken>() is not null
        && route.GetMetadata<AccessRule>()?.Permission is { } permission
        && IsForStations(permission);

    private static bool IsForStations(string permission) =>
        permission.StartsWith(OfTheFloor, StringComparison.Ordinal) && !NeverWithAPin.Contains(permission, StringComparer.Ordinal);
}
