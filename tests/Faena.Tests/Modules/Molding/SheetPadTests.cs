using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Molding;

/// <summary>Numbered sheets: no number is given twice.</summary>
public class SheetPadTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Route = "/api/molding/talonarios";

    private HttpClient Molder => app.SignedInAs("Molding");

    [Fact]
    public async Task Fifty_who_take_a_number_at_once_take_fifty_numbers()
    {
        var pad = await GivenAPad("F", 22_000, 22_999);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Take(pad, 1)));

        var numbers = new List<string>();
        foreach (var answer in answers)
        {
            numbers.Add((string)(await Expect.Json(HttpStatusCode.Created, answer))["hojas"]![0]!);
        }
        Assert.Equal(50, numbers.Distinct().Count());
        Assert.Equal(Enumerable.Range(22_000, 50).Select(n => $"F-{n}"), numbers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_device_takes_a_block_of_up_to_five_hundred_and_the_pad_ends()
    {
        var pad = await GivenAPad("B", 1, 1_100);

        var block = await Expect.Json(HttpStatusCode.Created, await Take(pad, 500, "Tableta 3"));
        Assert.Equal((1L, 500L, 600L), ((long)block["desde"]!, (long)block["hasta"]!, (long)block["quedan"]!));
        await Expect.BadField("cantidad", await Take(pad, 501));
        await Expect.BadField("cantidad", await Take(pad, 0));
        await Expect.Status(HttpStatusCode.Created, await Take(pad, 500));
        var refusal = await Expect.Refusal(HttpStatusCode.Conflict, "PAD_EXHAUSTED", await Take(pad, 101));
        Assert.Equal(100, (long)refusal["data"]!["quedan"]!);
        await Expect.Status(HttpStatusCode.Created, await Take(pad, 100));
        await Expect.Refusal(HttpStatusCode.NotFound, "not_found", await Take(long.MaxValue, 1));
    }

    [Fact]
    public async Task No_number_of_a_series_stands_on_two_pads()
    {
        await GivenAPad("S", 100, 199);

        await Expect.Refusal(HttpStatusCode.Conflict, "PAD_OVERLAP", await Register("s", 199, 250));
        await Expect.Status(HttpStatusCode.Created, await Register("S", 200, 250));
        await Expect.Status(HttpStatusCode.Created, await Register("T", 100, 199));
        await Expect.BadField("hasta", await Register("U", 10, 9));
    }

    [Fact]
    public async Task A_reservation_repeated_under_one_key_takes_nothing_more()
    {
        var pad = await GivenAPad("K", 1, 100);
        var key = Guid.NewGuid().ToString();

        var first = await Expect.Json(HttpStatusCode.Created, await Take(pad, 10, key: key));
        var again = await Expect.Json(HttpStatusCode.Created, await Take(pad, 10, key: key));

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(11, (long)(await Take(pad, 1).ContinueWith(t => Expect.Json(HttpStatusCode.Created, t.Result)).Unwrap())["desde"]!);
    }

    private async Task<long> GivenAPad(string series, long first, long last) =>
        (long)(await Expect.Json(HttpStatusCode.Created, await Register(series, first, last)))["id"]!;

    private Task<HttpResponseMessage> Register(string series, long first, long last) =>
        Molder.PostAsJsonAsync(
            Route,
            new JsonObject
            {
                ["serie"] = series,
                ["desde"] = first,
                ["hasta"] = last,
            }
        );

    private Task<HttpResponseMessage> Take(long pad, int count, string device = "", string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Route}/{pad}/reservar")
        {
            Content = JsonContent.Create(new { cantidad = count, dispositivo = device }),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        return Molder.SendAsync(request);
    }
}
