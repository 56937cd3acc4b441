using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Live;
using Faena.Modules.Catalog;
using Faena.Modules.Downtime.Events;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.SignOffs;

/// <summary>A supervisor stands for the stops of a line's shift; their authors change them no more. A second time it changes nothing.</summary>
public static class SignOff
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/sign-offs", Handle).Needs(EditWindow.Supervise).Of(Scope.Line("$.lineId")).Refuses(422);

    public sealed record Request(long? LineId, long? ShiftOccurrence);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Request request,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors()
            .Require(request.LineId is not null, "lineId", "required")
            .Require(request.ShiftOccurrence is not null, "shiftOccurrence", "required");
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        if (await EventTable.HoldLine(work, request.LineId!.Value) is not { } line)
        {
            return Problem.Invalid("lineId", "line_unknown");
        }
        var known = await work.One<bool>(KnownSql, new { occurrence = request.ShiftOccurrence, facility = line.FacilityId });
        if (!known)
        {
            return Problem.Invalid("shiftOccurrence", "shift_unknown");
        }
        var signed = await work.Execute(
            SignSql,
            new
            {
                line = line.Id,
                occurrence = request.ShiftOccurrence,
                user = user.Name,
                now = clock.GetUtcNow(),
            }
        );
        if (signed > 0)
        {
            await work.Tell(EventTable.TopicOf(line.Id));
        }
        await work.Commit();
        return TypedResults.NoContent();
    }

    private const string KnownSql = """
        SELECT EXISTS (
          SELECT FROM catalog.v_shift_occurrence WHERE id = @occurrence::bigint AND facility_id = @facility::bigint)
        """;

    private const string SignSql = """
        INSERT INTO downtime.sign_off (line_id, shift_occurrence_id, signed_by, signed_at)
        VALUES (@line::bigint, @occurrence::bigint, @user::text, @now::timestamptz)
        ON CONFLICT DO NOTHING
        """;
}
