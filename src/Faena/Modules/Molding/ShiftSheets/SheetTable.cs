using System.Text.Json;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Molding.Orders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>Reads and writes whole sheets.</summary>
internal static class SheetTable
{
    public static async Task<Sheet?> Find(DbWork work, long id) => Parse(await work.One<string>(OneSql, new { id }));

    public static async Task<Sheet?> Find(Db db, long id, CancellationToken ct) => Parse(await db.One<string>(OneSql, new { id }, ct));

    /// <summary>The sheet that a device has sent already.</summary>
    public static async Task<Sheet?> FindSent(DbWork work, Guid client) =>
        await work.One<long?>(SentSql, new { client }) is { } id ? await Find(work, id) : null;

    /// <summary>The sheet, and nobody else changes it or weighs for it until the transaction ends.</summary>
    public static async Task<Sheet?> Hold(DbWork work, long id) =>
        await work.One<long?>(HoldSql, new { id }) is null ? null : await Find(work, id);

    public static async Task<IReadOnlyList<Sheet>> OfOrder(Db db, long order, bool withVoided, CancellationToken ct) =>
        [.. (await db.Query<string>(OfOrderSql, new { order, voided = withVoided }, ct)).Select(json => Parse(json)!)];

    /// <summary>The sheet of the same shift that stands in some of these minutes already, to say which one it is.</summary>
    public static async Task<ProblemHttpResult?> OverlapOf(DbWork work, Sheet sheet)
    {
        // Two who write one shift of a machine at once wait for each other, so that the second is told which sheet the first wrote.
        await work.Execute(AloneSql, new { shift = $"{sheet.IdMaquina} {sheet.Fecha:O} {sheet.Turno}" });
        return await work.One<Other>(OverlapSql, new { id = sheet.Id, occupied = OccupiedBy(sheet) }) is { } other
            ? Problem.Conflict(SheetWarning.ShiftOverlap, new SheetWarning.Facts { IdRegistro = other.Id, NumeroOp = other.NumeroOp })
            : null;
    }

    /// <returns>The id; null where the device sent this sheet already.</returns>
    public static async Task<long?> Add(DbWork work, Sheet sheet, string user, DateTimeOffset now)
    {
        var id = await work.One<long?>(
            AddSql,
            new
            {
                sheet = Json.Of(sheet),
                occupied = OccupiedBy(sheet),
                user,
                now,
            }
        );
        if (id is not null)
        {
            await work.Execute(AddRowsSql, new { id, sheet = Json.Of(sheet) });
        }
        return id;
    }

    public static async Task Change(DbWork work, Sheet sheet)
    {
        await work.Execute(
            ChangeSql,
            new
            {
                id = sheet.Id,
                sheet = Json.Of(sheet),
                occupied = OccupiedBy(sheet),
            }
        );
        await work.Execute(RemoveRowsSql, new { id = sheet.Id });
        await work.Execute(AddRowsSql, new { id = sheet.Id, sheet = Json.Of(sheet) });
    }

    private static string? OccupiedBy(Sheet sheet) =>
        Shift.Occupied(sheet.IdMaquina, sheet.Fecha, sheet.Turno, [.. sheet.Detalles.Select(r => r.Span)]);

    private sealed record Other(long Id, string NumeroOp);

    private static Sheet? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<Sheet>(json, OrderTable.Stored);

    private const string Whole = """
        SELECT (to_jsonb(r) || jsonb_build_object(
          'detalles', (
            SELECT coalesce(jsonb_agg(d ORDER BY d.posicion), '[]') FROM molding.detalle_produccion_hora d WHERE d.id_registro = r.id)
        ))::text
        FROM molding.registro_diario_produccion r
        """;

    private const string OneSql = $"{Whole} WHERE r.id = @id::bigint";

    private const string OfOrderSql = $"""
        {Whole} WHERE r.id_orden = @order::bigint AND (NOT r.anulado OR @voided::boolean) ORDER BY r.inicio, r.id
        """;

    private const string SentSql = "SELECT id FROM molding.registro_diario_produccion WHERE id_cliente = @client::uuid";

