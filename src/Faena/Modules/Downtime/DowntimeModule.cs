using Faena.Kernel.Access;
using Faena.Kernel.Demo;
using Faena.Kernel.Live;
using Faena.Kernel.Ui;
using Faena.Modules.Catalog;
using Faena.Modules.Downtime.Board;
using Faena.Modules.Downtime.Board.Pages;
using Faena.Modules.Downtime.Day;
using Faena.Modules.Downtime.Day.Pages;
using Faena.Modules.Downtime.Demo;
using Faena.Modules.Downtime.Events;
using Faena.Modules.Downtime.Floor;
using Faena.Modules.Downtime.Floor.Pages;
using Faena.Modules.Downtime.QuickNotes;
using Faena.Modules.Downtime.Reasons;
using Faena.Modules.Downtime.Reasons.Pages;
using Faena.Modules.Downtime.Reasons.Starter;
using Faena.Modules.Downtime.SignOffs;

namespace Faena.Modules.Downtime;

/// <summary>Stops of production lines: why they stand, since when, and who said so.</summary>
public static class DowntimeModule
{
    public static void AddDowntime(this IServiceCollection services)
    {
        services.AddLiveTopics(new LiveTopic("downtime:line", CatalogScopes.Lines));
        services.AddScoped<ReadEvents>();
        services.AddSingleton<IDemoData, DemoFactory>();
        services.AddSingleton<ILineUser, OpenStops>();
        services.AddMenu(
            new MenuEntry(MenuSection.Downtime, 1, "downtime.floor", ShowFloorPage.Address, "downtime.read"),
            new MenuEntry(MenuSection.Downtime, 2, "downtime.board", ShowBoardPage.Address, "downtime.read"),
            new MenuEntry(MenuSection.Downtime, 3, "downtime.day", ShowDayPage.Address, "downtime.read"),
            new MenuEntry(MenuSection.Downtime, 20, "downtime.reasons", "/downtime/reasons", "downtime.read"),
            new MenuEntry(MenuSection.Downtime, 21, "downtime.quick_notes", "/downtime/quick-notes", "downtime.read")
        );
        services.AddHistory(
            new HistoryKind("downtime.quick_note", "downtime.manage", "name_es", "name_en", "sort_order"),
            new HistoryKind(
                "downtime.reason",
                "downtime.manage",
                "code",
                "name_es",
                "name_en",
                "loss_type",
                "counts_as_failure",
                "requires_note",
                "color",
                "icon",
                "sort_order"
            )
            {
                Parts = ["downtime.reason_line"],
                Names = new Dictionary<string, string>(StringComparer.Ordinal) { ["line_id"] = ReasonLines.NamesSql },
            }
        );
    }

    public static void MapDowntime(this WebApplication app)
    {
        ShowAppManifest.Map(app);
        ShowBoardPage.Map(app);
        ShowDayPage.Map(app);
        ShowFloorPage.Map(app);
        ShowQuickNotesPage.Map(app);
        ShowReasonsPage.Map(app);

        var api = app.MapGroup("/api/downtime").WithTags("Downtime");
        ChangeEvent.Map(api);
        ChangeQuickNote.Map(api);
        ChangeReason.Map(api);
        CreateQuickNote.Map(api);
        CreateReason.Map(api);
        DeleteEvent.Map(api);
        EndStop.Map(api);
        ExplainStop.Map(api);
        ListLineEvents.Map(api);
        ListQuickNotes.Map(api);
        ListReasons.Map(api);
        LoadStarterReasons.Map(api);
        MoveQuickNote.Map(api);
        MoveReason.Map(api);
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
