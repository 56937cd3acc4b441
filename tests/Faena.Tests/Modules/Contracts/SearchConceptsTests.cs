using System.Net;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Contracts;

public class SearchConceptsTests(SearchConceptsTests.SmallBook app) : IClassFixture<SearchConceptsTests.SmallBook>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private readonly HttpClient field = app.SignedInAs("Field");

    [Fact]
    public async Task A_concept_comes_with_what_an_order_needs_of_it()
    {
        var found = Assert.Single(await Search("soldador"))!;

        Assert.Equal("C-4", (string?)found["clave_anexo"]);
        Assert.Equal("4.7.", (string?)found["partida"]);
        Assert.Equal("4.7. OPERARIO (SOLDADOR)", (string?)found["text"]);
        Assert.Equal("JORNADA", (string?)found["unidad"]);
        Assert.Equal((3_660.18m, 0m), ((decimal)found["precio"]!, (decimal)found["precio_usd"]!));
    }

    [Theory]
    [InlineData("tuberia metalica", 1)]
    [InlineData("TUBERÍA", 1)]
    [InlineData("metálica tub", 1)]
    [InlineData("Tuberi\u0301a", 1)]
    [InlineData("senal", 1)]
    [InlineData("2.10", 1)]
    [InlineData("c2ext-7", 1)]
    [InlineData("100%", 1)]
    [InlineData("a_b", 0)]
    [InlineData("no existe", 0)]
    public async Task Words_are_found_in_code_and_description_whatever_their_accents(string typed, int found) =>
        Assert.Equal(found, (await Search(typed)).Count);

    [Theory]
    [InlineData("")]
    [InlineData("?q=")]
    [InlineData("?q=4")]
    [InlineData("?q=%20%C2%A0")]
    public async Task Fewer_than_two_characters_show_the_first_twenty(string query)
    {
        var answer = await Get(query);

        Assert.Equal(20, answer["results"]!.AsArray().Count);
        Assert.True((bool)answer["pagination"]!["more"]!);
    }

    [Fact]
    public async Task Pages_follow_one_another_in_the_order_of_the_book()
    {
        var first = await Get("");
        var second = await Get("?pagina=2");
        var third = await Get("?pagina=3");

        var codes = new[] { first, second, third }.SelectMany(p => p["results"]!.AsArray()).Select(c => (string)c!["partida"]!).ToList();
        Assert.Equal(["2.1.", "2.2.", "2.10.", "C2EXT-7", "4.7."], codes.Take(5));
        Assert.Equal(["10.1.", "10.2."], codes.Skip(6).Take(2));
        Assert.Equal(codes.Distinct().Count(), codes.Count);
        Assert.Equal(45, codes.Count);
        Assert.False((bool)third["pagination"]!["more"]!);
    }

    [Fact]
    public async Task A_concept_out_of_use_is_not_offered() => Assert.Empty(await Search("retirado"));

    [Fact]
    public async Task A_page_that_is_no_number_is_a_bad_field_in_the_shape_of_the_documented_calls()
    {
        var problem = await Expect.BadField("pagina", await field.GetAsync("/api/produccion/buscar_productos_catalogo?pagina=x", Ct));

        Assert.False((bool)problem["exito"]!);
    }

    [Fact]
    public async Task The_book_is_listed_annex_by_annex_with_totals_and_pages()
    {
        var all = await Expect.Json(HttpStatusCode.OK, await field.GetAsync("/api/contracts/price-book", Ct));
        var one = await Expect.Json(HttpStatusCode.OK, await field.GetAsync("/api/contracts/price-book?anexo=ANEXO%20C-04&q=operario", Ct));
        var beyond = await Expect.Json(HttpStatusCode.OK, await field.GetAsync("/api/contracts/price-book?pagina=9", Ct));

        Assert.Equal(["C-2", "C2EXT", "C-4", "C-4-1", "C-10"], all["anexos"]!.AsArray().Select(a => (string?)a!["clave"]));
        Assert.Equal((45, 45), ((int)all["total"]!, all["elementos"]!.AsArray().Count));
        Assert.Equal(1, (int)one["total"]!);
        Assert.Equal(29_281.44m, (decimal)one["elementos"]![0]!["importe_mn"]!);
        Assert.Empty(beyond["elementos"]!.AsArray());
        await Expect.BadField("pagina", await field.GetAsync("/api/contracts/price-book?pagina=0", Ct));
    }

    private async Task<JsonArray> Search(string typed) => (await Get("?q=" + Uri.EscapeDataString(typed)))["results"]!.AsArray();

    private async Task<JsonNode> Get(string query) =>
        await Expect.Json(HttpStatusCode.OK, await field.GetAsync("/api/produccion/buscar_productos_catalogo" + query, Ct));

    /// <summary>The app with 45 concepts in five annexes, and one retired.</summary>
    public sealed class SmallBook : TestApp, IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await Execute(
                """
                INSERT INTO contracts.contrato_anexo_maestro (clave) VALUES ('C-10'), ('C-2'), ('C-4'), ('C-4-1'), ('C2EXT');
                INSERT INTO contracts.contrato_concepto_maestro (clave_anexo, clave_partida, partida, descripcion, clave_descripcion, id_unidad,
                  cantidad, precio_unitario_mn, precio_unitario_usd, orden_fila, activo)
                SELECT c.anexo, rtrim(c.partida, '.'), c.partida, c.texto, upper(c.texto), u.id, c.cantidad, c.precio, 0, row_number() OVER (), c.activo
                FROM (VALUES
                    ('C-2', '2.1.', 'Tubería metálica', 'TON', 1, 10.5, true),
                    ('C-2', '2.2.', 'Señal de aluminio', 'PIEZA', 1, 1, true),
                    ('C-2', '2.10.', 'Inspección al 100% de juntas', 'JUNTA', 1, 1, true),
                    ('C-2', '2.11.', 'Concepto retirado', 'JUNTA', 1, 1, false),
                    ('C-4', '4.7.', 'OPERARIO (SOLDADOR)', 'JORNADA', 8, 3660.18, true),
                    ('C-4-1', '4.8.', 'CABO DE OFICIOS', 'JORNADA', 1, 1, true),
                    ('C2EXT', 'C2EXT-7', 'Extraordinario', 'TON', 1, 1, true)) AS c (anexo, partida, texto, unidad, cantidad, precio, activo)
                JOIN catalog.unidad_medida u ON u.clave = c.unidad;
                INSERT INTO contracts.contrato_concepto_maestro (clave_anexo, clave_partida, partida, descripcion, clave_descripcion, id_unidad,
                  cantidad, precio_unitario_mn, precio_unitario_usd, orden_fila)
                SELECT 'C-10', '10.' || n, '10.' || n || '.', 'Relleno', 'RELLENO', (SELECT id FROM catalog.unidad_medida WHERE clave = 'LOTE'), 1, 1, 0, n
                FROM generate_series(1, 39) n;
                """
            );
        }
    }
}
