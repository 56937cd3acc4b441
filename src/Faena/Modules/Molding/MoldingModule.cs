using Faena.Modules.Molding.Calendar;
using Faena.Modules.Molding.Catalogs;
using Faena.Modules.Molding.Orders;
using Faena.Modules.Molding.SheetPads;
using Faena.Modules.Molding.ShiftSheets;

namespace Faena.Modules.Molding;

/// <summary>Injection molding: the order and its figures, the shift sheet, the scale.</summary>
public static class MoldingModule
{
    public static void AddMolding(this IServiceCollection services) { }

    public static void MapMolding(this WebApplication app)
    {
        // The documented calls keep their documented addresses.
        var orders = app.MapGroup("/api/ordenes").WithTags("Molding");
        CloseOrder.Map(orders);
        CreateOrder.Map(orders);
        EditOrder.Map(orders);
        ListOrders.Map(orders);
        PreviewOrder.Map(orders);
        ReleaseOrder.Map(orders);
        ReopenOrder.Map(orders);
        ShowOrder.Map(orders);

        var sheets = app.MapGroup("/api/registros").WithTags("Molding");
        CreateSheet.Map(orders);
        EditSheet.Map(sheets);
        ListSheets.Map(orders, sheets);
        PreviewSheet.Map(orders);
        VoidSheet.Map(sheets);

        var molding = app.MapGroup("/api/molding").WithTags("Molding");
        CreatePad.Map(molding);
        ReserveNumbers.Map(molding);
        EnsureEntries.Map(molding);
        SetHolidays.Map(molding);
    }
}
