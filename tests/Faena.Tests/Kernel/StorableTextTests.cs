using System.Net;
using System.Text;
using Faena.Kernel.Http;
using Faena.Tests.Support;

namespace Faena.Tests.Kernel;

public class StorableTextTests(TestApp app) : IClassFixture<TestApp>
{
    // As the numbers of their halves: an attribute cannot hold what is no text.
    [Theory]
    [InlineData(true)]
    [InlineData(true, 0xF1, 0xD83D, 0xDC77, 0x672C)]
    [InlineData(false, 0x61, 0)]
    [InlineData(false, 0xD83D)]
    [InlineData(false, 0xDC77, 0xD83D)]
    [InlineData(false, 0xD83D, 0xDC77, 0xDC77)]
    public void Text_is_Unicode_without_the_character_zero(bool isText, params int[] halves) =>
        Assert.Equal(isText, StorableText.Is(string.Concat(halves.Select(half => (char)half))));

    [Theory]
    [InlineData("""{"a":"\u00f1","b":["\ud83d\udc77",1,{"c":null}]}""", null)]
    [InlineData("\"\\u0000\"", "")]
    [InlineData("""[1,"\ud83d"]""", "[1]")]
    [InlineData("""{"a":[],"b":{"c":[[{"d":"x"},{"d":"\udc77"}]]}}""", "b.c[0][1].d")]
    [InlineData("""{"a":{"b":1},"c":"\u0000"}""", "c")]
    [InlineData("""{"a":{"\u0000":1}}""", "a.?")]
    [InlineData("""{"a":"\u0000""", null)]
    public void A_JSON_text_is_told_where_it_cannot_be_stored(string json, string? path) =>
        Assert.Equal(path, StorableText.FaultIn(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Bytes_that_are_no_Unicode_are_found_too() =>
        Assert.Equal("a", StorableText.FaultIn([.. "{\"a\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8]));

    [Theory]
    [InlineData("/api/audit?user=%00", "user")]
    [InlineData("/api/audit?%00=1", "?")]
    [InlineData("/api/ordenes?q=a%00b", "q")]
    [InlineData("/contracts?%00", "?")]
    public async Task An_address_with_such_text_is_refused_and_the_next_caller_sees_nothing_of_it(string address, string path)
    {
        var person = app.SignedInAs("Administrator");
        for (var i = 0; i < 3; i++)
        {
            var problem = await Expect.BadField(path, await person.GetAsync(address));
            Assert.Equal("""["text_not_storable"]""", problem["codes"]![path]!.ToJsonString());
            await Expect.Status(HttpStatusCode.OK, await person.GetAsync("/api/session"));
        }
    }

    [Fact]
    public async Task A_form_with_such_text_is_refused()
    {
        var person = app.SignedInAs("Administrator");
        using var plain = new FormUrlEncodedContent([new("id_ot", "1\0"), new("id_producto", "2")]);
        using var withFile = new MultipartFormDataContent
        {
            { new ByteArrayContent([1]), "archivo", "a.xlsx" },
            { new StringContent("juntas\0"), "modo_pool" },
        };

        var first = await person.PostAsync("/api/produccion/vincular_partida_ot", plain);
        var second = await person.PostAsync("/api/produccion/importar_anexo_ot", withFile);

        // The framework itself cannot read such a form, and does not say where.
        Assert.NotNull((await Expect.Refusal(HttpStatusCode.UnprocessableEntity, "text_not_storable", first))["errors"]![""]);
        Assert.Equal("""["text_not_storable"]""", (await Expect.BadField("modo_pool", second))["codes"]!["modo_pool"]!.ToJsonString());
    }

    [Fact]
    public async Task JSON_in_another_alphabet_is_looked_at_as_well()
    {
        var content = new StringContent("""{"descripcion":"\u0000","frente":"patio"}""", Encoding.Unicode, "application/json");

        var problem = await Expect.BadField("descripcion", await app.SignedInAs("Administrator").PostAsync("/api/catalog/sites", content));

        Assert.Equal("""["text_not_storable"]""", problem["codes"]!["descripcion"]!.ToJsonString());
    }

    [Fact]
    public async Task A_key_of_a_repeat_is_text_too()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/ordenes/1/liberar");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", "a\ud800");

        await Expect.BadField("Idempotency-Key", await app.SignedInAs("Molding").SendAsync(request));
    }

    [Fact]
    public async Task A_browser_of_an_odd_name_signs_in_and_the_name_is_kept_as_far_as_it_can_be()
    {
        var browser = app.Anonymous();
        browser.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Odd\ud800/1.0");

        await Expect.Status(HttpStatusCode.NoContent, await browser.SignIn("admin", TestApp.AdminPassword, takeover: true));

        Assert.Equal("Odd\ufffd/1.0", await app.Scalar<string>("SELECT user_agent FROM identity.sessions ORDER BY id DESC LIMIT 1"));
    }
}
