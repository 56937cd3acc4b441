using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Clients;

/// <summary>Renames a client, or takes one out of use and back. What is not sent stays.</summary>
public static class ChangeClient
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/clients/{id:long}", Handle).Needs("catalog.manage").Everywhere("the company has one list of clients");

    public sealed record Request(string? Descripcion, bool? Activo);

    private static async Task<Results<Ok<ListClients.Client>, ProblemHttpResult>> Handle(
        long id,
        Request request,
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
        var changed = await work.One<ListClients.Client>(
            UpdateSql,
            new
            {
                id,
                descripcion,
                activo = request.Activo,
            }
        );
        if (changed is null)
        {
            return Problem.NotFound();
        }
        await work.Commit();
        return TypedResults.Ok(changed);
    }

    private const string UpdateSql = """
        UPDATE catalog.cliente
        SET descripcion = coalesce(@descripcion::text, descripcion), activo = coalesce(@activo::boolean, activo)
        WHERE id = @id::bigint
        RETURNING id, descripcion, activo
        """;
}
