using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.OpenApi;
using Faena.Kernel.Xlsx;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.WorkOrders.Import;

/// <summary>The remarks of an import as a workbook, to be worked through beside the office's own.</summary>
public static class DownloadImportReport
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/work-orders/imports/{id:long}.xlsx", Handle)
            .Needs("contracts.manage_orders")
            .Of(Scope.AllSites)
            .SendsFile(XlsxResult.ContentType)
            .Refuses(404, "not_found");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Handle(
        long id,
        HttpContext http,
        Db db,
        TextCatalog texts,
        CancellationToken ct
    ) =>
        await ShowOrderImport.Find(db, id, ct) is { } made
            ? TypedResults.File(
                Write(made.Report, texts.For(http), RequestLanguage.Of(http)),
                XlsxResult.ContentType,
                $"importacion-ot-{id}.xlsx"
            )
            : Problem.NotFound();

    private static byte[] Write(ImportReport report, Texts texts, string language)
    {
        using var file = new MemoryStream();
        using (var writer = new XlsxWriter(file))
        {
            var layout = new XlsxLayout
            {
                Widths = [8, 14, 40, 28, 28, 70],
                HeaderRows = 1,
                Filter = true,
            };
            var sheet = writer
                .Sheet(texts["work_orders.report_title"], layout)
                .Header(
                    texts["work_orders.report_row"],
                    texts["work_orders.report_kind"],
                    texts["work_orders.field.orden_trabajo"],
                    texts["work_orders.report_field"],
                    texts["work_orders.report_text"],
                    texts["work_orders.report_reason"]
                );
            Add(sheet, report.Rechazadas, texts["work_orders.report_rejected"], language);
            Add(sheet, report.Advertencias, texts["work_orders.report_warning"], language);
        }
        return file.ToArray();
    }

    private static void Add(XlsxSheetWriter sheet, IReadOnlyList<ImportReport.Remark> remarks, string kind, string language)
    {
        foreach (var remark in remarks)
        {
            sheet
                .Row()
                .Number(remark.Fila)
                .Text(kind)
                .Text(remark.OrdenTrabajo)
                .Text(remark.Campo)
                .Text(remark.Valor)
                .Text(remark.MotivoIn(language), wrap: true);
        }
    }
}
