using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Catalogs;

/// <summary>Changes an entry, or takes it out of use and back. What is not sent stays; orders keep the copies they made.</summary>
public static class ChangeEntry
{
    public static void Map(IEndpointRouteBuilder api)
    {
        foreach (var kind in CatalogKind.All)
        {
            api.MapPatch(
                    $"/catalog/{kind.Key}/{{id:long}}",
                    (long id, JsonObject body, Db db, CancellationToken ct) => Handle(kind, id, body, db, ct)
                )
                .Needs("molding.manage_catalog")
                .Refuses(404, "not_found")
                .Refuses(409, "entry_was_merged")
                .Refuses(422);
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        CatalogKind kind,
        long id,
        JsonObject body,
        Db db,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        await using var work = await db.Begin(ct);
        if ((await CatalogEntries.List(work, kind)).FirstOrDefault(e => (long)e["id"]! == id) is not { } before)
        {
            return Problem.NotFound();
        }
        var entry = EntryFields.Read(kind, body, errors, whole: false);
        // A weight alone is judged beside the pieces that stay.
        EntryFields.CheckOver(kind, before, entry, errors);
        if (EntryFields.Flag(body, "activo") is { } active)
        {
            entry["activo"] = active;
        }
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        if (await CatalogEntries.IsOtherName(work, kind, entry, id))
        {
            return Problem.Conflict("entry_was_merged");
        }
        await CatalogEntries.Change(work, kind, id, entry);
        await work.Commit();
        return TypedResults.NoContent();
    }
}
