using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.WorkOrders.Pages;

/// <summary>The list of work orders. Its address holds every filter.</summary>
public static class ShowWorkOrdersPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/contracts/work-orders", Handle)
            .Needs("contracts.read")
            .Everywhere("lists only the orders within reach")
            .ExcludeFromDescription();

    private static async Task<RazorComponentResult<WorkOrdersPage>> Handle(HttpContext http, Db db, CurrentUser user, CancellationToken ct)
    {
        var filter = FilterOf(http.Request.Query);
        return new RazorComponentResult<WorkOrdersPage>(
            new
            {
                Filter = filter,
                Found = await ListWorkOrders.Find(db, user, filter, ct),
                Choices = await Choices.Read(db, http, ct),
            }
        );
    }

    // What an address gets wrong is left out: a page is no place to refuse a number.
    private static WorkOrderFilter FilterOf(IQueryCollection query)
    {
        var errors = new FieldErrors();
        WorkOrderFilter.Of(
            new(query["tipo"], query["q"], query["estatus"], query["sitio"], query["vigente_en"], query["activa"], query["page"], null),
            errors
        );
        string? Good(string name, string field) => errors.Found.Any(e => e.Path == field) ? null : (string?)query[name];
        return WorkOrderFilter.Of(
            new(
                Good("tipo", "tipo"),
                query["q"],
                Good("estatus", "estatus"),
                Good("sitio", "sitio"),
                Good("vigente_en", "vigente_en"),
                Good("activa", "activa"),
                Good("page", "pagina"),
                null
            ),
            new FieldErrors()
        );
    }
}
