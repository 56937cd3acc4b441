using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.Imports;
using Faena.Kernel.Xlsx;
using Faena.Modules.Catalog;

namespace Faena.Modules.Contracts.PriceBook;

/// <summary>
/// Takes in the contract's price book from its workbook. Concepts keep their ids: a new price changes them in place, one that is gone
/// from its annex is taken out of use, and the same workbook again writes nothing. Annexes the workbook lacks stay as they are.
/// </summary>
public sealed class PriceBookImport(ICatalog catalog) : IImport
{
    public const string KindOfImport = "contracts.price_book";

    public string Kind => KindOfImport;

    /// <param name="Altas">How many concepts are new.</param>
    /// <param name="Bajas">How many are taken out of use.</param>
    /// <param name="Diferencias">The first of each kind.</param>
    public sealed record Report(
        IReadOnlyList<Annex> Anexos,
        IReadOnlyList<Warning> Advertencias,
        int Altas,
        int Cambios,
        int Bajas,
        int SinCambio,
        IReadOnlyList<Difference> Diferencias
    );

    public sealed record Annex(
        string Clave,
        IReadOnlyList<string> Hojas,
        int Partidas,
        int PartidasUnicas,
        decimal TotalMn,
        decimal TotalUsd,
        decimal? TotalHojaMn,
        decimal? TotalHojaUsd
    );

    public sealed record Warning(string Hoja, int Fila, string Motivo);

    /// <param name="Que">alta, cambio or baja.</param>
    public sealed record Difference(
        string Que,
        string Anexo,
        string Partida,
        string Concepto,
        decimal? AntesMn,
        decimal? AhoraMn,
        decimal? AntesUsd,
        decimal? AhoraUsd
    );

    public async Task<ImportOutcome> Run(ImportRun run, CancellationToken ct)
    {
        PriceBookWorkbook book;
        await using (var content = await run.Open())
        {
            using var workbook = await XlsxReader.Open(content, ct);
            book = PriceBookWorkbook.Read(workbook);
        }
        if (book.Items.Count == 0)
        {
            return new ImportOutcome.Refused(Problem.Invalid("archivo", "price_book_empty"));
        }
        await run.Progress(Read);
        var found = new ImportReport([.. book.Annexes.Select(ToAnnex)], book.Warnings);
        var work = await run.Work();
        await work.Execute(QueueSql);
        var (counts, differences) = await Write(work, book);
        var report = new Report(
            found.Annexes,
            found.WarningsIn(run.Texts),
            counts.Added,
            counts.Changed,
            counts.Retired,
            book.Items.Count - counts.Added - counts.Changed,
            differences
        );
        return new ImportOutcome.Done(report, await Record(work, run.File, book, counts, found));
    }

    // Of the time that a whole contract takes.
    private const int Read = 60;

    private const int DifferencesShown = 100;

    private sealed record Counts(int Added, int Changed, int Retired)
    {
        public bool Any => Added + Changed + Retired > 0;
    }

    /// <returns>The record of this import; of an earlier one where the same workbook changed nothing.</returns>
    private static async Task<long> Record(DbWork work, KeptFile file, PriceBookWorkbook book, Counts counts, ImportReport found)
    {
        if (!counts.Any && await work.One<long?>(SameWorkbookSql, new { file.Sha256 }) is { } known)
        {
            return known;
        }
        await KeptFiles.Claim(work, file.Id);
        return await work.One<long>(
            RecordSql,
            new
            {
                file.Id,
                file.Name,
                file.Sha256,
                file.Owner,
                items = book.Items.Count,
                counts.Added,
                counts.Changed,
                counts.Retired,
                report = Json.Of(found),
            }
        );
    }

