using System.Security.Cryptography;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;
using Faena.Modules.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.PriceBook;

/// <summary>
/// Takes in the contract's price book from its workbook. Concepts keep their ids: a new price changes them in place, one that is gone
/// from its annex is taken out of use, and the same workbook again writes nothing. Annexes the workbook lacks stay as they are.
/// </summary>
public static class ImportPriceBook
{
    public static void Map(IEndpointRouteBuilder contracts) =>
        contracts
            .MapPost("/price-book", Handle)
            .TakesFile("archivo", XlsxLimits.Default.FileBytes)
            .Needs("contracts.import")
            .Everywhere("the price book is the whole company's")
            .Refuses(409, "unit_key_taken")
            .Refuses(422)
            .Refuses(413, "body_too_large");

    public sealed record Response(
        IReadOnlyList<Annex> Anexos,
        IReadOnlyList<Warning> Advertencias,
        int Altas,
        int Cambios,
        int Bajas,
        long ImportacionId
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
        PriceBookWorkbook book;
        try
        {
            await using var content = form.File.OpenReadStream();
            using var workbook = await XlsxReader.Open(content, ct);
            book = PriceBookWorkbook.Read(workbook);
        }
        catch (XlsxRefusedException refused)
        {
            return refused.ToProblem("archivo");
        }
        if (book.Items.Count == 0)
        {
            return Problem.Invalid("archivo", "price_book_empty");
        }
        var report = new ImportReport([.. book.Annexes.Select(ToAnnex)], book.Warnings);
        var (counts, id) = await Write(form, book, report, db, catalog, files, user.Name, ct);
        return TypedResults.Ok(
            new Response(
                report.Annexes,
                report.WarningsIn(texts.For(request.HttpContext)),
                counts.Added,
                counts.Changed,
                counts.Retired,
                id
            )
        );
    }

    private sealed record Counts(int Added, int Changed, int Retired)
    {
        public bool Any => Added + Changed + Retired > 0;
    }

    private static async Task<(Counts Counts, long ImportId)> Write(
        FileForm form,
        PriceBookWorkbook book,
        ImportReport report,
        Db db,
        ICatalog catalog,
        FileStore files,
        string user,
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
        var counts = await WriteConcepts(work, book, catalog);
        var knownAs = await work.One<long?>(SameWorkbookSql, new { sha256 });
        if (knownAs is { } known && !counts.Any)
        {
            return (counts, known);
        }

        await using var file = form.File.OpenReadStream();
        var kept = (await files.Save(file, form.File.Length, ct))!;
        try
        {
            var id = await work.One<long>(
                RecordSql,
                new
                {
                    fileId = kept.Id,
                    fileName = form.FileName,
                    sha256,
                    user,
                    items = book.Items.Count,
                    counts.Added,
                    counts.Changed,
                    counts.Retired,
                    report = Json.Of(report),
                }
            );
            await work.Commit();
            return (counts, id);
        }
        catch
        {
            files.Delete(kept.Id);
            throw;
        }
    }

    private static async Task<Counts> WriteConcepts(DbWork work, PriceBookWorkbook book, ICatalog catalog)
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
        };
        await work.Execute(SaveAnnexesSql, args);
        var (added, changed) = await work.One<(int Added, int Changed)>(SaveConceptsSql, args);
        var retired = await work.Execute(RetireConceptsSql, args);
        return new Counts(added, changed, retired);
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

    private const string SameWorkbookSql = "SELECT max(id) FROM contracts.price_book_import WHERE sha256 = @sha256::text";

    private const string RecordSql = """
        INSERT INTO contracts.price_book_import (file_id, file_name, sha256, uploaded_by, items, added, changed, retired, report)
        VALUES (@fileId::text, @fileName::text, @sha256::text, @user::text, @items::integer,
          @Added::integer, @Changed::integer, @Retired::integer, @report::jsonb)
        RETURNING id
        """;
}
