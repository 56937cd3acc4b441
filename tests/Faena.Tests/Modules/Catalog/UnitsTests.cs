using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Kernel.Database;
using Faena.Modules.Catalog;
using Faena.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Modules.Catalog;

public class UnitsTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private readonly HttpClient admin = app.SignedInAs("Administrator");

    [Theory]
    [InlineData("TON", "TON")]
    [InlineData("ton ", "TON")]
    [InlineData("TON.", "TON")]
    [InlineData("Toneladas", "TON")]
    [InlineData("PZA.", "PIEZA")]
    [InlineData("M2/DIA", "M2/DÍA")]
    [InlineData("M2/DÍA", "M2/DÍA")]
    [InlineData("HOM/DIA", "HOM/DÍA")]
    [InlineData("SERV/DIA", "SERV/DÍA")]
    [InlineData("Día", "DÍA")]
    [InlineData("dia", "DÍA")]
    [InlineData("HORA\u00a0\u00a0HOMBRE", "H-H")]
    [InlineData("jornadas", "JORNADA")]
    public async Task The_spellings_of_the_trade_are_known(string spelling, string unit)
    {
        var ids = await Resolve(false, spelling);

        Assert.Equal(unit, await app.Scalar<string>("SELECT clave FROM catalog.unidad_medida WHERE id = @id", new { id = ids[spelling] }));
    }

    [Fact]
    public async Task An_unknown_spelling_is_a_unit_only_when_asked_for_and_only_once()
    {
        var unasked = await Resolve(false, "FURGÓN", "TON");
        var first = await Resolve(true, "Furgón", "furgón.", " FURGÓN ", "", " . ", new string('X', 21), "TON");
        var again = await Resolve(true, "FURGÓN");

        Assert.Equal(["TON"], unasked.Keys);
        Assert.Equal(["Furgón", "furgón.", " FURGÓN ", "TON"], first.Keys);
        Assert.Equal(first["Furgón"], first["furgón."]);
        Assert.Equal(first["Furgón"], again["FURGÓN"]);
        Assert.Equal(["FURGÓN"], await app.Rows<string>("SELECT clave FROM catalog.unidad_medida WHERE clave ILIKE 'furg%'"));
    }

    [Fact]
    public async Task Units_are_resolved_in_a_constant_number_of_statements()
    {
        await Resolve(true, "UNO");
        var few = await app.CountStatements(() => Resolve(true, "DOS"));
        var many = await app.CountStatements(() => Resolve(true, [.. Enumerable.Range(0, 500).Select(i => $"UNIDAD {i}")]));

        Assert.Equal(few, many);
    }

    [Fact]
    public async Task A_unit_has_aliases_that_come_and_go()
    {
        var id = await GivenAUnit("CARRETE", "Carrete de cable");

        await Expect.Status(HttpStatusCode.OK, await AddAlias(id, "carr./dia "));
        await Expect.Status(HttpStatusCode.OK, await AddAlias(id, "CARR./DIA"));
        var with = await Find(id);
        await Expect.Status(HttpStatusCode.NoContent, await RemoveAlias(id, "CARR./DIA"));
        var without = await Find(id);

        Assert.Equal("""["CARR./DIA"]""", with["alias"]!.ToJsonString());
        Assert.Equal("Carrete de cable", (string?)with["descripcion"]);
        Assert.Empty(without["alias"]!.AsArray());
        await Expect.Refusal(HttpStatusCode.NotFound, "not_found", await RemoveAlias(id, "CARR./DIA"));
    }

    [Fact]
    public async Task A_spelling_means_one_unit_only()
    {
        var id = await GivenAUnit("TRAMO");

        await Expect.Refusal(HttpStatusCode.Conflict, "unit_spelling_taken", await AddAlias(id, "pza"));
        await Expect.Refusal(HttpStatusCode.Conflict, "unit_spelling_taken", await AddAlias(id, "TON."));
        await Expect.Refusal(HttpStatusCode.Conflict, "unit_spelling_taken", await Post("PZA"));
        await Expect.Refusal(HttpStatusCode.Conflict, "unit_spelling_taken", await Patch(id, new { clave = "toneladas" }));
        var taken = await Expect.Refusal(HttpStatusCode.Conflict, "unit_spelling_taken", await Post(" ton."));

        Assert.Equal("TON", (string?)taken["data"]!["unit"]);
    }

    [Fact]
    public async Task A_unit_is_renamed_and_taken_out_of_use()
    {
        var id = await GivenAUnit("BULTO");

        await Expect.Status(
            HttpStatusCode.OK,
            await Patch(
                id,
                new
                {
                    clave = "bultos",
                    descripcion = " De 25  kg ",
                    activo = false,
                }
            )
        );

        var unit = await Find(id);
        Assert.Equal("BULTOS", (string?)unit["clave"]);
        Assert.Equal("De 25 kg", (string?)unit["descripcion"]);
        Assert.False((bool)unit["activo"]!);
    }

    [Fact]
    public async Task A_unit_is_deleted_with_its_aliases_while_nothing_is_measured_in_it()
    {
        var unused = await GivenAUnit("TARIMA");
        await AddAlias(unused, "PALLET");
        var used = await GivenAUnit("CELDA");
        await app.Execute(
            """
            INSERT INTO contracts.contrato_anexo_maestro (clave) VALUES ('C-9');
            INSERT INTO contracts.contrato_concepto_maestro
              (clave_anexo, clave_partida, partida, descripcion, clave_descripcion, id_unidad, cantidad, precio_unitario_mn, precio_unitario_usd, orden_fila)
            VALUES ('C-9', '9.1', '9.1.', 'X', 'X', @used, 1, 1, 1, 1)
            """,
            new { used }
        );

        await Expect.Status(HttpStatusCode.NoContent, await admin.DeleteAsync($"/api/catalog/units/{unused}", Ct));
        await Expect.Refusal(HttpStatusCode.Conflict, "entry_in_use", await admin.DeleteAsync($"/api/catalog/units/{used}", Ct));

        Assert.Equal("CELDA", (string?)(await Find(used))["clave"]);
        Assert.Empty(await Resolve(false, "PALLET"));
    }

    [Theory]
    [InlineData("", "clave")]
    [InlineData(" .", "clave")]
    [InlineData("UNA CLAVE DEMASIADO LARGA", "clave")]
    public async Task A_unit_needs_a_key_of_20_characters_at_most(string clave, string field) =>
        await Expect.BadField(field, await Post(clave));

    private async Task<IReadOnlyDictionary<string, long>> Resolve(bool createUnknown, params string[] spellings)
    {
        await using var work = await app.Services.GetRequiredService<Db>().Begin(Ct);
        var ids = await app.Services.GetRequiredService<ICatalog>().UnitIds(work, spellings, createUnknown);
        await work.Commit();
        return ids;
    }

    private async Task<long> GivenAUnit(string clave, string descripcion = "") =>
        (long)(await Expect.Json(HttpStatusCode.OK, await Post(clave, descripcion)))["id"]!;

    private async Task<JsonNode> Find(long id) =>
        (await Expect.Json(HttpStatusCode.OK, await admin.GetAsync("/api/catalog/units", Ct)))
            .AsArray()
            .Single(u => (long)u!["id"]! == id)!;

    private Task<HttpResponseMessage> Post(string clave, string descripcion = "") =>
        admin.PostAsJsonAsync("/api/catalog/units", new { clave, descripcion }, Ct);

    private Task<HttpResponseMessage> Patch(long id, object change) => admin.PatchAsJsonAsync($"/api/catalog/units/{id}", change, Ct);

    private Task<HttpResponseMessage> AddAlias(long id, string alias) =>
        admin.PostAsJsonAsync($"/api/catalog/units/{id}/aliases", new { alias }, Ct);

    private Task<HttpResponseMessage> RemoveAlias(long id, string alias) =>
        admin.DeleteAsync($"/api/catalog/units/{id}/aliases?alias={Uri.EscapeDataString(alias)}", Ct);
}
