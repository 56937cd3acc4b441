using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.OpenApi;
using Faena.Kernel.Xlsx;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>The workbook of an import, as it was sent.</summary>
public static class DownloadAnnex
{
    public static void Map(IEndpointRouteBuilder contracts) =>
        contracts
            .MapGet("/work-orders/{id:long}/line-items/imports/{import:long}", Handle)
            .Needs("contracts.read")
            .Of(Scope.Order("id"))
            .SendsFile(XlsxResult.ContentType)
            .Refuses(404, "not_found");

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Handle(
        long id,
        long import,
        Db db,
        KeptFiles files,
        CancellationToken ct
    ) =>
        await db.One<Kept>(KeptSql, new { id, import }, ct) is { } kept && await files.Open(kept.ArchivoExcel, ct) is { } file
            ? TypedResults.File(file, XlsxResult.ContentType, kept.NombreArchivo)
            : Problem.NotFound();

    private sealed record Kept(string ArchivoExcel, string NombreArchivo);

    private const string KeptSql = """
        SELECT archivo_excel, nombre_archivo FROM contracts.importacion_anexo
        WHERE id = @import::bigint AND id_ot = @id::bigint AND archivo_excel <> ''
        """;
}
