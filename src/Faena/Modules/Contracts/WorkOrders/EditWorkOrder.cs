using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>Changes the fields a request gives: null clears one, a missing one stays.</summary>
public static class EditWorkOrder
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/work-orders/{id:long}", Handle)
            .Needs("contracts.manage_orders")
            .Of(Scope.Order("id"))
            .Accepts<WorkOrderFields>("application/json")
            .Refuses(403, "site_not_allowed")
            .Refuses(404, "order_not_found")
            .Refuses(409, "order_changed_meanwhile", "order_has_lines", "order_issue_taken")
            .Refuses(412, "order_changed_meanwhile")
            .Refuses(422);

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
        var versionSeen = WorkOrderBody.Member<long?>(body, "version", errors);
        var principalAsked = WorkOrderBody.Member<long?>(body, "ot_principal", errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }

        await using var work = await db.Begin(ct);
        if (await HeldOrder.Take(work, id, principalAsked) is not { } before)
        {
            return Problem.NotFound("order_not_found");
        }
        if (before.Tag.Refusal(http.Request, before, OneWorkOrder.Changed, versionSeen) is { } stale)
        {
            return stale;
        }

        var after = WorkOrderBody.Over(before, body, errors);
        if (!body.ContainsKey("id_frente") && !before.Sites.SequenceEqual(after.Sites))
        {
            after = after with { IdFrente = null };
        }
        errors.Require(after.Tipo == before.Tipo, "tipo", "order_kind_is_fixed");
        WorkOrderRules.Check(after, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        if (!after.IsInitial)
        {
            after = await Issue.Of(work, user, WithItsPlaceInTheFamily(before, after), errors);
        }
        await References.Check(work, after, errors);
        after = await RealEnd.On(work, before, after, null, clock, installation);
        WorkOrderRules.Check(after, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        if (!References.MaySet(user, before, after))
        {
            return Problem.Forbidden("site_not_allowed");
        }
        if (after.OtPrincipal != before.OtPrincipal && await work.One<bool>(HasLinesSql, new { id }))
        {
            return Problem.Conflict("order_has_lines");
        }
        after = WorkOrderTable.Complete(after);
        if (after == before)
        {
            return OneWorkOrder.Ok(http, before);
        }

        if (after.IsInitial && after.OrdenTrabajo != before.OrdenTrabajo)
        {
            await WorkOrderTable.RenameFamily(work, before.IdFamilia, after.OrdenTrabajo!);
        }
        await WorkOrderTable.Change(work, [after]);
        await Families.Changed(work, before.IdFamilia, after.OtPrincipal ?? id);
        return await OneWorkOrder.Saved(http, work, id);
    }

    // An order moved to another family takes its folio and a number there, unless the edit gives others; one that stays keeps its number.
    private static WorkOrder WithItsPlaceInTheFamily(WorkOrder before, WorkOrder after) =>
        after.OtPrincipal == before.OtPrincipal
            ? after with
            {
                NumReprogramacion = after.NumReprogramacion ?? before.NumReprogramacion,
            }
            : after with
            {
                OrdenTrabajo = after.OrdenTrabajo == before.OrdenTrabajo ? null : after.OrdenTrabajo,
                NumReprogramacion = after.NumReprogramacion == before.NumReprogramacion ? null : after.NumReprogramacion,
            };

    // Lines hang on the family; an order that brought some cannot leave without them.
    private const string HasLinesSql = "SELECT EXISTS (SELECT FROM contracts.importacion_anexo WHERE id_ot = @id::bigint)";
}
