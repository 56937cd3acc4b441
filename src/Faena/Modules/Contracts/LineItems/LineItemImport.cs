using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.Live;
using Faena.Modules.Catalog;
using Faena.Modules.Contracts.WorkOrders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>How a list is to be taken.</summary>
public sealed record ImportOptions
{
    public required string PoolMode { get; init; }

    /// <summary>Produced or not, the lines that the new list lacks stay, marked as carried over.</summary>
    public required bool KeepMissing { get; init; }

    /// <summary>Without it nothing is written.</summary>
    public required bool Confirm { get; init; }

    /// <summary>The workbook the list was read from; claimed when something is written.</summary>
    public KeptFile? File { get; init; }
}

/// <summary>What became of a list.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome() { }

    /// <summary>Written, or found good when it was only asked.</summary>
    public sealed record Taken(ImportAnswer Answer) : ImportOutcome;

    /// <summary>Some of its lines cannot be taken, so none was.</summary>
    public sealed record BadLines(IReadOnlyList<LineFault> Faults) : ImportOutcome;

    /// <summary>The list as a whole cannot be taken.</summary>
    public sealed record Refused(ProblemHttpResult Problem) : ImportOutcome;
}

/// <summary>A line of the list before that the new list lacks.</summary>
public sealed record MissingLine(long IdPartidaImp, string IdPartida, string Anexo, string DescripcionConcepto, bool Producida);

/// <summary>What a list changes in an order, or would change.</summary>
/// <param name="Repetidas">Codes that stand more than once with one volume and price: whether they share it is for a person to say.</param>
public sealed record ImportAnswer(
    int Agregadas,
    int Cambiadas,
    int SinCambio,
    IReadOnlyList<MissingLine> Faltantes,
    IReadOnlyList<string> Repetidas,
    long? ImportacionId
);

/// <summary>
/// Gives an order its list of lines. Lines are matched by annex, code and description and keep their ids, so that production stays
/// where it is; a list that changes nothing writes nothing. Used by the JSON call and by the workbook import alike.
/// </summary>
public static class LineItemImport
{
    public static async Task<ImportOutcome> Run(
        Db db,
        ICatalog catalog,
        CurrentUser user,
        long orderId,
        IReadOnlyList<ListedLine> listed,
        ImportOptions options,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        if (await HeldOrder.Take(work, orderId) is not { } order)
        {
            return new ImportOutcome.Refused(Problem.NotFound("order_not_found"));
        }
        if (!order.Activa)
        {
            return new ImportOutcome.Refused(Problem.Conflict("order_cancelled"));
        }

        var faults = new List<LineFault>();
        var units = await catalog.UnitIds(work, [.. listed.Select(l => l.Unit).Distinct(StringComparer.Ordinal)], createUnknown: true);
        faults.AddRange(listed.Where(l => !units.ContainsKey(l.Unit)).Select(l => new LineFault(l.Index, LineMembers.Unit, "not_a_unit")));
        if (faults.Count > 0)
        {
            return new ImportOutcome.BadLines(faults);
        }
        var priced = await PriceBookCheck.Apply(work, listed, units, faults);
        faults.AddRange(
            priced
                .GroupBy(l => l.Key)
                .SelectMany(g => g.Skip(1))
                .Select(again => new LineFault(again.Index, LineMembers.Code, "line_repeated", new { partida = again.Code }))
        );
        if (faults.Count > 0)
        {
            return new ImportOutcome.BadLines(faults);
        }

        var current = await work.Query<CurrentRow>(CurrentSql, new { orderId });
        var planned = (await work.Query<PlannedRow>(PlannedSql, new { orderId })).ToLookup(p => p.IdPartidaAnexo);
        var change = ListChange.Between(current, planned, priced, units, options);
        if (options.Confirm && !options.KeepMissing && change.Missing.Any(m => m.Producida))
        {
            var faltantes = change.Missing.Where(m => m.Producida).Select(ToMissing).ToList();
            return new ImportOutcome.Refused(
                Problem.With(
                    StatusCodes.Status409Conflict,
                    "produced_lines_missing",
                    new { lineas = faltantes.Count },
                    more: new { faltantes }
                )
            );
        }
        var importId = current.Count > 0 ? current[0].IdImportacionAnexo : (long?)null;
        if (options.Confirm && change.ChangesAnything)
        {
            importId = await Write(work, user.Name, orderId, order.IdFamilia, change, options);
            await work.Commit();
        }
        return new ImportOutcome.Taken(
            new ImportAnswer(
                change.Added,
                change.Changed,
                change.Unchanged,
                [.. change.Missing.Select(ToMissing)],
                [.. change.RepeatedCodes],
                options.Confirm ? importId : null
            )
        );
    }

    private static MissingLine ToMissing(CurrentRow row) =>
        new(row.IdLineItem, row.IdPartida, row.Anexo, row.DescripcionConcepto, row.Producida);

