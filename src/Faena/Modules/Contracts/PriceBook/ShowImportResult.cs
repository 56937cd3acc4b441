using System.Text.Json;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.OpenApi;
using Faena.Kernel.Xlsx;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.PriceBook;

/// <summary>What an import of the price book found: as a page, its warnings as a workbook, and the file as it was sent.</summary>
public static class ShowImportResult
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/contracts/price-book/imports/{id:long}", Page)
            .Needs("contracts.import")
            .Everywhere("the price book is the whole company's")
            .ExcludeFromDescription();
        var api = app.MapGroup("/api/contracts/price-book/imports").WithTags("Contracts");
        api.MapGet("/{id:long}/warnings.xlsx", Warnings)
            .Needs("contracts.import")
            .Everywhere("the price book is the whole company's")
            .Refuses(404, "not_found");
        api.MapGet("/{id:long}/file", File)
            .SendsFile(XlsxResult.ContentType)
            .Needs("contracts.import")
            .Everywhere("the price book is the whole company's")
            .Refuses(404, "not_found");
    }

    public sealed record Import(
        long Id,
        string FileId,
        string FileName,
        string Sha256,
        string UploadedBy,
        DateTimeOffset UploadedAt,
        int Added,
        int Changed,
        int Retired,
        string Report
    );

    private static async Task<IResult> Page(
        long id,
        HttpContext http,
        Db db,
        TextCatalog texts,
        Installation installation,
        CancellationToken ct
    )
    {
        if (await db.One<Import>(ImportSql, new { id }, ct) is not { } import)
        {
            return Problem.NotFound();
        }
        var report = ReportOf(import);
        var query = http.Request.Query;
        return new RazorComponentResult<ImportResultPage>(
            new
            {
                Import = import with
                {
                    UploadedAt = TimeZoneInfo.ConvertTime(import.UploadedAt, installation.TimeZone),
                },
                Annexes = report.Annexes,
                Warnings = report.WarningsIn(texts.For(http)),
                // Where the person comes from sending it: the same workbook again changed nothing, whatever its first import did.
                ChangedNothing = query.ContainsKey("altas") && Counts.All(n => query[n].ToString() == "0"),
            }
        );
    }

    private static readonly string[] Counts = ["altas", "cambios", "bajas"];

    private static async Task<Results<XlsxResult, ProblemHttpResult>> Warnings(
        long id,
        HttpContext http,
        Db db,
        TextCatalog texts,
        CancellationToken ct
    )
    {
        if (await db.One<Import>(ImportSql, new { id }, ct) is not { } import)
        {
            return Problem.NotFound();
        }
        var words = texts.For(http);
        var warnings = ReportOf(import).WarningsIn(words);
        return new XlsxResult($"{words["price_book.warnings"]} {id}.xlsx", book => Write(book, warnings, words));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> File(long id, Db db, KeptFiles files, CancellationToken ct)
    {
        if (await db.One<Import>(ImportSql, new { id }, ct) is not { } import || await files.Open(import.FileId, ct) is not { } content)
        {
            return Problem.NotFound();
        }
        var name = import.FileName.Length > 0 ? import.FileName : $"{import.Sha256}.xlsx";
        return TypedResults.File(content, XlsxResult.ContentType, name);
    }

    private static void Write(XlsxWriter book, IReadOnlyList<PriceBookImport.Warning> warnings, Texts texts)
    {
        var layout = new XlsxLayout
        {
            HeaderRows = 1,
            Filter = true,
            Widths = [24, 8, 100],
        };
        var sheet = book.Sheet(texts["price_book.warnings"], layout)
            .Header(texts["price_book.sheet"], texts["price_book.row"], texts["price_book.reason"]);
        foreach (var warning in warnings)
        {
            sheet.Row().Text(warning.Hoja).Number(warning.Fila, XlsxFormat.Whole).Text(warning.Motivo, wrap: true);
        }
    }

    private static ImportReport ReportOf(Import import) => JsonSerializer.Deserialize<ImportReport>(import.Report, Json.Options)!;

    private const string ImportSql = """
        SELECT id, file_id, file_name, sha256, uploaded_by, uploaded_at, added, changed, retired, report::text AS report
        FROM contracts.price_book_import WHERE id = @id::bigint
        """;
}
