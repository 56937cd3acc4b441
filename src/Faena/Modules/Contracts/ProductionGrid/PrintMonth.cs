using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Contracts.WorkOrders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>A month of an order at a site as a sheet to print and sign.</summary>
public static class PrintMonth
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/contracts/print", Handle)
            .Needs("contracts.read")
            .Of(Scope.Site("id_sitio"), Scope.Family("id_ot"))
            .ExcludeFromDescription();

    private static async Task<IResult> Handle(HttpRequest request, Db db, CurrentUser user, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (SheetAddress.Parse(request.Query, errors) is not { } address)
        {
            return Problem.Invalid(errors);
        }
        var sheet = await ReadMonthSheet.Read(db, address, ct);
        if (sheet is null || await ShowWorkOrder.Find(db, user, sheet.Head.FamilyId, ct) is not { } order)
        {
            return Problem.NotFound("order_not_found");
        }
        if (!sheet.IsOfSite)
        {
            return Problem.Invalid("id_sitio", "site_not_of_order");
        }
        return new RazorComponentResult<PrintMonthPage>(
            new
            {
                Sheet = sheet,
                Order = order,
                SiteName = await db.One<string>(SiteNames.NameSql, new { id = address.Site }, ct) ?? "",
                address.Minimum,
            }
        );
    }
}
