using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Clients;

/// <summary>Renames a client, or takes one out of use and back. What is not sent stays.</summary>
public static class ChangeClient
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/clients/{id:long}", Handle)
            .Needs("catalog.manage")
            .Everywhere("the company has one list of clients")
            .Refuses(404, "not_found")
            .Refuses(409, "client_name_taken")
            .Refuses(422)
            .Refuses(412, "changed_meanwhile");

    public sealed record Request(string? Descripcion, bool? Activo);

    private static async Task<Results<Ok<ListClients.Client>, ProblemHttpResult>> Handle(
        long id,
        Request request,
        HttpContext http,
        Db db,
        CancellationToken ct
    )
    {
        var descripcion = request.Descripcion is null ? null : EntryName.Of(request.Descripcion);
        if (descripcion is not null && CreateClient.Check(descripcion) is { Any: true } errors)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        if (await work.One<ListClients.Client>(HoldSql, new { id }) is not { } stored)
        {
            return Problem.NotFound();
        }
        if (new Tag(stored.Version).Refusal(http.Request, stored) is { } stale)
        {
            return stale;
        }
        var changed = await work.One<ListClients.Client>(
            UpdateSql,
            new
            {
                id,
                descripcion,
                activo = request.Activo,
            }
        );
        await work.Commit();
        new Tag(changed!.Version).Give(http);
        return TypedResults.Ok(changed);
    }

    private const string HoldSql = "SELECT id, descripcion, activo, version FROM catalog.cliente WHERE id = @id::bigint FOR UPDATE";

    private const string UpdateSql = """
        UPDATE catalog.cliente
        SET descripcion = coalesce(@descripcion::text, descripcion), activo = coalesce(@activo::boolean, activo)
        WHERE id = @id::bigint
        RETURNING id, descripcion, activo, version
        """;
}
