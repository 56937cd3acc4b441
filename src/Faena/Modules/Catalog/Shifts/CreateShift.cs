using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Shifts;

/// <summary>Adds a shift to a facility. Two active ones never share a minute of the week.</summary>
public static class CreateShift
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/shifts", Handle)
            .Needs("catalog.manage")
            .Of(Scope.Facility("$.facilityId"))
            .Refuses(409, "shift_code_taken", "shift_overlap")
            .Refuses(422);

    public sealed record Response(long Id);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(ShiftRequest request, Db db, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (CheckedShift.Of(request, errors) is not { } shift)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        if (!await ShiftTable.HoldFacility(work, shift.FacilityId))
        {
            return Problem.Invalid("facilityId", "facility_unknown");
        }
        if (await ShiftTable.OverlapOf(work, shift) is { } overlap)
        {
            return overlap;
        }
        var id = await work.One<long>(InsertSql, shift);
        await ShiftTable.WriteBreaks(work, id, shift);
        await work.Commit();
        return TypedResults.Ok(new Response(id));
    }

    private const string InsertSql = """
        INSERT INTO catalog.shift (facility_id, code, name_es, name_en, starts, ends, weekdays, validity, week)
        VALUES (@FacilityId::bigint, @Code::text, @NameEs::text, @NameEn::text, @Starts::text::time, @Ends::text::time, @Weekdays::smallint[],
          @Validity::text::daterange, @Week::text::int4multirange)
        RETURNING id
        """;
}
