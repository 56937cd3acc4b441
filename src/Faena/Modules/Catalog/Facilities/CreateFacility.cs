using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Facilities;

/// <summary>Adds a plant with the time zone of its wall clock.</summary>
public static class CreateFacility
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/facilities", Handle)
            .Needs("catalog.manage")
            .Of(Scope.AllFacilities)
            .Refuses(409, "facility_code_taken", "facility_name_taken")
            .Refuses(422);

    /// <param name="TimeZone">An IANA name, such as <c>America/Mexico_City</c>.</param>
    /// <param name="StopAlertMinutes">After how many minutes a stop is worth an alert; 0: never; 15 where it is not said.</param>
    public sealed record Request(string? Code, string? Name, string? TimeZone, int? StopAlertMinutes);

    public sealed record Response(long Id);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Request request, Db db, CancellationToken ct)
    {
        var facility = request with
        {
            Code = EntryName.Of(request.Code),
            Name = EntryName.Of(request.Name),
            StopAlertMinutes = request.StopAlertMinutes ?? FacilityRules.UsualStopAlert,
        };
        var errors = FacilityRules.Check(facility.Code, facility.Name, facility.TimeZone, facility.StopAlertMinutes);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        var id = await work.One<long>(InsertSql, facility);
        await work.Commit();
        return TypedResults.Ok(new Response(id));
    }

    private const string InsertSql = """
        INSERT INTO catalog.facility (code, name, time_zone, stop_alert_minutes)
        VALUES (@Code::text, @Name::text, @TimeZone::text, @StopAlertMinutes::smallint) RETURNING id
        """;
}
