using Faena.Kernel.Demo;
using Faena.Kernel.Ui;
using Faena.Modules.Molding.Calendar;
using Faena.Modules.Molding.Catalogs;
using Faena.Modules.Molding.Catalogs.Pages;
using Faena.Modules.Molding.Demo;
using Faena.Modules.Molding.Orders;
using Faena.Modules.Molding.Orders.Import;
using Faena.Modules.Molding.Orders.Import.Pages;
using Faena.Modules.Molding.Orders.Pages;

namespace Faena.Modules.Molding;

/// <summary>Injection molding: the order and its figures, the shift sheet, the scale.</summary>
public static class MoldingModule
{
    public static void AddMolding(this IServiceCollection services)
    {
        services.AddMenu(
            new MenuEntry(MenuSection.Molding, 1, "molding.orders", "/molding", "molding.read"),
            new MenuEntry(MenuSection.Molding, 8, "molding.catalogs", "/molding/catalog", "molding.read")
        );
        services.AddSingleton<IDemoData, DemoPlant>();
    }

    public static void MapMolding(this WebApplication app)
    {
        PrintOrder.Map(app);
        ShowImportPage.Map(app);
        ShowReimportPage.Map(app);
        ShowCatalogPage.Map(app);
        ShowOrderForm.Map(app);
        ShowOrderPage.Map(app);
        ShowOrdersPage.Map(app);

        // The documented calls keep their documented addresses.
        var orders = app.MapGroup("/api/ordenes").WithTags("Molding");
        CloseOrder.Map(orders);
        CreateOrder.Map(orders);
        EditOrder.Map(orders);
        ExportOrder.Map(orders);
        ImportOrder.Map(orders);
        ListOrders.Map(orders);
        PreviewOrder.Map(orders);
        PreviewOrderImport.Map(orders);
        PreviewOrderReimport.Map(orders);
        ReimportOrder.Map(orders);
        ReleaseOrder.Map(orders);
        ReopenOrder.Map(orders);
        ShowOrder.Map(orders);

        var molding = app.MapGroup("/api/molding").WithTags("Molding");
        ChangeEntry.Map(molding);
        CreateEntry.Map(molding);
        EnsureEntries.Map(molding);
        ImportEntries.Map(molding);
        ListEntries.Map(molding);
        MergeEntries.Map(molding);
        SetHolidays.Map(molding);
    }
}
