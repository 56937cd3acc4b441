using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Imports;
using Faena.Kernel.Xlsx;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.PriceBook;

/// <summary>Where a workbook is sent from, with the ones that were taken in before.</summary>
public static class ShowImportPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/contracts/price-book/import", Handle)
            .Needs("contracts.import")
            .Everywhere("the price book is the whole company's")
            .ExcludeFromDescription();

    public sealed record Import(
        long Id,
        string FileName,
        string UploadedBy,
        DateTimeOffset UploadedAt,
        int Items,
        int Added,
        int Changed,
        int Retired,
        int Warnings
    );

    private static async Task<Results<RazorComponentResult<ImportPage>, RedirectHttpResult, ProblemHttpResult>> Handle(
        long? lectura,
        Db db,
        CurrentUser user,
        Installation installation,
        CancellationToken ct
    )
    {
        var reading = lectura is { } id ? await Reading.Find(db, PriceBookImport.KindOfImport, id, user, ct) : null;
        switch (reading)
        {
            case null when lectura is not null:
                return Problem.NotFound();
            case { State: Reading.Applied, KeptAs: { } made }:
                var report = reading.ReportAs<PriceBookImport.Report>()!;
                return TypedResults.Redirect(
                    FormattableString.Invariant(
                        $"/contracts/price-book/imports/{made}?altas={report.Altas}&cambios={report.Cambios}&bajas={report.Bajas}"
                    )
                );
        }
        var imports = await db.Query<Import>(ImportsSql, new { most = MostShown }, ct);
        return new RazorComponentResult<ImportPage>(
            new
            {
                Reading = reading,
                Open = await Reading.Open(db, PriceBookImport.KindOfImport, user, ct),
                Imports = imports
                    .Select(i => i with { UploadedAt = TimeZoneInfo.ConvertTime(i.UploadedAt, installation.TimeZone) })
                    .ToList(),
                MaxBytes = XlsxLimits.Default.FileBytes,
            }
        );
    }

    private const int MostShown = 50;

    private const string ImportsSql = """
        SELECT id, file_name, uploaded_by, uploaded_at, items, added, changed, retired,
          jsonb_array_length(report -> 'warnings') AS warnings
        FROM contracts.price_book_import ORDER BY id DESC LIMIT @most::integer
        """;
}
