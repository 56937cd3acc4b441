using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.Imports;
using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;
using Faena.Modules.Catalog;

namespace Faena.Modules.Contracts.WorkOrders.Import;

/// <summary>Takes in the office's workbook of work orders. The same workbook again changes nothing.</summary>
public sealed class OrderImport(Db db, ICatalog catalog, TextCatalog texts) : IImport
{
    public const string KindOfImport = "contracts.work_orders";

    public string Kind => KindOfImport;

    public async Task<ImportOutcome> Run(ImportRun run, CancellationToken ct)
    {
        var errors = new FieldErrors();
        WorkOrderWorkbook? book;
        await using (var content = await run.Open())
        {
            using var workbook = await XlsxReader.Open(content, ct);
            book = WorkOrderWorkbook.Read(workbook, (await db.Query<int>(StatusesSql, null, ct)).ToHashSet(), errors);
        }
        if (book is null || errors.Any)
        {
            return new ImportOutcome.Refused(Problem.Invalid(errors));
        }
        await run.Progress(Read);
        var work = await run.Work();
        await work.Execute(QueueSql);
        var orders = await ImportedOrders.Write(work, book, catalog);
        var report = ImportReport.Of(orders, texts);
        return new ImportOutcome.Done(report, await Record(work, run.File, orders, report));
    }

    // Of the time that a whole contract takes.
    private const int Read = 40;

    private static async Task<long> Record(DbWork work, KeptFile file, ImportedOrders orders, ImportReport report)
    {
        var workbook = await work.One<long?>(SameWorkbookSql, new { file.Sha256 });
        if (workbook is null)
        {
            await KeptFiles.Claim(work, file.Id);
            workbook = await work.One<long>(KeepWorkbookSql, file);
        }
        await work.Execute(RememberSql, new { workbook, said = Json.Of(orders.Said.Select(s => new Said(s.Key, s.Value))) });
        return await work.One<long>(
            ReportSql,
            new
            {
                workbook,
                file.Owner,
                report = Json.Of(report),
            }
        );
    }

    private sealed record Said(long IdOt, IReadOnlyDictionary<string, string?> Valores);

    private const string StatusesSql = "SELECT id::int FROM catalog.v_cat_estatus WHERE nivel_afectacion = 2";

    // One workbook at a time: two that name the same new order would otherwise both add it.
    private const string QueueSql = "SELECT pg_advisory_xact_lock(hashtextextended('contracts.importacion_ot', 0))";

    private const string SameWorkbookSql = "SELECT id FROM contracts.importacion_ot WHERE sha256 = @Sha256::text";

    private const string KeepWorkbookSql = """
        INSERT INTO contracts.importacion_ot (archivo, nombre_archivo, sha256, usuario_carga)
        VALUES (@Id::text, @Name::text, @Sha256::text, @Owner::text)
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
        VALUES (@workbook::bigint, @Owner::text, @report::jsonb)
        RETURNING id
        """;
}
