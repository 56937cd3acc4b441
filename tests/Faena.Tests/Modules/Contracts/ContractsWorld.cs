using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Contracts;

/// <summary>A contractor's world for tests: its sites, orders, lists and months, through the API as people use it.</summary>
public sealed class ContractsWorld(TestApp app)
{
    private int folios;

    public HttpClient Admin => app.SignedInAs("Administrator");
    public HttpClient Field => app.SignedInAs("Field");

    public Task<long> GivenASite(string frente = "plataforma") =>
        app.Scalar<long>(
            """
            INSERT INTO catalog.sitio (descripcion, id_frente)
            SELECT 'Sitio ' || gen_random_uuid(), min(id) FROM catalog.frente WHERE clase = @frente RETURNING id
            """,
            new { frente }
        );

    /// <summary>An initial order in force from the start to the end of 2025 unless given otherwise.</summary>
    public Task<long> GivenAnOrder(long site, string start = "2025-01-01", string end = "2025-12-31", string? realStart = null) =>
        app.Scalar<long>(
            """
            WITH o AS (
              INSERT INTO contracts.ot (id_tipo, orden_trabajo, fecha_inicio_programado, fecha_termino_programado, fecha_inicio_real, id_plataforma)
              VALUES (4, @folio, @start::date, @end::date, @realStart::date, @site) RETURNING id)
            INSERT INTO contracts.family (id_familia) SELECT id FROM o RETURNING id_familia
            """,
            new
            {
                site,
                folio = $"OT-{Interlocked.Increment(ref folios)}-{Guid.NewGuid():N}",
                start,
                end,
                realStart,
            }
        );

    /// <summary>The order stands at this vessel too.</summary>
    public Task GivenItStandsAt(long order, long vessel) =>
        app.Execute("UPDATE contracts.ot SET id_embarcacion = @vessel WHERE id = @order", new { vessel, order });

    public Task<long> GivenAReprogramming(long order, int number, string start = "2025-01-01", string end = "2025-12-31") =>
        app.Scalar<long>(
            """
            INSERT INTO contracts.ot (id_tipo, orden_trabajo, num_reprogramacion, ot_principal, fecha_inicio_programado, fecha_termino_programado, id_plataforma)
            SELECT 5, orden_trabajo, @number, id, @start::date, @end::date, id_plataforma FROM contracts.ot WHERE id = @order RETURNING id
            """,
            new
            {
                order,
                number,
                start,
                end,
            }
        );

    public static object Line(
        string code,
        decimal volume,
        string annex = "C-1",
        decimal mxn = 0,
        decimal usd = 0,
        string? concept = null,
        string unit = "TON"
    ) =>
        new
        {
            id_partida = code,
            descripcion_concepto = concept ?? "CONCEPTO " + code,
            anexo = annex,
            unidad = unit,
            volumen_proyectado = volume,
            precio_unitario_mn = mxn,
            precio_unitario_usd = usd,
        };

    public async Task<JsonNode> GivenLines(long order, params object[] partidas) =>
        await Expect.Json(HttpStatusCode.OK, await SendLines(order, partidas));

    public Task<HttpResponseMessage> SendLines(long order, object[] partidas, string mode = "compartido", bool keepMissing = false) =>
        Admin.PostAsJsonAsync(
            $"/api/contracts/work-orders/{order}/line-items",
            new
            {
                modo_pool = mode,
                partidas,
                conservar_faltantes = keepMissing,
                confirmar = true,
            }
        );

    public async Task<JsonNode> Sheet(long order, long site, int month, string type = "TE", int year = 2025) =>
        await Expect.Json(
            HttpStatusCode.OK,
            await Field.GetAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"/api/produccion/obtener_partidas_produccion?id_ot={order}&mes={month}&anio={year}&tipo_tiempo={type}&id_sitio={site}"
                )
            )
        );

    public Task<HttpResponseMessage> Send(long order, long site, int month, string type, params object[] celdas) =>
        Field.PostAsJsonAsync(
            "/api/produccion/guardar_produccion_masiva",
            new
            {
                id_ot = order,
                mes = month,
                anio = 2025,
                tipo_tiempo = type,
                id_sitio = site,
                celdas,
            }
        );

    public async Task<JsonNode> Save(long order, long site, int month, string type, params object[] celdas) =>
        await Expect.Json(HttpStatusCode.OK, await Send(order, site, month, type, celdas));

    public static object Cell(long line, int day, decimal? volume) =>
        new
        {
            id_partida_imp = line,
            dia = day,
            valor = volume,
        };

    public static object Cell(long line, int day, decimal? volume, long? version) =>
        new
        {
            id_partida_imp = line,
            dia = day,
            valor = volume,
            version,
        };

    /// <summary>The line's row, by its code and where that is not enough its concept.</summary>
    public static JsonNode Row(JsonNode sheet, string code, string? concept = null) =>
        Lines(sheet).Single(r => (string?)r["codigo"] == code && (concept is null || (string?)r["concepto"] == concept));

    public static IEnumerable<JsonNode> Lines(JsonNode sheet) => sheet["partidas"]!.AsArray().Where(r => !(bool)r!["es_subtitulo"]!)!;

    public static long Id(JsonNode row) => (long)row["id_partida_imp"]!;

    public async Task<long> LineId(long order, long site, string code, string? concept = null) =>
        Id(Row(await Sheet(order, site, 1), code, concept));

    public static int[] Days(JsonNode list) => [.. list.AsArray().Select(d => (int)d!)];
}