    private async Task<(Counts Counts, IReadOnlyList<Difference> Differences)> Write(DbWork work, PriceBookWorkbook book)
    {
        var units = await catalog.UnitIds(work, [.. book.Items.Select(i => i.Unit).Distinct(StringComparer.Ordinal)], createUnknown: true);
        var items = Json.Of(
            // Numbered annex by annex, so that a row added to one moves no row of another.
            book.Items.GroupBy(i => i.Annex, StringComparer.Ordinal)
                .SelectMany(annex => annex.Index())
                .Select(i => new
                {
                    clave_anexo = i.Item.Annex,
                    clave_partida = i.Item.CodeKey,
                    partida = i.Item.Code,
                    descripcion = i.Item.Concept,
                    clave_descripcion = i.Item.ConceptKey,
                    ocurrencia = i.Item.Occurrence,
                    id_unidad = units[i.Item.Unit],
                    cantidad = i.Item.Quantity,
                    precio_unitario_mn = i.Item.PriceMxn,
                    precio_unitario_usd = i.Item.PriceUsd,
                    orden_fila = i.Index + 1,
                })
        );
        var args = new
        {
            items,
            annexes = book.Annexes.Select(a => a.Key).ToArray(),
            totalsMxn = book.Annexes.Select(a => a.SheetTotalMxn).ToArray(),
            totalsUsd = book.Annexes.Select(a => a.SheetTotalUsd).ToArray(),
            unreadAnnexes = book.Unread.Select(u => u.Annex).ToArray(),
            unreadCodes = book.Unread.Select(u => u.CodeKey).ToArray(),
            most = DifferencesShown,
        };
        var differences = await work.Query<Difference>(DifferencesSql, args);
        await work.Execute(SaveAnnexesSql, args);
        var (added, changed) = await work.One<(int Added, int Changed)>(SaveConceptsSql, args);
        var retired = await work.Execute(RetireConceptsSql, args);
        return (new Counts(added, changed, retired), differences);
    }

    private static Annex ToAnnex(BookAnnex annex) =>
        new(annex.Key, annex.Sheets, annex.Rows, annex.Codes, annex.TotalMxn, annex.TotalUsd, annex.SheetTotalMxn, annex.SheetTotalUsd);

    // Two people importing at once: the second waits, and finds what the first wrote.
    private const string QueueSql = "SELECT pg_advisory_xact_lock(hashtext('contracts.price_book_import'))";

    private const string SaveAnnexesSql = """
        INSERT INTO contracts.contrato_anexo_maestro AS a (clave, total_hoja_mn, total_hoja_usd)
        SELECT * FROM unnest(@annexes::text[], @totalsMxn::numeric[], @totalsUsd::numeric[])
        ON CONFLICT (clave) DO UPDATE SET total_hoja_mn = excluded.total_hoja_mn, total_hoja_usd = excluded.total_hoja_usd
        WHERE (a.total_hoja_mn, a.total_hoja_usd) IS DISTINCT FROM (excluded.total_hoja_mn, excluded.total_hoja_usd)
        """;

    private const string SaveConceptsSql = """
        WITH saved AS (
          INSERT INTO contracts.contrato_concepto_maestro AS c (
            clave_anexo, clave_partida, partida, descripcion, clave_descripcion, ocurrencia, id_unidad,
            cantidad, precio_unitario_mn, precio_unitario_usd, orden_fila)
          SELECT
            i.clave_anexo, i.clave_partida, i.partida, i.descripcion, i.clave_descripcion, i.ocurrencia, i.id_unidad,
            i.cantidad, i.precio_unitario_mn, i.precio_unitario_usd, i.orden_fila
          FROM jsonb_populate_recordset(NULL::contracts.contrato_concepto_maestro, @items::jsonb) i
          ON CONFLICT (clave_anexo, clave_partida, md5(clave_descripcion), ocurrencia) DO UPDATE SET
            partida = excluded.partida, descripcion = excluded.descripcion, id_unidad = excluded.id_unidad,
            cantidad = excluded.cantidad, precio_unitario_mn = excluded.precio_unitario_mn,
            precio_unitario_usd = excluded.precio_unitario_usd, orden_fila = excluded.orden_fila, activo = true
          WHERE (c.partida, c.descripcion, c.id_unidad, c.cantidad, c.precio_unitario_mn, c.precio_unitario_usd, c.orden_fila, c.activo)
            IS DISTINCT FROM (excluded.partida, excluded.descripcion, excluded.id_unidad, excluded.cantidad,
              excluded.precio_unitario_mn, excluded.precio_unitario_usd, excluded.orden_fila, true)
          RETURNING xmax = 0 AS is_new
        )
        SELECT count(*) FILTER (WHERE is_new)::integer AS added, count(*) FILTER (WHERE NOT is_new)::integer AS changed FROM saved
        """;

