using Faena.Kernel.Ui;
using Faena.Modules.Downtime.Board;
using Faena.Modules.Downtime.Board.Pages;
using Faena.Modules.Downtime.Day;
using Faena.Modules.Downtime.Day.Pages;
using Faena.Modules.Downtime.Events;
using Faena.Modules.Downtime.Floor;
using Faena.Modules.Downtime.Floor.Pages;
using Faena.Modules.Downtime.Reasons;
using Faena.Modules.Downtime.SignOffs;

namespace Faena.Modules.Downtime;

/// <summary>Stops of production lines: why they stand, since when, and who said so.</summary>
public static class DowntimeModule
{
    public static void AddDowntime(this IServiceCollection services)
    {
        services.AddScoped<ReadEvents>();
        services.AddMenu(
            new MenuEntry(MenuSection.Downtime, 1, "downtime.floor", ShowFloorPage.Address, "downtime.read"),
            new MenuEntry(MenuSection.Downtime, 2, "downtime.board", ShowBoardPage.Address, "downtime.read"),
            new MenuEntry(MenuSection.Downtime, 3, "downtime.day", ShowDayPage.Address, "downtime.read")
        );
    }

    public static void MapDowntime(this WebApplication app)
    {
        ShowAppManifest.Map(app);
        ShowBoardPage.Map(app);
        ShowDayPage.Map(app);
        ShowFloorPage.Map(app);

        var api = app.MapGroup("/api/downtime").WithTags("Downtime");
        ChangeEvent.Map(api);
        ChangeReason.Map(api);
        CreateReason.Map(api);
        DeleteEvent.Map(api);
        EndStop.Map(api);
        ExplainStop.Map(api);
        ListLineEvents.Map(api);
        ListReasons.Map(api);
        RecordStop.Map(api);
        ReopenStop.Map(api);
        RestoreEvent.Map(api);
        ShowBoard.Map(api);
        ShowDay.Map(api);
        ShowEvent.Map(api);
        ShowFloor.Map(api);
        SignOff.Map(api);
        SplitEvent.Map(api);
        StreamLine.Map(api);
    }
}
