using Faena.Kernel.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders.Import.Pages;

/// <summary>Where a plant's workbook is looked at and made a draft order.</summary>
public static class ShowImportPage
{
    public const string Address = "/molding/orders/import";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(Address, () => new RazorComponentResult<ImportPage>()).Needs("molding.manage_orders").ExcludeFromDescription();
}
