using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Molding;

/// <summary>What people of a molding plant do, in a few words. Order numbers are new each time, so that tests share a database.</summary>
public sealed class MoldingSteps(TestApp app)
{
    public const string Route = "/api/ordenes";

    public HttpClient Molder => app.SignedInAs("Molding");

    public static string NewNumber() => $"OP-{Guid.NewGuid():N}"[..18];

    /// <summary>The plant's entries that the orders of these tests name.</summary>
    public async Task GivenThePlant() =>
        await Expect.Status(
            HttpStatusCode.OK,
            await Molder.PostAsJsonAsync(
                "/api/molding/catalog",
                new
                {
                    materiales = new[]
                    {
                        new { nombre = "PP Clarif", tipo = "Virgen" },
                        new { nombre = "Molido", tipo = "Segunda" },
                        new { nombre = "PEAD", tipo = "Virgen" },
                    },
                    pigmentos = new[] { "Amarillo CH 1041", "Dioxido Titanio" },
                    colores = new[] { "Amarillo", "Rojo", "Azul", "Verde", "Celeste", "Rosado", "Blanco", "Negro" },
                    maquinas = new[] { new { nombre = "M1", tipo = "Hidráulica 500T" }, new { nombre = "HT-320 A", tipo = "" } },
                    moldes = new[] { new { codigo = "MOLDE-BALDE-01", nombre = "Balde romano" } },
                }
            )
        );

    /// <summary>The order of the plant's workbook: 1,050 kg of buckets in six colours, half clarified, half regrind.</summary>
    public static JsonObject Buckets(string? number = null, string start = "2023-11-21T07:00:00") =>
        new()
        {
            ["numero_op"] = number ?? NewNumber(),
            ["fecha_inicio"] = start,
            ["producto"] = "BALDE ROMANO",
            ["molde"] = "MOLDE-BALDE-01",
            ["maquina"] = "M1",
            ["tipo_orden"] = "POR_PESO",
            ["tiempo_ciclo"] = 30,
            ["peso_unitario"] = 87,
            ["cavidades"] = 2,
            ["peso_tiro"] = 176,
            ["horas_turno"] = 23,
            ["meta_kg"] = 1050,
            ["calendario"] = "LUN_SAB",
            ["lotes"] = Lots(6),
        };

    public static JsonArray Lots(int count, params decimal?[] stock)
    {
        string[] colours = ["Amarillo", "Rojo", "Azul", "Verde", "Celeste", "Rosado", "Blanco", "Negro"];
        return new JsonArray([.. Enumerable.Range(0, count).Select(i => Lot(colours[i], i < stock.Length ? stock[i] : null))]);
    }

    public static JsonObject Lot(string colour, decimal? stock = null)
    {
        var lot = new JsonObject
        {
            ["color"] = colour,
            ["personas"] = 1,
            ["materiales"] = Recipe(("PP Clarif", 0.5m), ("Molido", 0.5m)),
            ["pigmentos"] = new JsonArray(
                new JsonObject { ["nombre"] = "Amarillo CH 1041", ["dosis_gr"] = 30 },
                new JsonObject { ["nombre"] = "Dioxido Titanio", ["dosis_gr"] = 5 }
            ),
        };
        if (stock is not null)
        {
            lot["stock_kg"] = stock;
        }
        return lot;
    }

    public static JsonArray Recipe(params (string Name, decimal Fraction)[] shares) =>
        new([.. shares.Select(s => new JsonObject { ["nombre"] = s.Name, ["fraccion"] = s.Fraction })]);

    public static JsonArray Parts(params (string Name, int Parts)[] shares) =>
        new([.. shares.Select(s => new JsonObject { ["nombre"] = s.Name, ["partes"] = s.Parts })]);

    public Task<HttpResponseMessage> Create(JsonObject order, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Route) { Content = JsonContent.Create(order) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        return Molder.SendAsync(request);
    }

    /// <returns>The number of the new order.</returns>
    public async Task<string> Given(JsonObject order)
    {
        await Expect.Status(HttpStatusCode.Created, await Create(order));
        return (string)order["numero_op"]!;
    }

    public async Task<string> GivenReleased(JsonObject order)
    {
        var number = await Given(order);
        await Expect.Status(HttpStatusCode.OK, await Act(number, "liberar"));
        return number;
    }

    public async Task<JsonNode> Read(string number) => await Expect.Json(HttpStatusCode.OK, await Molder.GetAsync($"{Route}/{number}"));

    public Task<HttpResponseMessage> Edit(string number, JsonObject order, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Route}/{number}") { Content = JsonContent.Create(order) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }
        return Molder.SendAsync(request);
    }

    public Task<HttpResponseMessage> Act(string number, string action, string? reason = null) =>
        reason is null
            ? Molder.PostAsync($"{Route}/{number}/{action}", null)
            : Molder.PostAsJsonAsync($"{Route}/{number}/{action}", new { motivo = reason });

    public async Task<JsonNode> Preview(JsonObject order) =>
        await Expect.Json(HttpStatusCode.OK, await Molder.PostAsJsonAsync($"{Route}/preview", order));
}
