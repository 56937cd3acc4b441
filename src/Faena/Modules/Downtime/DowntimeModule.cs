using Faena.Modules.Downtime.Events;
using Faena.Modules.Downtime.Reasons;
using Faena.Modules.Downtime.SignOffs;

namespace Faena.Modules.Downtime;

/// <summary>Stops of production lines: why they stand, since when, and who said so.</summary>
public static class DowntimeModule
{
    public static void AddDowntime(this IServiceCollection services) => services.AddScoped<ReadEvents>();

    public static void MapDowntime(this WebApplication app)
    {
        var api = app.MapGroup("/api/downtime").WithTags("Downtime");
        ChangeEvent.Map(api);
        ChangeReason.Map(api);
        CreateReason.Map(api);
        DeleteEvent.Map(api);
        EndStop.Map(api);
        ListLineEvents.Map(api);
        ListReasons.Map(api);
        RecordStop.Map(api);
        RestoreEvent.Map(api);
        ShowEvent.Map(api);
        SignOff.Map(api);
        SplitEvent.Map(api);
        StreamLine.Map(api);
    }
}
