using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Reasons;

/// <summary>Adds a reason to the tree, below another or at its top.</summary>
public static class CreateReason
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/reasons", Handle).Needs("downtime.manage").Of(Scope.Line("$.lineIds")).Refuses(409, "reason_code_taken").Refuses(422);

    public sealed record Response(long Id);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(ReasonRequest request, Db db, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var reason = CheckedReason.Of(request, errors);
        await using var work = await db.Begin(ct);
        var depth = 1;
        if (reason.ParentId is not null)
        {
            var parent = await work.One<int?>(ParentSql, new { id = reason.ParentId });
            depth = (parent ?? 0) + 1;
            errors
                .Require(parent is not null, "parentId", "reason_unknown")
                .Require(depth <= CheckedReason.DeepestLevel, "parentId", "reason_too_deep", new { most = CheckedReason.DeepestLevel });
        }
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        var id = await work.One<long>(
            InsertSql,
            new
            {
                depth,
                reason.ParentId,
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
        return TypedResults.Ok(new Response(id));
    }

    // Held, so that it is not taken out of use while something is hung below it.
    private const string ParentSql = "SELECT depth::int FROM downtime.reason WHERE id = @id::bigint AND active FOR SHARE";

    private const string InsertSql = """
        INSERT INTO downtime.reason
          (parent_id, depth, code, name_es, name_en, loss_type, counts_as_failure, requires_note, color, icon, sort_order)
        VALUES (@ParentId::bigint, @depth::smallint, @Code::text, @NameEs::text, @NameEn::text, @LossType::text,
          @CountsAsFailure::boolean, @RequiresNote::boolean, @Color::text, @Icon::text, coalesce(@SortOrder::integer,
            (SELECT max(sort_order) + 1 FROM downtime.reason WHERE parent_id IS NOT DISTINCT FROM @ParentId::bigint), 1))
        RETURNING id
        """;
}
