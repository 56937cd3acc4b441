using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Catalogs;

/// <summary>Adds an entry to a catalog.</summary>
public static class CreateEntry
{
    public static void Map(IEndpointRouteBuilder api)
    {
        foreach (var kind in CatalogKind.All)
        {
            api.MapPost($"/catalog/{kind.Key}", (JsonObject body, Db db, CancellationToken ct) => Handle(kind, body, db, ct))
                .Needs("molding.manage_catalog")
                .Refuses(409, "entry_was_merged")
                .Refuses(422);
        }
    }

    public sealed record Response(long Id);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        CatalogKind kind,
        JsonObject body,
        Db db,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        var entry = EntryFields.Read(kind, body, errors, whole: true);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        if (await CatalogEntries.IsOtherName(work, kind, entry, null))
        {
            return Problem.Conflict("entry_was_merged");
        }
        var id = await CatalogEntries.Add(work, kind, entry);
        await work.Commit();
        return TypedResults.Ok(new Response(id));
    }
}