    private static async Task<long> Write(DbWork work, string user, long orderId, long family, ListChange change, ImportOptions options)
    {
        var rows = Json.Of(change.Rows);
        await work.Execute(AddLinesSql, new { family, rows });
        if (options.File is { } claimed)
        {
            await KeptFiles.Claim(work, claimed.Id);
        }
        var importId = await work.One<long>(
            AddImportSql,
            new
            {
                orderId,
                user,
                file = options.File?.Id ?? "",
                fileName = options.File?.Name ?? "",
                sha256 = options.File?.Sha256 ?? "",
                total = change.Rows.Count,
                mode = options.PoolMode,
            }
        );
        await work.Execute(
            AddRowsSql,
            new
            {
                importId,
                family,
                rows,
            }
        );
        await FamilyLines.Rebuild(work, [family]);
        await work.Tell(FamilyLines.Topic(family), orderId);
        return importId;
    }

    private const string CurrentSql = """
        SELECT r.id, r.id_importacion_anexo, i.modo_pool, r.id_line_item, l.clave_anexo, l.clave_partida, l.clave_descripcion, r.id_partida,
               r.descripcion_concepto, r.anexo, r.id_unidad_medida, r.volumen_proyectado, r.precio_unitario_mn, r.precio_unitario_usd,
               r.compartida, r.arrastrada, r.orden_fila,
               EXISTS (SELECT 1 FROM contracts.line_month m WHERE m.id_line_item = l.id AND m.del_mes > 0) AS producida
        FROM contracts.importacion_anexo i
        JOIN contracts.partida_anexo_importada r ON r.id_importacion_anexo = i.id
        JOIN contracts.line_item l ON l.id = r.id_line_item
        WHERE i.id_ot = @orderId::bigint AND i.es_activo
        ORDER BY r.orden_fila
        """;

    private const string PlannedSql = """
        SELECT p.id_partida_anexo, p.fecha, p.volumen_programado
        FROM contracts.importacion_anexo i JOIN contracts.partida_proyectada p ON p.id_importacion_anexo = i.id
        WHERE i.id_ot = @orderId::bigint AND i.es_activo
        """;

    private const string AddLinesSql = """
        INSERT INTO contracts.line_item (id_familia, clave_anexo, clave_partida, clave_descripcion)
        SELECT @family::bigint, clave_anexo, clave_partida, clave_descripcion
        FROM jsonb_to_recordset(@rows::jsonb) AS r (clave_anexo text, clave_partida text, clave_descripcion text, orden_fila int)
        ORDER BY orden_fila
        ON CONFLICT (id_familia, clave_anexo, clave_partida, md5(clave_descripcion)) DO NOTHING
        """;

    private const string AddImportSql = """
        WITH before AS (UPDATE contracts.importacion_anexo SET es_activo = false WHERE id_ot = @orderId::bigint AND es_activo RETURNING id)
        INSERT INTO contracts.importacion_anexo (id_ot, archivo_excel, nombre_archivo, sha256, usuario_carga, total_registros, modo_pool)
        SELECT @orderId::bigint, @file, @fileName, @sha256, @user, @total, @mode FROM (SELECT count(*) FROM before) AS done
        RETURNING id
        """;

    private const string AddRowsSql = """
        WITH listed AS MATERIALIZED (
          SELECT r.*, l.id AS line
          FROM jsonb_to_recordset(@rows::jsonb) AS r (clave_anexo text, clave_partida text, clave_descripcion text, id_partida text,
            descripcion_concepto text, anexo text, id_unidad_medida bigint, volumen_proyectado numeric, precio_unitario_mn numeric,
            precio_unitario_usd numeric, compartida boolean, arrastrada boolean, orden_fila int, programado jsonb)
          JOIN contracts.line_item l ON l.id_familia = @family::bigint AND l.clave_anexo = r.clave_anexo AND l.clave_partida = r.clave_partida
            AND md5(l.clave_descripcion) = md5(r.clave_descripcion)),
        added AS (
          INSERT INTO contracts.partida_anexo_importada (id_importacion_anexo, id_line_item, id_partida, descripcion_concepto, anexo,
            id_unidad_medida, volumen_proyectado, precio_unitario_mn, precio_unitario_usd, compartida, arrastrada, orden_fila)
          SELECT @importId::bigint, line, id_partida, descripcion_concepto, anexo, id_unidad_medida, volumen_proyectado, precio_unitario_mn,
                 precio_unitario_usd, compartida, arrastrada, orden_fila
          FROM listed
          RETURNING id, id_line_item)
        INSERT INTO contracts.partida_proyectada (id_importacion_anexo, fecha, id_partida_anexo, volumen_programado)
        SELECT @importId::bigint, d.key::date, a.id, d.value::numeric
        FROM listed r JOIN added a ON a.id_line_item = r.line CROSS JOIN LATERAL jsonb_each_text(r.programado) d
        """;
}
