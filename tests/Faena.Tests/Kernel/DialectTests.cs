using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization;
using Faena.Kernel.Access;
using Faena.Kernel.Http;
using Faena.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Faena.Tests.Kernel;

/// <summary>How every route speaks: its bad fields, its types, what may be left out, and what only looks.</summary>
public class DialectTests(DialectTests.WithRoutes app) : IClassFixture<DialectTests.WithRoutes>
{
    public sealed record Change(
        int? Mes,
        [property: JsonPropertyName("id_sitio")] long? IdSitio,
        decimal? Volumen,
        Optional<string?> Nota,
        Optional<int> Veces,
        IReadOnlyList<Row>? Filas
    );

    public sealed record Row(long? Id, decimal? Kilos, bool? Listo);

    public sealed class WithRoutes : AppWithRoutes
    {
        protected override void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPost("/change", (Change change) => TypedResults.Ok(Said(change))).OpenToAnyone();
            routes
                .MapGet(
                    "/written",
                    async (HttpContext http) =>
                    {
                        http.Response.Headers.ETag = "\"7\"";
                        http.Response.ContentType = "text/plain";
                        http.Response.ContentLength = 5;
                        await http.Response.WriteAsync("hello");
                    }
                )
                .OpenToAnyone();
        }

        private static string Said(Change change) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{change.Mes} {change.IdSitio} nota:{change.Nota.IsGiven}:{change.Nota.Or("as it was") ?? "cleared"} veces:{change.Veces.Or(-1)}"
            );
    }

    [Fact]
    public async Task Every_bad_field_has_its_stable_code_beside_its_text()
    {
        var problem = await Expect.BadField(
            "names.es",
            await app.SignedInAs("Administrator").PostAsJsonAsync("/api/downtime/reasons", new { code = "X" })
        );

        var (errors, codes) = (problem["errors"]!.AsObject(), problem["codes"]!.AsObject());
        Assert.Equal(errors.Select(e => e.Key), codes.Select(e => e.Key));
        Assert.All(codes, c => Assert.Equal(errors[c.Key]!.AsArray().Count, c.Value!.AsArray().Count));
        Assert.All(codes, c => Assert.All(c.Value!.AsArray(), code => Assert.Matches("^[a-z_]+$", (string?)code)));
    }

    [Theory]
    [InlineData("""{"volumen":"12.5"}""", "volumen")]
    [InlineData("""{"volumen":true}""", "volumen")]
    [InlineData("""{"nota":5}""", "nota")]
    [InlineData("""{"veces":"two"}""", "veces")]
    [InlineData("""{"veces":null}""", "veces")]
    [InlineData("""{"mes":"eleven"}""", "mes")]
    [InlineData("""{"mes":""}""", "mes")]
    [InlineData("""{"mes":11.5}""", "mes")]
    [InlineData("""{"filas":{}}""", "filas")]
    [InlineData("""{"filas":[{"kilos":1},{"kilos":"1"}]}""", "filas[1].kilos")]
    [InlineData("""{"filas":[{"listo":"true"}]}""", "filas[0].listo")]
    [InlineData("[]", "")]
    [InlineData("7", "")]
    [InlineData("null", "")]
    public async Task A_wrong_type_is_a_bad_field_with_its_path(string body, string path) => await Expect.WrongType(path, await Send(body));

    [Theory]
    [InlineData("""{"volumen":1,"volumen":2}""", "volumen")]
    [InlineData("""{"filas":[{"id":1},{"id":1,"ID":2}]}""", "filas[1].ID")]
    public async Task Which_of_two_is_meant_nobody_guesses(string body, string path)
    {
        var problem = await Expect.BadField(path, await Send(body));

        Assert.Equal("""["member_repeated"]""", problem["codes"]![path]!.ToJsonString());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"mes":}""")]
    [InlineData("mes=11")]
    public async Task Only_what_is_no_JSON_is_an_unreadable_body(string body) =>
        await Expect.Refusal(HttpStatusCode.BadRequest, "bad_request", await Send(body));

    [Fact]
    public async Task A_whole_number_that_only_addresses_something_may_come_as_text()
    {
        Assert.StartsWith("11 1 ", await Answer("""{"mes":"11","id_sitio":"1"}"""), StringComparison.Ordinal);
        Assert.StartsWith("11 1 ", await Answer("""{"mes":11,"id_sitio":1}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "nota:False:as it was veces:-1")]
    [InlineData("""{"nota":null}""", "nota:True:cleared veces:-1")]
    [InlineData("""{"nota":"x","veces":0}""", "nota:True:x veces:0")]
    public async Task What_is_left_out_is_something_else_than_null(string body, string said) =>
        Assert.EndsWith(said, await Answer(body), StringComparison.Ordinal);

    [Theory]
    [InlineData("/health/ready")]
    [InlineData("/health/live")]
    [InlineData("/api/session")]
    [InlineData("/api/catalog/sites")]
    [InlineData("/api/live?topics=contracts:sheet")]
    [InlineData("/molding")]
    [InlineData("/api/ordenes")]
    [InlineData("/dist/app.js")]
    [InlineData("/test/written")]
    public async Task Whatever_can_be_got_can_be_looked_at_without_its_body(string address)
    {
        var person = app.SignedInAs("Administrator");
        using var got = await person.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        using var looked = await person.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));

        Assert.Equal(got.StatusCode, looked.StatusCode);
        Assert.Equal(got.Content.Headers.ContentType?.MediaType, looked.Content.Headers.ContentType?.MediaType);
        Assert.Equal(got.Headers.ETag, looked.Headers.ETag);
        Assert.Empty(await looked.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Looking_is_refused_as_getting_is()
    {
        await Expect.Status(HttpStatusCode.Unauthorized, await Look(app.Anonymous(), "/api/audit"));
        await Expect.Status(HttpStatusCode.Forbidden, await Look(app.SignedInAs("Viewer"), "/api/audit"));
        await Expect.Status(HttpStatusCode.NotFound, await Look(app.SignedInAs("Viewer"), "/api/nothing"));
        await Expect.Status(HttpStatusCode.MethodNotAllowed, await Look(app.SignedInAs("Viewer"), "/api/downtime/reasons/1/move"));
    }

    private static Task<HttpResponseMessage> Look(HttpClient who, string address) =>
        who.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));

    private async Task<string> Answer(string body) => (string)(await Expect.Json(HttpStatusCode.OK, await Send(body)))!;

    private async Task<HttpResponseMessage> Send(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await app.Anonymous().PostAsync("/test/change", content);
    }
}
