using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Molding;

/// <summary>What people at a machine and at the scale do, in a few words.</summary>
public sealed class SheetSteps(TestApp app)
{
    private static int machines;

    public const string Route = "/api/registros";

    public MoldingSteps Plant { get; } = new(app);

    public HttpClient Floor => app.SignedInAs("Operator");

    /// <summary>A machine that no other test writes sheets of.</summary>
    public async Task<string> GivenAMachine()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"INY-{Interlocked.Increment(ref machines)}");
        await Expect.Status(
            HttpStatusCode.OK,
            await Plant.Molder.PostAsJsonAsync(
                "/api/molding/catalog",
                new { maquinas = new[] { new { nombre = name, tipo = "Inyectora" } } }
            )
        );
        return name;
    }

    /// <summary>A released order, and a sheet of it as the paper has it: 1,000 to 1,500, one hour of 50 shots written down.</summary>
    public async Task<(string Order, JsonObject Sheet)> GivenAnOpenOrder(JsonObject? order = null)
    {
        var number = await Plant.GivenReleased(order ?? MoldingSteps.Buckets());
        return (number, Sheet(await GivenAMachine()));
    }

    public static JsonObject Sheet(string machine, string date = "2023-11-21", string shift = "DIURNO") =>
        new()
        {
            ["maquina"] = machine,
            ["fecha"] = date,
            ["turno"] = shift,
            ["hora_inicio"] = shift == "NOCTURNO" ? "19:00" : "07:00",
            ["colada_inicial"] = 1000,
            ["colada_final"] = 1500,
            ["detalles"] = new JsonArray(Row("07:00 - 08:00", 50)),
        };

    public static JsonObject Row(string hour, long shots, string person = "Juan Perez", string colour = "Amarillo") =>
        new()
        {
            ["hora"] = hour,
            ["maquinista"] = person,
            ["color"] = colour,
            ["coladas"] = shots,
        };

    public Task<HttpResponseMessage> Record(string order, JsonObject sheet, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{MoldingSteps.Route}/{order}/registros")
        {
            Content = JsonContent.Create(sheet),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        return Floor.SendAsync(request);
    }

    public async Task<JsonNode> Recorded(string order, JsonObject sheet) =>
        await Expect.Json(HttpStatusCode.Created, await Record(order, sheet));

    public async Task<JsonArray> SheetsOf(string order) =>
        (await Expect.Json(HttpStatusCode.OK, await Floor.GetAsync($"{MoldingSteps.Route}/{order}/registros"))).AsArray();

    public Task<HttpResponseMessage> Correct(long id, JsonObject sheet) => Floor.PutAsJsonAsync($"{Route}/{id}", sheet);

    public Task<HttpResponseMessage> Void(long id, string? reason) =>
        Floor.PostAsJsonAsync($"{Route}/{id}/anular", new { motivo = reason });

    public static long IdOf(JsonNode sheet) => (long)sheet["ID Registro"]!;

    public static IEnumerable<string> CodesOf(JsonNode sheet) => sheet["advertencias"]!.AsArray().Select(w => (string)w!["code"]!);
}
