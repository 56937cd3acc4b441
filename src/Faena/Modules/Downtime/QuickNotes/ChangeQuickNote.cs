using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.QuickNotes;

/// <summary>Changes a quick note, or takes it out of use and back. What was written with it stays as it was.</summary>
public static class ChangeQuickNote
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("/quick-notes/{id:long}", Change)
            .Needs("downtime.manage")
            .Everywhere("the company has one list of quick notes")
            .Refuses(404, "not_found")
            .Refuses(409, "quick_note_taken")
            .Refuses(422)
            .Refuses(412, "changed_meanwhile");
        api.MapPatch("/quick-notes/{id:long}", Switch)
            .Needs("downtime.manage")
            .Everywhere("the company has one list of quick notes")
            .Refuses(404, "not_found")
            .Refuses(409, "quick_note_taken")
            .Refuses(422)
            .Refuses(412, "changed_meanwhile");
    }

    public sealed record SwitchRequest(bool? Active);

    private static async Task<Results<NoContent, ProblemHttpResult>> Change(
        long id,
        QuickNoteRequest request,
        HttpContext http,
        Db db,
        CancellationToken ct
    )
    {
        var errors = request.Check();
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        return await Write(
            http,
            db,
            id,
            UpdateSql,
            new
            {
                id,
                request.NameEs,
                request.NameEn,
                request.SortOrder,
            },
            ct
        );
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Switch(
        long id,
        SwitchRequest request,
        HttpContext http,
        Db db,
        CancellationToken ct
    ) =>
        request.Active is { } active ? await Write(http, db, id, SwitchSql, new { id, active }, ct) : Problem.Invalid("active", "required");

    private static async Task<Results<NoContent, ProblemHttpResult>> Write(
        HttpContext http,
        Db db,
        long id,
        string sql,
        object args,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await work.One<long?>(HoldSql, new { id }) is not { } version)
        {
            return Problem.NotFound();
        }
        if (new Tag(version).Refusal(http.Request, new { version }) is { } stale)
        {
            return stale;
        }
        await work.Execute(sql, args);
        await work.Commit();
        return TypedResults.NoContent();
    }

    private const string HoldSql = "SELECT version FROM downtime.quick_note WHERE id = @id::bigint FOR UPDATE";

    private const string UpdateSql = """
        UPDATE downtime.quick_note SET name_es = @NameEs::text, name_en = @NameEn::text, sort_order = coalesce(@SortOrder::integer, sort_order)
        WHERE id = @id::bigint
        """;

    private const string SwitchSql = "UPDATE downtime.quick_note SET active = @active::boolean WHERE id = @id::bigint";
}
