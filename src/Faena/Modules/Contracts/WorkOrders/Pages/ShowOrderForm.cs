using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.WorkOrders.Pages;

/// <summary>The form of a new order, of the next issue of one, and of one being edited.</summary>
public static class ShowOrderForm
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/contracts/work-orders/new", New)
            .Needs("contracts.manage_orders")
            .Everywhere("offers only the sites within reach")
            .ExcludeFromDescription();
        app.MapGet("/contracts/work-orders/{id:long}/reprogram", Reprogram)
            .Needs("contracts.manage_orders")
            .Of(Scope.Order("id"))
            .ExcludeFromDescription();
        app.MapGet("/contracts/work-orders/{id:long}/edit", Edit)
            .Needs("contracts.manage_orders")
            .Of(Scope.Order("id"))
            .ExcludeFromDescription();
    }

    private static async Task<RazorComponentResult<OrderFormPage>> New(HttpContext http, Db db, CancellationToken ct) =>
        Page(new WorkOrder(), null, await Choices.Read(db, http, ct));

    private static async Task<Results<RazorComponentResult<OrderFormPage>, ProblemHttpResult>> Reprogram(
        long id,
        HttpContext http,
        Db db,
        CurrentUser user,
        CancellationToken ct
    )
    {
        if (
            await ShowWorkOrder.Find(db, user, id, ct) is not { Familia: { } family }
            || family.FirstOrDefault(o => o.IsInitial) is not { } initial
        )
        {
            return Problem.NotFound("order_not_found");
        }
        return Page(NextIssue(initial, family), initial, await Choices.Read(db, http, ct));
    }

    private static async Task<Results<RazorComponentResult<OrderFormPage>, ProblemHttpResult>> Edit(
        long id,
        HttpContext http,
        Db db,
        CurrentUser user,
        CancellationToken ct
    )
    {
        if (await ShowWorkOrder.Find(db, user, id, ct) is not { } order)
        {
            return Problem.NotFound("order_not_found");
        }
        return Page(order, order.Familia?.FirstOrDefault(o => o.IsInitial), await Choices.Read(db, http, ct));
    }

    private static RazorComponentResult<OrderFormPage> Page(WorkOrder order, WorkOrder? initial, Choices choices) =>
        new(
            new
            {
                Order = order,
                Initial = initial,
                Choices = choices,
            }
        );

    // A reprogramming repeats the issue before it, except for what is only known once it is worked: real dates, state, its letter.
    private static WorkOrder NextIssue(WorkOrder initial, IReadOnlyList<WorkOrder> family) =>
        (family.LastOrDefault(o => o.Activa) ?? initial) with
        {
            Id = 0,
            Tipo = WorkOrderKind.Reprogrammed,
            OtPrincipal = initial.Id,
            NumReprogramacion = family.Max(o => o.NumReprogramacion ?? 0) + 1,
            FechaInicioReal = null,
            FechaTerminoReal = null,
            IdEstatusOt = WorkOrderStatus.Assigned,
            OficioOt = null,
            Comentario = null,
        };
}
