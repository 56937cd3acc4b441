using System.Net;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Contracts;

/// <summary>The contract's own workbook, which is not committed. ImportPriceBookTests covers the same ground on any machine.</summary>
public class PriceBookOfTheContractTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private readonly HttpClient planner = app.SignedInAs("Planner");

    [Fact]
    public async Task Every_annex_comes_out_as_its_own_total_row()
    {
        var answer = await Import();

        (string, int, int, decimal, decimal)[] expected =
        [
            ("C-2", 501, 501, 1_598_191_781.43m, 3_880_004.84m),
            ("C-3", 649, 649, 982_510_062.18m, 39_256_263.90m),
            ("C-4", 88, 39, 2_800_063_006.14m, 0),
            ("C-4-1", 27, 7, 103_246.16m, 0),
            ("C-5", 185, 185, 1_443_133_988.44m, 40_570_968.84m),
            ("C-5-1", 10, 10, 4_508.85m, 0),
            ("C-6", 4, 4, 513_874_637.50m, 0),
        ];
        var annexes = answer["anexos"]!.AsArray();
        Assert.Equal(expected, annexes.Select(a => Figures(a!, "total_mn", "total_usd")));
        Assert.Equal(expected, annexes.Select(a => Figures(a!, "total_hoja_mn", "total_hoja_usd")));
        Assert.Equal(1_464, annexes.Sum(a => (int)a!["partidas"]!));
        Assert.Equal(1_464, await app.Scalar<int>("SELECT count(*) FROM contracts.v_price_book"));
    }

    [Fact]
    public async Task Only_the_stray_formulas_and_the_repeated_row_are_reported()
    {
        var answer = await Import();

        Assert.Equal(
            [("Anexo C-2-CR", 418), ("Anexo C-4-CR", 96), ("Anexo C-4-CR", 98), ("Anexo C-4-1", 17)],
            answer["advertencias"]!.AsArray().Select(w => ((string)w!["hoja"]!, (int)w["fila"]!))
        );
    }

    [Fact]
    public async Task The_list_shows_the_totals_of_the_workbook()
    {
        await Import();

        var listed = await Expect.Json(HttpStatusCode.OK, await planner.GetAsync("/api/contracts/price-book?anexo=c-4.&q=4.10", Ct));

        var personnel = listed["anexos"]!.AsArray().Single(a => (string?)a!["clave"] == "C-4")!;
        Assert.Equal(2_800_063_006.14m, (decimal)personnel["total_mn"]!);
        Assert.Equal(["C-2", "C-3", "C-4", "C-4-1", "C-5", "C-5-1", "C-6"], listed["anexos"]!.AsArray().Select(a => (string?)a!["clave"]));
        Assert.All(listed["elementos"]!.AsArray(), e => Assert.StartsWith("4.10", (string?)e!["partida"], StringComparison.Ordinal));
    }

    private static (string, int, int, decimal, decimal) Figures(JsonNode annex, string mxn, string usd) =>
        ((string)annex["clave"]!, (int)annex["partidas"]!, (int)annex["partidas_unicas"]!, (decimal)annex[mxn]!, (decimal)annex[usd]!);

    private async Task<JsonNode> Import()
    {
        var path = Repo.SharedData("price-book.xlsx");
        Assert.SkipUnless(File.Exists(path), $"{path} is the users' own and not on this machine");
        await using var file = File.OpenRead(path);
        using var content = new MultipartFormDataContent { { new StreamContent(file), "archivo", "price-book.xlsx" } };
        return await Expect.Json(HttpStatusCode.OK, await planner.PostAsync("/api/contracts/price-book", content, Ct));
    }
}
