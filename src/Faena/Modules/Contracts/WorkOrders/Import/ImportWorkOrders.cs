using System.Security.Cryptography;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;
using Faena.Modules.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.WorkOrders.Import;

/// <summary>Takes in the office's workbook of work orders. The same workbook again changes nothing.</summary>
public static class ImportWorkOrders
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/work-orders/import", Handle)
            .TakesFile("archivo", XlsxLimits.Default.FileBytes)
            .Needs("contracts.manage_orders")
            .Of(Scope.AllSites)
            .Refuses(409, "client_name_taken", "order_issue_taken", "project_lead_taken", "site_name_taken", "site_number_taken")
            .Refuses(422)
            .Refuses(413, "body_too_large");

    public sealed record Response(
        int Creadas,
        int Actualizadas,
        int SinCambio,
        IReadOnlyList<Rejected> Rechazadas,
        IReadOnlyList<Warning> Advertencias,
        long IdInforme
    );

    public sealed record Rejected(int Fila, string OrdenTrabajo, string Motivo, string Codigo);

    public sealed record Warning(int Fila, string OrdenTrabajo, string Campo, string Valor, string Motivo, string Codigo);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        HttpRequest request,
        Db db,
        ICatalog catalog,
        FileStore files,
        CurrentUser user,
        TextCatalog texts,
        CancellationToken ct
    )
    {
        var form = await FileForm.Read(request, ct);
        if (form.Fault is { } fault)
        {
            return fault;
        }
        var errors = new FieldErrors();
        WorkOrderWorkbook? book;
        try
        {
            await using var content = form.File.OpenReadStream();
            using var workbook = await XlsxReader.Open(content, ct);
            book = WorkOrderWorkbook.Read(workbook, (await db.Query<int>(StatusesSql, null, ct)).ToHashSet(), errors);
        }
        catch (XlsxRefusedException refused)
        {
            return refused.ToProblem("archivo");
        }
        if (book is null || errors.Any)
        {
            return Problem.Invalid(errors);
        }
        var (report, id) = await Write(form, book, db, catalog, files, user.Name, texts, ct);
        var language = RequestLanguage.Of(request.HttpContext);
        return TypedResults.Ok(
            new Response(
                report.Creadas,
                report.Actualizadas,
                report.SinCambio,
                [.. report.Rechazadas.Select(r => new Rejected(r.Fila, r.OrdenTrabajo, r.MotivoIn(language), r.Codigo))],
                [.. report.Advertencias.Select(a => new Warning(a.Fila, a.OrdenTrabajo, a.Campo, a.Valor, a.MotivoIn(language), a.Codigo))],
                id
            )
        );
    }

    private static async Task<(ImportReport Report, long Id)> Write(
        FileForm form,
        WorkOrderWorkbook book,
        Db db,
        ICatalog catalog,
        FileStore files,
        string user,
        TextCatalog texts,
        CancellationToken ct
    )
    {
        string sha256;
        await using (var content = form.File.OpenReadStream())
        {
            sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
        }
        await using var work = await db.Begin(ct);
        await work.Execute(QueueSql);
        var orders = await ImportedOrders.Write(work, book, catalog);
        var report = ImportReport.Of(orders, texts);

        StoredFile? kept = null;
        try
        {
            var workbook = await work.One<long?>(SameWorkbookSql, new { sha256 });
            if (workbook is null)
            {
                await using var content = form.File.OpenReadStream();
                kept = (await files.Save(content, form.File.Length, ct))!;
                workbook = await work.One<long>(
                    KeepWorkbookSql,
                    new
                    {
                        kept.Id,
                        name = form.FileName,
                        sha256,
                        user,
                    }
                );
            }
            await work.Execute(RememberSql, new { workbook, said = Json.Of(orders.Said.Select(s => new Said(s.Key, s.Value))) });
            var id = await work.One<long>(
                ReportSql,
                new
                {
                    workbook,
                    user,
                    report = Json.Of(report),
                }
            );
            await work.Commit();
            return (report, id);
        }
        catch
        {
            if (kept is not null)
            {
                files.Delete(kept.Id);
            }
            throw;
        }
    }

    private sealed record Said(long IdOt, IReadOnlyDictionary<string, string?> Valores);

    private const string StatusesSql = "SELECT id::int FROM catalog.v_cat_estatus WHERE nivel_afectacion = 2";

    // One workbook at a time: two that name the same new order would otherwise both add it.
    private const string QueueSql = "SELECT pg_advisory_xact_lock(hashtextextended('contracts.importacion_ot', 0))";

    private const string SameWorkbookSql = "SELECT id FROM contracts.importacion_ot WHERE sha256 = @sha256::text";

    private const string KeepWorkbookSql = """
        INSERT INTO contracts.importacion_ot (archivo, nombre_archivo, sha256, usuario_carga)
        VALUES (@Id::text, @name::text, @sha256::text, @user::text)
        RETURNING id
        """;

    private const string RememberSql = """
        INSERT INTO contracts.ot_importada (id_ot, id_importacion_ot, valores)
        SELECT s.id_ot, @workbook::bigint, s.valores FROM jsonb_to_recordset(@said::jsonb) AS s (id_ot bigint, valores jsonb)
        ON CONFLICT (id_ot) DO UPDATE SET id_importacion_ot = excluded.id_importacion_ot, valores = excluded.valores
        WHERE ot_importada.valores <> excluded.valores
        """;

    private const string ReportSql = """
        INSERT INTO contracts.importacion_ot_informe (id_importacion_ot, usuario, informe)
        VALUES (@workbook::bigint, @user::text, @report::jsonb)
        RETURNING id
        """;
}
