using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>Registers an initial order with its family, or the next issue of one: a reprogramming.</summary>
public static class CreateWorkOrder
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/work-orders", Handle)
            .Needs("contracts.manage_orders")
            .Of(Scope.Site("$.id_embarcacion"), Scope.Site("$.id_plataforma"), Scope.Site("$.id_patio"), Scope.Site("$.id_intercom"))
            .Accepts<WorkOrderFields>("application/json")
            .Refuses(403, "site_not_allowed")
            .Refuses(409, "order_issue_taken")
            .Refuses(422);

    public sealed record Response(long Id);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(
        JsonObject body,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        Installation installation,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        var order = WorkOrderBody.Over(new WorkOrder(), body, errors);
        WorkOrderRules.Check(order, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }

        await using var work = await db.Begin(ct);
        if (!order.IsInitial)
        {
            order = await Issue.Of(work, user, order, errors);
        }
        await References.Check(work, order, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        if (!References.MaySet(user, new WorkOrder(), order))
        {
            return Problem.Forbidden("site_not_allowed");
        }

        var finished = await RealEnd.On(work, new WorkOrder(), order, null, clock, installation);
        var added = (await WorkOrderTable.Add(work, [finished]))[0];
        await Families.Changed(work, finished.OtPrincipal ?? added.Id);
        await work.Commit();
        return TypedResults.Created($"/api/contracts/work-orders/{added.Id}", new Response(added.Id));
    }
}
