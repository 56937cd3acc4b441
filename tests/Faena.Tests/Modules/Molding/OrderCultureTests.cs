using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Faena.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Modules.Molding;

/// <summary>A server whose machine is set to another country answers the same figures.</summary>
public class OrderCultureTests(OrderCultureTests.TravellingApp app) : IClassFixture<OrderCultureTests.TravellingApp>, IAsyncLifetime
{
    private const string CultureHeader = "X-Test-Culture";

    private readonly MoldingSteps plant = new(app);

    /// <summary>The app on a machine of the culture that a request names.</summary>
    public sealed class TravellingApp : TestApp
    {
        protected override void Configure(IServiceCollection services) => services.AddSingleton<IStartupFilter, Travels>();

        private sealed class Travels : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
                builder =>
                {
                    builder.Use(
                        (http, rest) =>
                        {
                            if (http.Request.Headers.TryGetValue(CultureHeader, out var culture))
                            {
                                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture.ToString());
                            }
                            return rest(http);
                        }
                    );
                    next(builder);
                };
        }
    }

    public async ValueTask InitializeAsync() => await plant.GivenThePlant();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("es-PE")]
    [InlineData("en-US")]
    [InlineData("de-DE")] // a decimal comma
    [InlineData("tr-TR")] // another upper case of i
    public async Task Orders_and_their_workbooks_are_the_same_in_every_country(string culture)
    {
        var number = MoldingSteps.NewNumber();
        var order = MoldingSteps.Buckets(number, "2025-11-20T07:30:15");
        (order["meta_kg"], order["tiempo_ciclo"]) = (1234.567891m, 29.5m);

        var plain = await Answers("", number, order, "OP-INV");
        var there = await Answers(culture, number, order, $"OP-{culture}");

        foreach (var (what, answer) in plain)
        {
            Assert.True(answer == there[what], $"{what}: {answer}\nthere: {there[what]}");
        }
    }

    private async Task<Dictionary<string, string>> Answers(string culture, string number, JsonObject order, string imported)
    {
        using var molder = plant.Molder;
        molder.DefaultRequestHeaders.Add(CultureHeader, culture);
        var created = await molder.PostAsync(MoldingSteps.Route, new StringContent(order.ToJsonString(), null, "application/json"));
        Assert.Contains(created.StatusCode, new[] { HttpStatusCode.Created, HttpStatusCode.Conflict });
        var file = await molder.GetByteArrayAsync($"{MoldingSteps.Route}/{number.ToLowerInvariant()}.xlsx");
        var answers = new Dictionary<string, string>
        {
            ["order"] = await molder.GetStringAsync($"{MoldingSteps.Route}/{number}"),
            ["list"] = await molder.GetStringAsync($"{MoldingSteps.Route}?q={number.ToLowerInvariant()}"),
            ["calculation"] = await Text(
                await molder.PostAsync($"{MoldingSteps.Route}/preview", new StringContent(order.ToJsonString(), null, "application/json"))
            ),
            ["re-import"] = await Text(await Upload(molder, $"{number}/importar/preview", file)),
            ["workbook"] = string.Join('\n', await Cells(file)),
            ["plant's sheet"] = await Text(await Upload(molder, "importar/preview", PlantWorkbook.Buckets("OP-Í1").ToBytes())),
        };
        var draft = await Expect.Json(
            HttpStatusCode.Created,
            await Upload(molder, "importar", PlantWorkbook.Buckets($"{imported} {Guid.NewGuid():N}"[..18]).ToBytes())
        );
        answers["imported"] = draft["orden"]!["calculo"]!.ToJsonString();
        return answers;
    }

    private static async Task<IEnumerable<string>> Cells(byte[] file)
    {
        using var book = await Faena.Kernel.Xlsx.XlsxReader.Open(new MemoryStream(file), TestContext.Current.CancellationToken);
        return [.. book.Sheets[0].Rows().SelectMany(r => r.Cells).Select(c => $"{c.Address} {c.Formula} {c.RawText}")];
    }

    private static Task<HttpResponseMessage> Upload(HttpClient molder, string call, byte[] file) =>
        molder.PostAsync(
            $"{MoldingSteps.Route}/{call}",
            new MultipartFormDataContent { { new ByteArrayContent(file), "archivo", "orden.xlsx" } }
        );

    private static async Task<string> Text(HttpResponseMessage answer)
    {
        await Expect.Status(HttpStatusCode.OK, answer);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
