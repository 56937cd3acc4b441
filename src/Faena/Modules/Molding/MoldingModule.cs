using Faena.Kernel.Access;
using Faena.Kernel.Demo;
using Faena.Kernel.Live;
using Faena.Kernel.Ui;
using Faena.Modules.Molding.Calendar;
using Faena.Modules.Molding.Catalogs;
using Faena.Modules.Molding.Catalogs.Pages;
using Faena.Modules.Molding.Demo;
using Faena.Modules.Molding.FollowUp;
using Faena.Modules.Molding.FollowUp.Pages;
using Faena.Modules.Molding.Orders;
using Faena.Modules.Molding.Orders.Import;
using Faena.Modules.Molding.Orders.Import.Pages;
using Faena.Modules.Molding.Orders.Pages;
using Faena.Modules.Molding.Reports;
using Faena.Modules.Molding.Reports.Pages;
using Faena.Modules.Molding.SheetPads;
using Faena.Modules.Molding.SheetPads.Pages;
using Faena.Modules.Molding.ShiftSheets;
using Faena.Modules.Molding.ShiftSheets.Pages;
using Faena.Modules.Molding.Weighing;
using Faena.Modules.Molding.Weighing.Pages;
using Faena.Modules.Molding.Weighing.Scales;

namespace Faena.Modules.Molding;

/// <summary>Injection molding: the order and its figures, the shift sheet, the scale.</summary>
public static class MoldingModule
{
    private const string OnePlant = "molding is one plant, which stands at no site or facility";

    public static void AddMolding(this IServiceCollection services)
    {
        services.AddMenu(
            new MenuEntry(MenuSection.Molding, 1, "molding.orders", "/molding", "molding.read"),
            new MenuEntry(MenuSection.Molding, 2, "molding.sheets", SheetLinks.List, "molding.read"),
            new MenuEntry(MenuSection.Molding, 3, "molding.report", ShowReportPage.Address, "molding.read"),
            new MenuEntry(MenuSection.Molding, 4, "molding.pads", SheetLinks.Pads, "molding.read"),
            new MenuEntry(MenuSection.Molding, 8, "molding.catalogs", "/molding/catalog", "molding.read")
        );
        services.AddLiveTopics(new LiveTopic("molding:order", Kind: null));
        services.AddSingleton<IDemoData, DemoPlant>();
    }

    public static void MapMolding(this WebApplication app)
    {
        var pages = app.MapGroup("").Everywhere(OnePlant);
        PrintOrder.Map(pages);
        ShowImportPage.Map(pages);
        ShowReimportPage.Map(pages);
        ShowCatalogPage.Map(pages);
        ShowFollowUpPage.Map(pages);
        ShowOrderForm.Map(pages);
        ShowOrderPage.Map(pages);
        ShowOrdersPage.Map(pages);
        ShowReportPage.Map(pages);
        PrintLabels.Map(pages);
        PrintSheet.Map(pages);
        ShowPadsPage.Map(pages);
        ShowSheetForm.Map(pages);
        ShowSheetPage.Map(pages);
        ShowSheetsPage.Map(pages);
        ShowWaitingSheet.Map(pages);

        // The documented calls keep their documented addresses.
        var orders = app.MapGroup("/api/ordenes").WithTags("Molding").Everywhere(OnePlant);
        CloseOrder.Map(orders);
        CreateOrder.Map(orders);
        EditOrder.Map(orders);
        ExportOrder.Map(orders);
        ImportOrder.Map(orders);
        ListOrders.Map(orders);
        NoteMaterial.Map(orders);
        PreviewOrder.Map(orders);
        PreviewOrderImport.Map(orders);
        PreviewOrderReimport.Map(orders);
        ReimportOrder.Map(orders);
        ReleaseOrder.Map(orders);
        ReopenOrder.Map(orders);
        ShowOrder.Map(orders);
        ShowProgress.Map(orders);
        VoidMaterial.Map(orders);

        var sheets = app.MapGroup("/api/registros").WithTags("Molding").Everywhere(OnePlant);
        CreateSheet.Map(orders);
        EditSheet.Map(sheets);
        ListSheets.Map(orders, sheets);
        PreviewSheet.Map(orders);
        VoidSheet.Map(sheets);
        ListBales.Map(sheets);
        VoidBale.Map(sheets);
        WeighBales.Map(sheets);

        var molding = app.MapGroup("/api/molding").WithTags("Molding").Everywhere(OnePlant);
        CreatePad.Map(molding);
        ReadScale.Map(molding);
        ReserveNumbers.Map(molding);
        ChangeEntry.Map(molding);
        CreateEntry.Map(molding);
        EnsureEntries.Map(molding);
        FindBale.Map(molding);
        ImportEntries.Map(molding);
        ListEntries.Map(molding);
        MergeEntries.Map(molding);
        SetHolidays.Map(molding);

        ShowMonthReport.Map(app.MapGroup("/api/reports").WithTags("Molding").Everywhere(OnePlant));
    }
}
