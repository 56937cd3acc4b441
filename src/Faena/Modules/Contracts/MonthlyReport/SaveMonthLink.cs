using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Modules.Contracts.LineItems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.MonthlyReport;

/// <summary>Links the month's evidence folder; the monthly folder is opened when it is the first entry.</summary>
public static class SaveMonthLink
{
    public static void Map(IEndpointRouteBuilder produccion) =>
        produccion
            .MapPost("/guardar_archivo_mensual", Handle)
            .Needs("contracts.save_month_link")
            .Of(Scope.Family("$.id_ot"))
            .Refuses(404, "order_not_found")
            .Refuses(409, "month_closed")
            .Refuses(422);

    public sealed record Request(long? IdOt, int? Mes, int? Anio, string? Archivo);

    public sealed record Response(bool Exito, string Mensaje, string Archivo);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        Db db,
        EvidenceLink links,
        TextCatalog catalog,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors()
            .Require(request.IdOt is > 0, "id_ot", "required")
            .Require(request.Mes is >= 1 and <= 12, "mes", "month_range")
            .Require(
                request.Anio is >= Month.FirstYear and <= Month.LastYear,
                "anio",
                "year_range",
                new { desde = Month.FirstYear, hasta = Month.LastYear }
            );
        if (links.Fault(request.Archivo) is { } fault)
        {
            errors.Add("archivo", fault);
        }
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }

        await using var work = await db.Begin(ct);
        if (await work.One<long?>(FamilySql, new { idOt = request.IdOt }) is not { } family)
        {
            return Problem.NotFound("order_not_found");
        }
        await FamilyLines.Lock(work, [family]);
        var folder = await work.One<long>(
            OpenMonth.OpenSql,
            new
            {
                family,
                mes = request.Mes,
                anio = request.Anio,
            }
        );
        var saved = await work.Execute(SaveSql, new { folder, archivo = request.Archivo!.Trim() });
        if (saved == 0)
        {
            return Problem.Conflict("month_closed");
        }
        await work.Commit();
        return TypedResults.Ok(new Response(true, catalog.For(http)["month_link.saved"], request.Archivo.Trim()));
    }

    private const string FamilySql = "SELECT id_familia FROM contracts.ot WHERE id = @idOt::bigint";

    private const string SaveSql = """
        UPDATE contracts.reporte_mensual_header SET archivo = @archivo, fecha_actualizacion = now()
        WHERE id = @folder::bigint AND id_estatus NOT IN (3, 4)
        """;
}
