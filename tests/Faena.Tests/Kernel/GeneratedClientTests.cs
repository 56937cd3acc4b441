using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Faena.Tests.Modules.Contracts;
using Faena.Tests.Modules.Molding;
using Faena.Tests.Support;

namespace Faena.Tests.Kernel;

/// <summary>A client that a public generator makes of our description, used against the running app.</summary>
public class GeneratedClientTests(GeneratedClientTests.AppOnTheNetwork app) : IClassFixture<GeneratedClientTests.AppOnTheNetwork>
{
    public sealed class AppOnTheNetwork : TestApp
    {
        protected override bool OverNetwork => true;
    }

    [Fact]
    public async Task It_compiles_reads_a_sheet_saves_a_cell_meets_a_conflict_and_posts_an_order()
    {
        var world = new ContractsWorld(app);
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site);
        await world.GivenLines(order, ContractsWorld.Line("1.1", 100m));
        await new MoldingSteps(app).GivenThePlant();
        var number = MoldingSteps.NewNumber();
        var folder = ClientTools.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "api.json"), await app.Anonymous().GetStringAsync("/openapi/v1.json"));
        File.Copy(Repo.PathOf("tests/client/client.ts"), Path.Combine(folder.FullName, "client.ts"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "tsconfig.json"),
            """{"extends":"../../tsconfig.json","files":["client.ts"]}"""
        );

        await Run("openapi-typescript", Path.Combine(folder.FullName, "api.json"), "-o", Path.Combine(folder.FullName, "api.ts"));
        await Run("tsc", "-p", folder.FullName);
        var (exit, said) = await ClientTools.Node(
            Path.Combine(folder.FullName, "client.js"),
            app.Address.ToString().TrimEnd('/'),
            await GivenAToken(),
            order.ToString(CultureInfo.InvariantCulture),
            site.ToString(CultureInfo.InvariantCulture),
            number
        );

        Assert.True(exit == 0, said);
        Assert.Equal($"created 1; shown 12.5; conflict cells_changed 12.5; order {number}", said.Trim());
    }

    private static async Task Run(string tool, params string[] arguments)
    {
        var (exit, said) = await ClientTools.Run(tool, arguments);
        Assert.True(exit == 0, said);
    }

    private async Task<string> GivenAToken()
    {
        var issued = await app.SignedInAs("Administrator")
            .PostAsJsonAsync("/api/identity/tokens", new { name = "client", roles = new[] { "Field", "Molding" } });
        var answer = await Expect.Json(HttpStatusCode.Created, issued);
        return (string)answer["token"]!;
    }
}
