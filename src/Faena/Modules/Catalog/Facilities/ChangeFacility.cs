using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Facilities;

/// <summary>
/// Renames a facility, says after how long a stop is worth an alert, or takes it out of use and back; out of use only when its lines
/// are. What is not sent stays. Its clock does not change: history hangs on it.
/// </summary>
public static class ChangeFacility
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/facilities/{id:long}", Handle)
            .Needs("catalog.manage")
            .Of(Scope.Facility("id"))
            .Refuses(404, "not_found")
            .Refuses(409, "facility_code_taken", "facility_has_lines", "facility_name_taken")
            .Refuses(422)
            .Refuses(412, "changed_meanwhile");

    public sealed record Request(string? Code, string? Name, int? StopAlertMinutes, bool? Active);

    private static async Task<Results<Ok<ListFacilities.Facility>, ProblemHttpResult>> Handle(
        long id,
        Request request,
        HttpContext http,
        Db db,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await work.One<ListFacilities.Facility>(HoldSql, new { id }) is not { } facility)
        {
            return Problem.NotFound();
        }
        if (new Tag(facility.Version).Refusal(http.Request, facility) is { } stale)
        {
            return stale;
        }
        facility = facility with
        {
            Code = request.Code is null ? facility.Code : EntryName.Of(request.Code),
            Name = request.Name is null ? facility.Name : EntryName.Of(request.Name),
            StopAlertMinutes = request.StopAlertMinutes ?? facility.StopAlertMinutes,
            Active = request.Active ?? facility.Active,
        };
        var errors = FacilityRules.Check(facility.Code, facility.Name, facility.TimeZone, facility.StopAlertMinutes);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        var lines = facility.Active ? 0 : await work.One<int>(ActiveLinesSql, new { id });
        if (lines > 0)
        {
            return Problem.Conflict("facility_has_lines", new { lines });
        }
        facility = facility with { Version = await work.One<long>(UpdateSql, facility) };
        await work.Commit();
        new Tag(facility.Version).Give(http);
        return TypedResults.Ok(facility);
    }

    private const string HoldSql = """
        SELECT id, code, name, time_zone, stop_alert_minutes::int, active, version FROM catalog.facility WHERE id = @id::bigint FOR UPDATE
        """;

    private const string ActiveLinesSql = "SELECT count(*)::int FROM catalog.line WHERE facility_id = @id::bigint AND active";

    private const string UpdateSql = """
        UPDATE catalog.facility SET code = @Code::text, name = @Name::text, stop_alert_minutes = @StopAlertMinutes::smallint,
          active = @Active::boolean
        WHERE id = @Id::bigint RETURNING version
        """;
}
