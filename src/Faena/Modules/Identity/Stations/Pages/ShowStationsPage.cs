using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Modules.Identity.Pins;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Stations.Pages;

/// <summary>The tablets of the floor, and the people who may sign at them.</summary>
public static class ShowStationsPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/administration/stations", Handle)
            .Needs("identity.manage")
            .Everywhere("where tablets stand is no secret to an administrator")
            .ExcludeFromDescription();

    private static async Task<RazorComponentResult<StationsPage>> Handle(
        HttpRequest request,
        Db db,
        Installation installation,
        CancellationToken ct
    ) =>
        new(
            new
            {
                Stations = await ListStations.Read(db, request, ct),
                People = await ListPins.Read(db, ct),
                Zone = installation.TimeZone,
            }
        );
}
