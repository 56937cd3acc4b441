using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Lines;

/// <summary>Adds a production line to a facility.</summary>
public static class CreateLine
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/lines", Handle)
            .Needs("catalog.manage")
            .Of(Scope.Facility("$.facilityId"))
            .Refuses(409, "line_code_taken", "line_name_taken")
            .Refuses(422);

    /// <param name="Crew">People who usually stand at it; a stop starts with as many.</param>
    public sealed record Request(long? FacilityId, string? Code, string? Name, int? Crew);

    public sealed record Response(long Id);

    private const int UsualCrew = 1;

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Request request, Db db, CancellationToken ct)
    {
        var line = request with { Code = EntryName.Of(request.Code), Name = EntryName.Of(request.Name), Crew = request.Crew ?? UsualCrew };
        var errors = LineRules.Check(line.Code, line.Name, line.Crew.Value).Require(line.FacilityId is not null, "facilityId", "required");
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        if (await work.One<long?>(InsertSql, line) is not { } id)
        {
            return Problem.Invalid("facilityId", "facility_unknown");
        }
        await work.Commit();
        return TypedResults.Ok(new Response(id));
    }

    // The facility is held, so that it is not taken out of use meanwhile.
    private const string InsertSql = """
        INSERT INTO catalog.line (facility_id, code, name, crew)
        SELECT id, @Code::text, @Name::text, @Crew::smallint FROM catalog.facility WHERE id = @FacilityId::bigint AND active FOR SHARE
        RETURNING id
        """;
}