    // A row that is there but cannot be read has not disappeared: its concept stays until it is read again.
    private const string RetireConceptsSql = """
        UPDATE contracts.contrato_concepto_maestro c SET activo = false
        WHERE c.activo AND c.clave_anexo = ANY (@annexes::text[])
          AND NOT EXISTS (
            SELECT 1 FROM jsonb_populate_recordset(NULL::contracts.contrato_concepto_maestro, @items::jsonb) i
            WHERE i.clave_anexo = c.clave_anexo AND i.clave_partida = c.clave_partida
              AND i.clave_descripcion = c.clave_descripcion AND i.ocurrencia = c.ocurrencia)
          AND NOT EXISTS (
            SELECT 1 FROM unnest(@unreadAnnexes::text[], @unreadCodes::text[]) AS u (annex, code)
            WHERE u.annex = c.clave_anexo AND u.code = c.clave_partida)
        """;

    // What stays as it was is the rest; of each kind the first ones are shown.
    private const string DifferencesSql = """
        WITH given AS (SELECT * FROM jsonb_populate_recordset(NULL::contracts.contrato_concepto_maestro, @items::jsonb)),
        paired AS (
          SELECT coalesce(g.clave_anexo, c.clave_anexo) AS anexo, coalesce(g.partida, c.partida) AS partida,
                 coalesce(g.descripcion, c.descripcion) AS concepto, coalesce(g.orden_fila, c.orden_fila) AS orden,
                 c.precio_unitario_mn AS antes_mn, g.precio_unitario_mn AS ahora_mn,
                 c.precio_unitario_usd AS antes_usd, g.precio_unitario_usd AS ahora_usd,
                 CASE WHEN g.clave_anexo IS NULL THEN 'baja' WHEN c.id IS NULL THEN 'alta' ELSE 'cambio' END AS que
          FROM given g
          FULL JOIN (SELECT * FROM contracts.contrato_concepto_maestro WHERE clave_anexo = ANY (@annexes::text[])) c
            ON c.clave_anexo = g.clave_anexo AND c.clave_partida = g.clave_partida
              AND c.clave_descripcion = g.clave_descripcion AND c.ocurrencia = g.ocurrencia
          WHERE c.id IS NULL
            OR g.clave_anexo IS NOT NULL AND (
              c.partida, c.descripcion, c.id_unidad, c.cantidad, c.precio_unitario_mn, c.precio_unitario_usd, c.orden_fila, c.activo)
              IS DISTINCT FROM (g.partida, g.descripcion, g.id_unidad, g.cantidad, g.precio_unitario_mn, g.precio_unitario_usd,
                g.orden_fila, true)
            OR g.clave_anexo IS NULL AND c.activo AND NOT EXISTS (
              SELECT 1 FROM unnest(@unreadAnnexes::text[], @unreadCodes::text[]) AS u (annex, code)
              WHERE u.annex = c.clave_anexo AND u.code = c.clave_partida))
        SELECT que, anexo, partida, concepto, trim_scale(antes_mn) AS antes_mn, trim_scale(ahora_mn) AS ahora_mn,
               trim_scale(antes_usd) AS antes_usd, trim_scale(ahora_usd) AS ahora_usd
        FROM (SELECT *, row_number() OVER (PARTITION BY que ORDER BY anexo, orden, partida, concepto) AS n FROM paired) p
        WHERE n <= @most::int
        ORDER BY que, n
        """;

    private const string SameWorkbookSql = "SELECT max(id) FROM contracts.price_book_import WHERE sha256 = @Sha256::text";

    private const string RecordSql = """
        INSERT INTO contracts.price_book_import (file_id, file_name, sha256, uploaded_by, items, added, changed, retired, report)
        VALUES (@Id::text, @Name::text, @Sha256::text, @Owner::text, @items::integer,
          @Added::integer, @Changed::integer, @Retired::integer, @report::jsonb)
        RETURNING id
        """;
}
