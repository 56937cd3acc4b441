using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;
using static Faena.Tests.Modules.Contracts.ContractsWorld;

namespace Faena.Tests.Modules.Contracts.ProductionGrid;

public class ShowChangesTests(TestApp app) : IClassFixture<TestApp>
{
    private const int March = 3;
    private readonly ContractsWorld world = new(app);
    private long site;
    private long order;

    [Fact]
    public async Task One_volume_of_a_colleague_costs_one_line_and_says_whose_it_is()
    {
        await GivenAnOrderOfLines(60);
        var sheet = await FollowedSheet.Open(world.Field, order, site, March);
        var line = await world.LineId(order, site, "7");

        await world.Save(order, site, March, "TE", Cell(line, 4, 2.5m));

        var changes = await sheet.Changes();
        Assert.Equal([line], Ids(changes));
        Assert.Equal($"""[[4,"2.5",{changes["version"]}]]""", Row(changes)["celdas"]!.ToJsonString());
        Assert.Equal([line], changes["guardados"]![0]!["lineas"]!.AsArray().Select(id => (long)id!));
        Assert.NotEqual("", (string?)changes["guardados"]![0]!["usuario"]);
        Assert.True(changes.ToJsonString().Length * 10 < (await sheet.Whole()).ToJsonString().Length);
        await IsFollowed(sheet);
    }

    [Fact]
    public async Task A_volume_that_was_taken_out_is_missing_from_its_line()
    {
        await GivenAnOrderOfLines(3);
        var line = await world.LineId(order, site, "1");
        await world.Save(order, site, March, "TE", Cell(line, 4, 2m), Cell(line, 5, 3m));
        var sheet = await FollowedSheet.Open(world.Field, order, site, March);

        await world.Save(order, site, March, "TE", Cell(line, 4, null));

        Assert.Equal([5], Row(await sheet.Changes())["celdas"]!.AsArray().Select(cell => (int)cell![0]!));
        await IsFollowed(sheet);
    }

    [Fact]
    public async Task The_other_time_type_and_an_earlier_month_change_what_is_left_and_a_later_month_changes_nothing()
    {
        await GivenAnOrderOfLines(3);
        var line = await world.LineId(order, site, "1");
        var sheet = await FollowedSheet.Open(world.Field, order, site, March);

        await world.Save(order, site, March, "CMA", Cell(line, 4, 2m));
        Assert.Equal("2", (string?)Row(await sheet.Changes())["otras"]![0]![3]);
        await IsFollowed(sheet);

        await world.Save(order, site, March - 1, "TE", Cell(line, 4, 3m));
        Assert.Equal("3", (string?)Row(await sheet.Changes())["inicial"]);
        await IsFollowed(sheet);

        await world.Save(order, site, March + 1, "TE", Cell(line, 4, 4m));
        Assert.Null((await sheet.Changes())["lineas"]);
        await IsFollowed(sheet);
        Assert.Null((await sheet.Changes())["lineas"]);
    }

    [Fact]
    public async Task A_closed_day_and_another_rate_reach_an_open_sheet_without_its_lines()
    {
        await GivenAnOrderOfLines(3);
        var sheet = await FollowedSheet.Open(world.Field, order, site, March);

        await Expect.Status(HttpStatusCode.OK, await CloseDay(9));
        var changes = await sheet.Changes();
        Assert.Equal([9], Days(changes["dias_cerrados"]!));
        Assert.Empty(Ids(changes));
        await IsFollowed(sheet);

        await Expect.Status(HttpStatusCode.NoContent, await SaveRate(20.5m));
        Assert.Equal("20.5", (string?)(await sheet.Changes())["orden"]!["tipo_cambio"]);
        await IsFollowed(sheet);

        await Expect.Status(HttpStatusCode.NoContent, await SaveRate(20.5m));
        Assert.Equal(sheet.Version, (long)(await sheet.Changes())["version"]!);
    }

    [Fact]
    public async Task What_no_save_tells_is_read_whole()
    {
        await GivenAnOrderOfLines(3);
        var sheet = await FollowedSheet.Open(world.Field, order, site, March);
        await world.GivenLines(order, [Line("1", 50), Line("9", 10)]);

        var changes = await sheet.Changes();

        Assert.True((bool)changes["completa"]!);
        Assert.Equal((await sheet.Whole())["lineas"]!.AsArray().Count, Ids(changes).Count());
        await IsFollowed(sheet);
        // A restored backup has older numbers than the page.
        Assert.True((bool)(await sheet.Changes(since: sheet.Version + 10))["completa"]!);
    }

    [Theory]
    [InlineData("id_ot={0}&mes=3&anio=2025&id_sitio={1}", HttpStatusCode.UnprocessableEntity, "desde")]
    [InlineData("id_ot={0}&mes=3&anio=2025&id_sitio={1}&desde=ayer", HttpStatusCode.UnprocessableEntity, "desde")]
    [InlineData("id_ot={0}&mes=13&anio=2025&id_sitio={1}&desde=0", HttpStatusCode.UnprocessableEntity, "mes")]
    [InlineData("id_ot=999999999&mes=3&anio=2025&id_sitio={1}&desde=0", HttpStatusCode.NotFound, null)]
    public async Task A_question_that_cannot_be_answered_is_refused_by_name(string query, HttpStatusCode status, string? field)
    {
        await GivenAnOrderOfLines(1);

        var answer = await Expect.Json(
            status,
            await world.Field.GetAsync(
                "/api/contracts/month-sheet/changes?" + string.Format(CultureInfo.InvariantCulture, query, order, site),
                TestContext.Current.CancellationToken
            )
        );

        Assert.True(field is null || answer["errors"]![field] is not null, answer.ToJsonString());
    }

    private async Task GivenAnOrderOfLines(int count)
    {
        site = await world.GivenASite();
        order = await world.GivenAnOrder(site);
        await world.GivenLines(
            order,
            [.. Enumerable.Range(1, count).Select(n => Line(n.ToString(CultureInfo.InvariantCulture), 100, mxn: 10, usd: 1))]
        );
    }

    private static async Task IsFollowed(FollowedSheet sheet)
    {
        var followed = await sheet.Follow();
        var whole = await sheet.Whole();
        Assert.True(JsonNode.DeepEquals(whole, followed), $"{followed}\n{whole}");
    }

    private Task<HttpResponseMessage> CloseDay(int day) =>
        world.Field.PostAsJsonAsync(
            "/api/produccion/guardar_reportes_diarios_masiva",
            new
            {
                id_sitio = site,
                anio = 2025,
                mes = March,
                celdas = new[]
                {
                    new
                    {
                        id_ot = order,
                        dia = day,
                        valor = "CERRADO",
                    },
                },
            },
            TestContext.Current.CancellationToken
        );

    private Task<HttpResponseMessage> SaveRate(decimal rate) =>
        world.Field.PutAsJsonAsync(
            $"/api/contracts/work-orders/{order}/rate",
            new { tipo_cambio = rate },
            TestContext.Current.CancellationToken
        );

    private static JsonNode Row(JsonNode changes) => Assert.Single(changes["lineas"]!.AsArray())!;

    private static IEnumerable<long> Ids(JsonNode changes) => changes["lineas"]!.AsArray().Select(line => (long)line!["id"]!);
}
