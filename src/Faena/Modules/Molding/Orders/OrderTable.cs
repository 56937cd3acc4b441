using System.Text.Json;
using System.Text.Json.Serialization;
using Faena.Kernel.Database;
using Faena.Kernel.Http;

namespace Faena.Modules.Molding.Orders;

/// <summary>Reads and writes whole orders, each in one statement or two.</summary>
internal static class OrderTable
{
    public static async Task<Order?> Read(DbWork work, string number) => Parse(await work.One<string>(ReadSql, Key(number)));

    public static async Task<Order?> Read(Db db, string number, CancellationToken ct) =>
        Parse(await db.One<string>(ReadSql, Key(number), ct));

    /// <summary>The order, and nobody else changes it or writes a sheet of it until the transaction ends.</summary>
    public static async Task<Order?> Hold(DbWork work, string number) =>
        await work.One<long?>(HoldSql, Key(number)) is null ? null : await Read(work, number);

    public static async Task Add(DbWork work, Order order, string user, DateTimeOffset now)
    {
        var id = await work.One<long>(
            AddSql,
            new
            {
                order = Json.Of(order),
                key = OrderNumber.Key(order.NumeroOp),
                user,
                now,
            }
        );
        await work.Execute(AddPartsSql, new { id, order = Json.Of(order) });
    }

    public static async Task Change(DbWork work, Order order)
    {
        await work.Execute(ChangeSql, new { id = order.Id, order = Json.Of(order) });
        await work.Execute(RemovePartsSql, new { id = order.Id });
        await work.Execute(AddPartsSql, new { id = order.Id, order = Json.Of(order) });
    }

    private static object Key(string number) => new { key = OrderNumber.Key(number) };

    private static Order? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<Order>(json, Stored);

    // The database gives every decimal with all the places its column has.
    internal static readonly JsonSerializerOptions Stored = new(Json.Options) { Converters = { new WithoutTrailingZeros() } };

    private sealed class WithoutTrailingZeros : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDecimal().Trimmed();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
    }

    private const string ReadSql = """
        SELECT (to_jsonb(o) || jsonb_build_object(
          'piezas', (SELECT coalesce(jsonb_agg(p ORDER BY p.posicion), '[]') FROM molding.orden_pieza p WHERE p.id_orden = o.id),
          'lotes', (
            SELECT coalesce(jsonb_agg(to_jsonb(l) || jsonb_build_object(
              'materiales', (SELECT coalesce(jsonb_agg(m ORDER BY m.posicion), '[]') FROM molding.lote_material m WHERE m.id_lote = l.id),
              'pigmentos', (SELECT coalesce(jsonb_agg(g ORDER BY g.posicion), '[]') FROM molding.lote_pigmento g WHERE g.id_lote = l.id)
            ) ORDER BY l.posicion), '[]')
            FROM molding.lote_color l WHERE l.id_orden = o.id)
        ))::text
        FROM molding.orden_produccion o WHERE o.clave_op = @key::text
        """;

    // Sheets and bales take the row FOR SHARE: whoever closes the order waits for those at work, and those after see it closed.
    private const string HoldSql = "SELECT id FROM molding.orden_produccion WHERE clave_op = @key::text FOR UPDATE";

    private const string Columns = """
        numero_op text, fecha_inicio timestamp, id_producto bigint, producto text, id_molde bigint, molde text, id_maquina bigint,
        maquina text, tipo_maquina text, tipo_orden text, tiempo_ciclo numeric, peso_unitario numeric, cavidades integer, peso_tiro numeric,
        horas_turno numeric, ciclos integer, tipo_cambio numeric, meta_kg numeric, meta_docenas numeric, calendario text, base_tiempo text
        """;

    private const string AddSql = $"""
        INSERT INTO molding.orden_produccion (clave_op, creada_por, fecha_creacion, numero_op, fecha_inicio, id_producto, producto, id_molde,
          molde, id_maquina, maquina, tipo_maquina, tipo_orden, tiempo_ciclo, peso_unitario, cavidades, peso_tiro, horas_turno, ciclos,
          tipo_cambio, meta_kg, meta_docenas, calendario, base_tiempo)
        SELECT @key::text, @user::text, @now::timestamptz, o.* FROM jsonb_to_record(@order::jsonb) AS o ({Columns})
        RETURNING id
        """;

    private const string ChangeSql = $"""
        UPDATE molding.orden_produccion SET fecha_inicio = o.fecha_inicio, id_producto = o.id_producto, producto = o.producto,
          id_molde = o.id_molde, molde = o.molde, id_maquina = o.id_maquina, maquina = o.maquina, tipo_maquina = o.tipo_maquina,
          tipo_orden = o.tipo_orden, tiempo_ciclo = o.tiempo_ciclo, peso_unitario = o.peso_unitario, cavidades = o.cavidades,
          peso_tiro = o.peso_tiro, horas_turno = o.horas_turno, ciclos = o.ciclos, tipo_cambio = o.tipo_cambio, meta_kg = o.meta_kg,
          meta_docenas = o.meta_docenas, calendario = o.calendario, base_tiempo = o.base_tiempo
        FROM jsonb_to_record(@order::jsonb) AS o ({Columns})
        WHERE orden_produccion.id = @id::bigint
        """;

    private const string RemovePartsSql = """
        WITH pieza AS (DELETE FROM molding.orden_pieza WHERE id_orden = @id::bigint)
        DELETE FROM molding.lote_color WHERE id_orden = @id::bigint
        """;

    private const string AddPartsSql = """
        WITH pieza AS (
          INSERT INTO molding.orden_pieza (id_orden, posicion, nombre, cavidades, peso_unitario)
          SELECT @id::bigint, p.posicion, v.nombre, v.cavidades, v.peso_unitario
          FROM jsonb_array_elements(@order::jsonb -> 'piezas') WITH ORDINALITY AS p (valor, posicion),
            jsonb_to_record(p.valor) AS v (nombre text, cavidades integer, peso_unitario numeric)
        ), dado AS (
          SELECT l.valor, l.posicion FROM jsonb_array_elements(@order::jsonb -> 'lotes') WITH ORDINALITY AS l (valor, posicion)
        ), lote AS (
          INSERT INTO molding.lote_color (id_orden, posicion, id_color, color, stock_kg, personas)
          SELECT @id::bigint, d.posicion, v.id_color, v.color, v.stock_kg, v.personas
          FROM dado d, jsonb_to_record(d.valor) AS v (id_color bigint, color text, stock_kg numeric, personas integer)
          RETURNING id, posicion
        ), material AS (
          INSERT INTO molding.lote_material (id_lote, posicion, id_material, nombre, tipo, fraccion, partes)
          SELECT lote.id, m.posicion, v.id_material, v.nombre, v.tipo, v.fraccion, v.partes
          FROM dado d JOIN lote USING (posicion),
            jsonb_array_elements(d.valor -> 'materiales') WITH ORDINALITY AS m (valor, posicion),
            jsonb_to_record(m.valor) AS v (id_material bigint, nombre text, tipo text, fraccion numeric, partes integer)
        )
        INSERT INTO molding.lote_pigmento (id_lote, posicion, id_pigmento, nombre, dosis_gr)
        SELECT lote.id, p.posicion, v.id_pigmento, v.nombre, v.dosis_gr
        FROM dado d JOIN lote USING (posicion),
          jsonb_array_elements(d.valor -> 'pigmentos') WITH ORDINALITY AS p (valor, posicion),
          jsonb_to_record(p.valor) AS v (id_pigmento bigint, nombre text, dosis_gr numeric)
        """;
}
