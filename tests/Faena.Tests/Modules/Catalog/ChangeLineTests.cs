using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Modules.Downtime;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Catalog;

public class ChangeLineTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly FloorSteps floor = new(app);

    [Fact]
    public async Task What_is_not_sent_stays()
    {
        var line = await floor.GivenALine(await floor.GivenAFacility(), crew: 4);

        var renamed = await Expect.Json(HttpStatusCode.OK, await Change(line, new { name = "  Prensa   2 " }));

        Assert.Equal("Prensa 2", (string?)renamed["name"]);
        Assert.Equal(4, (int)renamed["crew"]!);
        Assert.True((bool)renamed["active"]!);
    }

    [Theory]
    [InlineData("code", "")]
    [InlineData("name", "")]
    [InlineData("crew", -1)]
    public async Task A_bad_field_is_named_and_nothing_changes(string field, object value)
    {
        var line = await floor.GivenALine(await floor.GivenAFacility());

        await Expect.BadField(field, await Change(line, new JsonObject { ["name"] = "Other", [field] = JsonValue.Create(value) }));

        Assert.NotEqual("Other", await app.Scalar<string>("SELECT name FROM catalog.line WHERE id = @line", new { line }));
    }

    [Fact]
    public async Task Whoever_saves_after_somebody_else_is_told_what_the_line_is_now_and_can_then_save()
    {
        var line = await floor.GivenALine(await floor.GivenAFacility());

        var first = await Change(line, new { name = "By the first" }, tag: "\"1\"");
        await Expect.Status(HttpStatusCode.OK, first);
        var refused = await Expect.Refusal(
            HttpStatusCode.PreconditionFailed,
            "changed_meanwhile",
            await Change(line, new { name = "By the second" }, tag: "\"1\"")
        );

        Assert.Equal("By the first", (string?)refused["actual"]!["name"]);
        Assert.Equal(first.Headers.ETag!.Tag, $"\"{(long)refused["actual"]!["version"]!}\"");
        await Expect.Status(HttpStatusCode.OK, await Change(line, new { name = "By the second" }, tag: first.Headers.ETag.Tag));
    }

    [Fact]
    public async Task An_administrator_of_one_facility_changes_no_line_of_another()
    {
        var (mine, other) = (await floor.GivenAFacility(), await floor.GivenAFacility());
        var limited = app.SignedInAs(["Administrator"], [], mine);

        await Expect.Status(HttpStatusCode.OK, await Change(await floor.GivenALine(mine), new { crew = 2 }, by: limited));
        await Expect.Refusal(
            HttpStatusCode.Forbidden,
            "facility_not_allowed",
            await Change(await floor.GivenALine(other), new { crew = 2 }, by: limited)
        );
    }

    private Task<HttpResponseMessage> Change(long line, object fields, string? tag = null, HttpClient? by = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/catalog/lines/{line}") { Content = JsonContent.Create(fields) };
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }
        return (by ?? floor.Admin).SendAsync(request);
    }
}