    private const string HoldSql = "SELECT id FROM molding.registro_diario_produccion WHERE id = @id::bigint FOR UPDATE";

    private const string AloneSql = "SELECT pg_advisory_xact_lock(hashtextextended('molding.registro ' || @shift::text, 0))";

    private const string OverlapSql = """
        SELECT r.id, o.numero_op FROM molding.registro_diario_produccion r JOIN molding.orden_produccion o ON o.id = r.id_orden
        WHERE r.ocupa && @occupied::text::int8multirange AND r.id <> @id::bigint LIMIT 1
        """;

    private const string Columns = """
        id_cliente uuid, id_orden bigint, orden_version bigint, id_maquina bigint, maquina text, id_molde bigint, molde text, fecha date,
        turno text, hora_inicio time, inicio timestamp, colada_inicial bigint, colada_final bigint, digitos_contador smallint,
        vuelta_contador boolean, total_coladas bigint, origen_coladas text, tiempo_ciclo numeric, tiempo_enfriamiento numeric, hoja text,
        snapshot_tiempo_ciclo numeric, snapshot_cavidades integer, snapshot_peso_neto_gr numeric, snapshot_peso_neto_tiro_gr numeric,
        snapshot_peso_colada_gr numeric, motivo_cavidades text, observacion text, advertencias jsonb
        """;

    private const string AddSql = $"""
        INSERT INTO molding.registro_diario_produccion (ocupa, creado_por, fecha_creacion, id_cliente, id_orden, orden_version, id_maquina,
          maquina, id_molde, molde, fecha, turno, hora_inicio, inicio, colada_inicial, colada_final, digitos_contador, vuelta_contador,
          total_coladas, origen_coladas, tiempo_ciclo, tiempo_enfriamiento, hoja, snapshot_tiempo_ciclo, snapshot_cavidades,
          snapshot_peso_neto_gr, snapshot_peso_neto_tiro_gr, snapshot_peso_colada_gr, motivo_cavidades, observacion, advertencias)
        SELECT @occupied::text::int8multirange, @user::text, @now::timestamptz, s.* FROM jsonb_to_record(@sheet::jsonb) AS s ({Columns})
        ON CONFLICT (id_cliente) DO NOTHING
        RETURNING id
        """;

    private const string ChangeSql = $"""
        UPDATE molding.registro_diario_produccion SET ocupa = @occupied::text::int8multirange, id_maquina = s.id_maquina,
          maquina = s.maquina, fecha = s.fecha, turno = s.turno, hora_inicio = s.hora_inicio, inicio = s.inicio,
          colada_inicial = s.colada_inicial, colada_final = s.colada_final, digitos_contador = s.digitos_contador,
          vuelta_contador = s.vuelta_contador, total_coladas = s.total_coladas, origen_coladas = s.origen_coladas,
          tiempo_ciclo = s.tiempo_ciclo, tiempo_enfriamiento = s.tiempo_enfriamiento, hoja = s.hoja, observacion = s.observacion,
          advertencias = s.advertencias
        FROM jsonb_to_record(@sheet::jsonb) AS s ({Columns})
        WHERE registro_diario_produccion.id = @id::bigint
        """;

    private const string RemoveRowsSql = "DELETE FROM molding.detalle_produccion_hora WHERE id_registro = @id::bigint";

    private const string AddRowsSql = """
        INSERT INTO molding.detalle_produccion_hora (id_registro, posicion, desde, minutos, maquinista, id_color, color, coladas,
          observacion, merma_kg, color_merma, motivo_merma)
        SELECT @id::bigint, d.posicion, v.desde, v.minutos, v.maquinista, v.id_color, v.color, v.coladas, v.observacion, v.merma_kg,
          v.color_merma, v.motivo_merma
        FROM jsonb_array_elements(@sheet::jsonb -> 'detalles') WITH ORDINALITY AS d (valor, posicion),
          jsonb_to_record(d.valor) AS v (desde timestamp, minutos integer, maquinista text, id_color bigint, color text, coladas bigint,
            observacion text, merma_kg numeric, color_merma text, motivo_merma text)
        """;
}
