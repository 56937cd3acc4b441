using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.QuickNotes;

/// <summary>Adds a note that people at a line write with one press.</summary>
public static class CreateQuickNote
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/quick-notes", Handle)
            .Needs("downtime.manage")
            .Everywhere("the company has one list of quick notes")
            .Refuses(409, "quick_note_taken")
            .Refuses(422);

    public sealed record Response(long Id);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(QuickNoteRequest request, Db db, CancellationToken ct)
    {
        var errors = request.Check();
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        var id = await work.One<long>(
            InsertSql,
            new
            {
                request.NameEs,
                request.NameEn,
                request.SortOrder,
            }
        );
        await work.Commit();
        return TypedResults.Ok(new Response(id));
    }

    private const string InsertSql = """
        INSERT INTO downtime.quick_note (name_es, name_en, sort_order)
        VALUES (@NameEs::text, @NameEn::text, coalesce(@SortOrder::integer, (SELECT max(sort_order) + 1 FROM downtime.quick_note), 1))
        RETURNING id
        """;
}
