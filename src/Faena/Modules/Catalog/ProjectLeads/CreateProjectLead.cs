using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.ProjectLeads;

/// <summary>Adds a project lead.</summary>
public static class CreateProjectLead
{
    internal const int NameLength = 50;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/project-leads", Handle)
            .Needs("catalog.manage")
            .Everywhere("the company has one list of project leads")
            .Refuses(409, "project_lead_taken")
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

    private const string InsertSql = "INSERT INTO catalog.responsable_proyecto (descripcion) VALUES (@descripcion::text) RETURNING id";
}
