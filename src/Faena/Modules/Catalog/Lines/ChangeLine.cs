using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Lines;

/// <summary>Renames a line, changes its usual crew, or takes it out of use and back. What is not sent stays; it never moves house.</summary>
public static class ChangeLine
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPatch("/lines/{id:long}", Handle).Needs("catalog.manage");

    public sealed record Request(string? Code, string? Name, int? Crew, bool? Active);

    private static async Task<Results<Ok<ListLines.Line>, ProblemHttpResult>> Handle(long id, Request request, Db db, CancellationToken ct)
    {
        await using var work = await db.Begin(ct);
        if (await work.One<ListLines.Line>(HoldSql, new { id }) is not { } line)
        {
            return Problem.NotFound();
        }
        line = line with
        {
            Code = request.Code is null ? line.Code : EntryName.Of(request.Code),
            Name = request.Name is null ? line.Name : EntryName.Of(request.Name),
            Crew = request.Crew ?? line.Crew,
            Active = request.Active ?? line.Active,
        };
        var errors = LineRules.Check(line.Code, line.Name, line.Crew);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await work.Execute(UpdateSql, line);
        await work.Commit();
        return TypedResults.Ok(line);
    }

    private const string HoldSql = """
        SELECT id, facility_id, code, name, crew::int, active FROM catalog.line WHERE id = @id::bigint FOR UPDATE
        """;

    private const string UpdateSql = """
        UPDATE catalog.line SET code = @Code::text, name = @Name::text, crew = @Crew::smallint, active = @Active::boolean
        WHERE id = @Id::bigint
        """;
}
