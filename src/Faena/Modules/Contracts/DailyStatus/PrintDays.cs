using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Contracts.ProductionGrid;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.DailyStatus;

/// <summary>The days of a site's orders in a month as a sheet to print and sign.</summary>
public static class PrintDays
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/contracts/print-days", Handle).Needs("contracts.read").Of(Scope.Site("id_sitio")).ExcludeFromDescription();

    private static async Task<IResult> Handle(HttpRequest request, Db db, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (SiteMonth.Parse(request.Query, errors) is not { } asked)
        {
            return Problem.Invalid(errors);
        }
        return new RazorComponentResult<PrintDaysPage>(
            new
            {
                Orders = await ReadDays.Read(db, asked.Month, asked.Site, ct),
                asked.Month,
                SiteName = await db.One<string>(SiteNames.NameSql, new { id = asked.Site }, ct) ?? "",
            }
        );
    }
}
