using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Shifts;

/// <summary>
/// Changes a shift, or takes it out of use and back. What it was on days that are past, or that have begun, stays what it was.
/// </summary>
public static class ChangeShift
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("/shifts/{id:long}", Change)
            .Needs("catalog.manage")
            .Of(Scope.Shift("id"))
            .Refuses(404, "not_found")
            .Refuses(409, "facility_out_of_use", "shift_code_taken", "shift_overlap")
            .Refuses(422)
            .Refuses(412, "changed_meanwhile");
        api.MapPatch("/shifts/{id:long}", Switch)
            .Needs("catalog.manage")
            .Of(Scope.Shift("id"))
            .Refuses(404, "not_found")
            .Refuses(409, "facility_out_of_use", "shift_code_taken", "shift_overlap")
            .Refuses(422)
            .Refuses(412, "changed_meanwhile");
    }

    public sealed record SwitchRequest(bool? Active);

    private static async Task<Results<NoContent, ProblemHttpResult>> Change(
        long id,
        ShiftRequest request,
        HttpContext http,
        Db db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        await using var work = await db.Begin(ct);
        if (await work.One<Stored>(FindSql, new { id }) is not { } stored)
        {
            return Problem.NotFound();
        }
        if (new Tag(stored.Version).Refusal(http.Request, new { stored.Version }) is { } stale)
        {
            return stale;
        }
        if (CheckedShift.Of(request with { FacilityId = stored.FacilityId }, errors) is not { } shift)
        {
            return Problem.Invalid(errors);
        }
        if (!await ShiftTable.HoldFacility(work, stored.FacilityId))
        {
            return Problem.Conflict("facility_out_of_use");
        }
        if (stored.Active && await ShiftTable.OverlapOf(work, shift, id) is { } overlap)
        {
            return overlap;
        }
        await Occurrences.KeepHistory(work, stored.FacilityId, clock.GetUtcNow());
        await work.Execute(
            UpdateSql,
            new
            {
                id,
                shift.Code,
                shift.NameEs,
                shift.NameEn,
                shift.Starts,
                shift.Ends,
                shift.Weekdays,
                shift.Validity,
                shift.Week,
            }
        );
        await ShiftTable.WriteBreaks(work, id, shift);
        await Occurrences.ForgetToCome(work, stored.FacilityId, clock.GetUtcNow());
        await work.Commit();
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Switch(
        long id,
        SwitchRequest request,
        HttpContext http,
        Db db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (request.Active is not { } active)
        {
            return Problem.Invalid("active", "required");
        }
        await using var work = await db.Begin(ct);
        if (await work.One<Stored>(FindSql, new { id }) is not { } stored)
        {
            return Problem.NotFound();
        }
        if (new Tag(stored.Version).Refusal(http.Request, new { stored.Version }) is { } stale)
        {
            return stale;
        }
        if (!await ShiftTable.HoldFacility(work, stored.FacilityId))
        {
            return Problem.Conflict("facility_out_of_use");
        }
        if (active && await work.One<string>(OverlapOfStoredSql, new { id }) is { } other)
        {
            return Problem.Invalid("active", "shift_overlap", new { code = stored.Code, other });
        }
        await Occurrences.KeepHistory(work, stored.FacilityId, clock.GetUtcNow());
        await work.Execute(SwitchSql, new { id, active });
        await Occurrences.ForgetToCome(work, stored.FacilityId, clock.GetUtcNow());
        await work.Commit();
        return TypedResults.NoContent();
    }

    private sealed record Stored(long FacilityId, string Code, bool Active, long Version);

    private const string FindSql = "SELECT facility_id, code, active, version FROM catalog.shift WHERE id = @id::bigint FOR UPDATE";

    private const string UpdateSql = """
        UPDATE catalog.shift SET code = @Code::text, name_es = @NameEs::text, name_en = @NameEn::text, starts = @Starts::text::time,
          ends = @Ends::text::time, weekdays = @Weekdays::smallint[], validity = @Validity::text::daterange, week = @Week::text::int4multirange
        WHERE id = @id::bigint
        """;

    private const string SwitchSql = "UPDATE catalog.shift SET active = @active::boolean WHERE id = @id::bigint";

    private const string OverlapOfStoredSql = """
        SELECT string_agg(o.code, ', ' ORDER BY o.starts) FROM catalog.shift s
        JOIN catalog.shift o ON o.facility_id = s.facility_id AND o.id <> s.id AND o.active AND o.week && s.week AND o.validity && s.validity
        WHERE s.id = @id::bigint
        """;
}
