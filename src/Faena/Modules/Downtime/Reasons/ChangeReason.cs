using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Reasons;

/// <summary>Changes a reason, or takes it out of use and back. Its place in the tree stays: stops are counted by it.</summary>
public static class ChangeReason
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("/reasons/{id:long}", Change)
            .Needs("downtime.manage")
            .Of(Scope.Line("$.lineIds"))
            .Refuses(404, "not_found")
            .Refuses(409, "reason_code_taken")
            .Refuses(422)
            .Refuses(412, "changed_meanwhile");
        api.MapPatch("/reasons/{id:long}", Switch)
            .Needs("downtime.manage")
            .Everywhere("the company has one tree of reasons")
            .Refuses(404, "not_found")
            .Refuses(409, "reason_has_children", "reason_parent_out_of_use")
            .Refuses(422)
            .Refuses(412, "changed_meanwhile");
    }

    public sealed record SwitchRequest(bool? Active);

    private static async Task<Results<NoContent, ProblemHttpResult>> Change(
        long id,
        ReasonRequest request,
        HttpContext http,
        Db db,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        var reason = CheckedReason.Of(request, errors);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        if (await work.One<Kin>(HoldSql, new { id }) is not { } kin)
        {
            return Problem.NotFound();
        }
        if (new Tag(kin.Version).Refusal(http.Request, new { kin.Version }) is { } stale)
        {
            return stale;
        }
        await work.Execute(
            UpdateSql,
            new
            {
                id,
                reason.Code,
                reason.NameEs,
                reason.NameEn,
                reason.LossType,
                reason.CountsAsFailure,
                reason.RequiresNote,
                reason.Color,
                reason.Icon,
                reason.SortOrder,
            }
        );
        if (await ReasonLines.Write(work, id, reason.LineIds) is { } unknown)
        {
            return unknown;
        }
        await work.Commit();
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Switch(
        long id,
        SwitchRequest request,
        HttpContext http,
        Db db,
        CancellationToken ct
    )
    {
        if (request.Active is not { } active)
        {
            return Problem.Invalid("active", "required");
        }
        await using var work = await db.Begin(ct);
        if (await work.One<Kin>(HoldSql, new { id }) is not { } kin)
        {
            return Problem.NotFound();
        }
        if (new Tag(kin.Version).Refusal(http.Request, new { kin.Version }) is { } stale)
        {
            return stale;
        }
        if (active && !kin.ParentActive)
        {
            return Problem.Conflict("reason_parent_out_of_use");
        }
        if (!active && kin.ActiveChildren > 0)
        {
            return Problem.Conflict("reason_has_children", new { children = kin.ActiveChildren });
        }
        await work.Execute(SwitchSql, new { id, active });
        await work.Commit();
        return TypedResults.NoContent();
    }

    private sealed record Kin(bool ParentActive, int ActiveChildren, long Version);

    private const string UpdateSql = """
        UPDATE downtime.reason SET code = @Code::text, name_es = @NameEs::text, name_en = @NameEn::text, loss_type = @LossType::text,
          counts_as_failure = @CountsAsFailure::boolean, requires_note = @RequiresNote::boolean, color = @Color::text, icon = @Icon::text,
          sort_order = coalesce(@SortOrder::integer, sort_order)
        WHERE id = @id::bigint
        """;

    private const string HoldSql = """
        SELECT coalesce((SELECT p.active FROM downtime.reason p WHERE p.id = r.parent_id), true) AS parent_active,
          (SELECT count(*)::int FROM downtime.reason c WHERE c.parent_id = r.id AND c.active) AS active_children,
          r.version
        FROM downtime.reason r WHERE r.id = @id::bigint FOR UPDATE
        """;

    private const string SwitchSql = "UPDATE downtime.reason SET active = @active::boolean WHERE id = @id::bigint";
}
