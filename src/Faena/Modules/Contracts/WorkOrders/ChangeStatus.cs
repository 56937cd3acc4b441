using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>Moves an order to another state; finishing it sets its real end.</summary>
public static class ChangeStatus
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/work-orders/{id:long}/status", Handle)
            .Needs("contracts.manage_orders")
            .Of(Scope.Order("id"))
            .Accepts<Request>("application/json")
            .Refuses(404, "order_not_found")
            .Refuses(409, "order_changed_meanwhile", "order_issue_taken")
            .Refuses(412, "order_changed_meanwhile")
            .Refuses(422);

    /// <param name="Estatus">A state of work orders: 5 to 11, or 16.</param>
    /// <param name="Comentario">Replaces the order's comment where it is given.</param>
    /// <param name="FechaEntrega">The real end of a finished order; today at its site when missing.</param>
    /// <param name="Version">The version seen, to notice another person's change.</param>
    public sealed record Request(int? Estatus, string? Comentario, DateOnly? FechaEntrega, long? Version);

    private static async Task<Results<Ok<WorkOrder>, ProblemHttpResult>> Handle(
        long id,
        JsonObject body,
        HttpContext http,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        Installation installation,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        var request = Read(body, errors);
        errors
            .Require(request.Estatus is not null, "estatus", "required")
            .Require(
                request.FechaEntrega is null || request.Estatus is null or WorkOrderStatus.Finished,
                "fecha_entrega",
                "order_delivered_only_when_finished"
            );
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }

        await using var work = await db.Begin(ct);
        if (await HeldOrder.Take(work, id) is not { } before)
        {
            return Problem.NotFound("order_not_found");
        }
        if (before.Tag.Refusal(http.Request, before, OneWorkOrder.Changed, request.Version) is { } stale)
        {
            return stale;
        }
        var asked = before with { IdEstatusOt = request.Estatus, Comentario = request.Comentario?.Trim() ?? before.Comentario };
        var after = await RealEnd.On(work, before, asked, request.FechaEntrega, clock, installation);
        if (await Refused(work, after) is { Any: true } refused)
        {
            return Problem.Invalid(refused);
        }
        if (after == before)
        {
            return OneWorkOrder.Ok(http, before);
        }
        await WorkOrderTable.Change(work, [after]);
        await Families.Changed(work, before.IdFamilia);
        return await OneWorkOrder.Saved(http, work, id);
    }

    private static Request Read(JsonObject body, FieldErrors errors) =>
        new(
            WorkOrderBody.Member<int?>(body, "estatus", errors),
            WorkOrderBody.Member<string?>(body, "comentario", errors),
            WorkOrderBody.Member<DateOnly?>(body, "fecha_entrega", errors),
            WorkOrderBody.Member<long?>(body, "version", errors)
        );

    // The order's rules speak of its fields; this request has its own names for two of them.
    private static async Task<FieldErrors> Refused(DbWork work, WorkOrder after)
    {
        var found = new FieldErrors();
        WorkOrderRules.Check(after, found);
        await References.Check(work, after, found);
        var errors = new FieldErrors();
        foreach (var error in found.Found)
        {
            var path = error.Path switch
            {
                "fecha_termino_real" => "fecha_entrega",
                "id_estatus_ot" => "estatus",
                var same => same,
            };
            errors.Add(path, error.Code, error.Data);
        }
        return errors;
    }
}
