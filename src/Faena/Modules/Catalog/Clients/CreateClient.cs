using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Clients;

/// <summary>Adds a client.</summary>
public static class CreateClient
{
    internal const int NameLength = 100;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/clients", Handle)
            .Needs("catalog.manage")
            .Everywhere("the company has one list of clients")
            .Refuses(409, "client_name_taken")
            .Refuses(422);

    public sealed record Request(string? Descripcion);

    public sealed record Response(long Id);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Request request, Db db, CancellationToken ct)
    {
        var descripcion = EntryName.Of(request.Descripcion);
        var errors = Check(descripcion);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        var id = await work.One<long>(InsertSql, new { descripcion });
        await work.Commit();
        return TypedResults.Ok(new Response(id));
    }

    internal static FieldErrors Check(string descripcion) =>
        new FieldErrors()
            .Require(descripcion.Length > 0, "descripcion", "required")
            .Require(descripcion.Length <= NameLength, "descripcion", "too_long", new { max = NameLength });

    private const string InsertSql = "INSERT INTO catalog.cliente (descripcion) VALUES (@descripcion::text) RETURNING id";
}
