using Faena.Kernel.Access;
using Faena.Kernel.Demo;
using Faena.Kernel.Imports;
using Faena.Kernel.Live;
using Faena.Kernel.Ui;
using Faena.Modules.Contracts.DailyStatus;
using Faena.Modules.Contracts.Demo;
using Faena.Modules.Contracts.LineItems;
using Faena.Modules.Contracts.MonthlyReport;
using Faena.Modules.Contracts.PriceBook;
using Faena.Modules.Contracts.ProductionGrid;
using Faena.Modules.Contracts.WorkOrders;
using Faena.Modules.Contracts.WorkOrders.Import;
using Faena.Modules.Contracts.WorkOrders.Pages;

namespace Faena.Modules.Contracts;

/// <summary>Work orders of a field-service contractor: from the price book to the produced month.</summary>
public static class ContractsModule
{
    public static void AddContracts(this IServiceCollection services)
    {
        services.AddMenu(
            new MenuEntry(MenuSection.Contracts, 1, "contracts.month", "/contracts", "contracts.read"),
            new MenuEntry(MenuSection.Contracts, 2, "contracts.work_orders", "/contracts/work-orders", "contracts.read"),
            new MenuEntry(MenuSection.Contracts, 8, "contracts.price_book", "/contracts/price-book", "contracts.read")
        );
        services.AddLiveTopics(
            new LiveTopic("contracts:sheet", ContractsScopes.Families),
            new LiveTopic("contracts:lines", ContractsScopes.Families),
            new LiveTopic("contracts:days", ScopeKind.Site)
        );
        services.AddImport<PriceBookImport>();
        services.AddImport<OrderImport>();
        services.AddSingleton<EvidenceLink>();
        services.AddSingleton<IDemoData, DemoCompany>();
    }

    public static void MapContracts(this WebApplication app)
    {
        ShowImportPage.Map(app);
        PrintDays.Map(app);
        PrintMonth.Map(app);
        ShowAnnexPage.Map(app);
        ShowImportResult.Map(app);
        ShowMonthPage.Map(app);
        ShowOrderForm.Map(app);
        ShowOrderPage.Map(app);
        ShowOrderImport.Map(app);
        ShowPriceBookPage.Map(app);
        ShowWorkOrdersPage.Map(app);

        var contracts = app.MapGroup("/api/contracts").WithTags("Contracts");
        CancelWorkOrder.Map(contracts);
        ChangeStatus.Map(contracts);
        CreateWorkOrder.Map(contracts);
        DownloadAnnex.Map(contracts);
        DownloadImportReport.Map(contracts);
        EditWorkOrder.Map(contracts);
        ExportDays.Map(contracts);
        ExportMonth.Map(contracts);
        ImportLineItems.Map(contracts);
        ImportPriceBook.Map(contracts);
        ImportWorkOrders.Map(contracts);
        ListWorkOrders.Map(contracts);
        SaveRate.Map(contracts);
        ShowLineItems.Map(contracts);
        ShowMonth.Map(contracts);
        ShowPriceBook.Map(contracts);
        ShowChanges.Map(contracts);
        ShowWorkOrder.Map(contracts);

        // The documented calls keep their documented names.
        var produccion = app.MapGroup("/api/produccion").WithTags("Producción");
        ImportAnnexWorkbook.Map(produccion);
        LinkConcept.Map(produccion);
        ListSites.Map(produccion);
        SaveDays.Map(produccion);
        SaveMonthLink.Map(produccion);
        SaveProduction.Map(produccion);
        SearchConcepts.Map(produccion);
        ShowDays.Map(produccion);
        ShowSheet.Map(produccion);
    }
}
