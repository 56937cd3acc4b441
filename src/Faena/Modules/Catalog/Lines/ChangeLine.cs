using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Lines;

/// <summary>
/// Renames a line, changes its usual crew, or takes it out of use and back: out of use when nothing goes on at it, back when its facility
/// is in use. What is not sent stays; it never moves house.
/// </summary>
public static class ChangeLine
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/lines/{id:long}", Handle)
            .Needs("catalog.manage")
            .Of(Scope.Line("id"))
            .Refuses(404, "not_found")
            .Refuses(409, "facility_out_of_use", "line_code_taken", "line_name_taken", "line_stands")
            .Refuses(422)
            .Refuses(412, "changed_meanwhile");

    public sealed record Request(string? Code, string? Name, int? Crew, bool? Active);

    private static async Task<Results<Ok<ListLines.Line>, ProblemHttpResult>> Handle(
        long id,
        Request request,
        HttpContext http,
        Db db,
        IEnumerable<ILineUser> users,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await work.One<ListLines.Line>(HoldSql, new { id }) is not { } stored)
        {
            return Problem.NotFound();
        }
        if (new Tag(stored.Version).Refusal(http.Request, stored) is { } stale)
        {
            return stale;
        }
        var line = stored with
        {
            Code = request.Code is null ? stored.Code : EntryName.Of(request.Code),
            Name = request.Name is null ? stored.Name : EntryName.Of(request.Name),
            Crew = request.Crew ?? stored.Crew,
            Active = request.Active ?? stored.Active,
        };
        var errors = LineRules.Check(line.Code, line.Name, line.Crew);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        if (line.Active != stored.Active && await Refusal(work, line, users) is { } refusal)
        {
            return refusal;
        }
        line = line with { Version = await work.One<long>(UpdateSql, line) };
        await work.Commit();
        new Tag(line.Version).Give(http);
        return TypedResults.Ok(line);
    }

    private static async Task<ProblemHttpResult?> Refusal(DbWork work, ListLines.Line line, IEnumerable<ILineUser> users)
    {
        if (line.Active)
        {
            return await work.One<bool>(FacilityActiveSql, new { id = line.FacilityId }) ? null : Problem.Conflict("facility_out_of_use");
        }
        foreach (var user in users)
        {
            if (await user.Needs(work, line.Id) is { } need)
            {
                return need;
            }
        }
        return null;
    }

    // Not the key: who records a stop of the line refers to it, and would be waited for while waiting.
    private const string HoldSql = """
        SELECT id, facility_id, code, name, crew::int, active, version FROM catalog.line WHERE id = @id::bigint FOR NO KEY UPDATE
        """;

    private const string FacilityActiveSql = "SELECT active, version FROM catalog.facility WHERE id = @id::bigint FOR SHARE";

    private const string UpdateSql = """
        UPDATE catalog.line SET code = @Code::text, name = @Name::text, crew = @Crew::smallint, active = @Active::boolean
        WHERE id = @Id::bigint RETURNING version
        """;
}
