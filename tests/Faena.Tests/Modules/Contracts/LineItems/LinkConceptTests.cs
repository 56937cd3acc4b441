using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;
using static Faena.Tests.Modules.Contracts.ContractsWorld;

namespace Faena.Tests.Modules.Contracts.LineItems;

public class LinkConceptTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly ContractsWorld world = new(app);

    [Fact]
    public async Task A_linked_concept_has_the_books_prices_and_no_authorised_volume()
    {
        var (order, site) = await GivenAnOrder();
        await world.GivenLines(order, Line("1.1", 5));
        var concept = await GivenAConcept("3.4.", mxn: 12.5m, usd: 1.25m);

        var answer = await Expect.Json(HttpStatusCode.OK, await Link(order, concept));
        var line = (long)answer["id_partida_imp"]!;
        var saved = await world.Save(order, site, 3, "TE", Cell(line, 2, 4));

        Assert.True((bool)answer["exito"]!);
        var row = Row(await world.Sheet(order, site, 3), "3.4.");
        Assert.Equal(
            (line, 0m, 12.5m, 1.25m),
            (Id(row), (decimal)row["vol_total_proyectado"]!, (decimal)row["pu_mn"]!, (decimal)row["pu_usd"]!)
        );
        Assert.Equal(4m, (decimal)saved["excedentes"]![0]!["volumen_excedente"]!);
        Assert.Equal(
            2,
            await app.Scalar<int>("SELECT total_registros FROM contracts.importacion_anexo WHERE id_ot = @order", new { order })
        );
    }

    [Fact]
    public async Task An_order_without_a_list_gets_one_without_a_file()
    {
        var (order, site) = await GivenAnOrder();

        await Expect.Status(HttpStatusCode.OK, await LinkByForm(order, await GivenAConcept("5.5")));

        Assert.Equal("5.5", (string?)Assert.Single(Lines(await world.Sheet(order, site, 3)))["codigo"]);
        Assert.Equal(
            ("", 1),
            await app.Row<(string, int)>(
                "SELECT archivo_excel, total_registros FROM contracts.importacion_anexo WHERE id_ot = @order",
                new { order }
            )
        );
    }

    [Fact]
    public async Task The_same_line_twice_is_refused_but_a_variant_of_its_code_is_not()
    {
        var (order, site) = await GivenAnOrder();
        await world.GivenLines(order, Line("4.7.", 10, "C-4", concept: "TUBERO"));
        var same = await GivenAConcept("4.7", annex: "C-4", description: "Tubero");
        var variant = await GivenAConcept("4.7", annex: "C-4", description: "SOLDADOR");

        await Expect.Refusal(HttpStatusCode.Conflict, "line_already_listed", await Link(order, same));
        await Expect.Status(HttpStatusCode.OK, await Link(order, variant));
        await Expect.Refusal(HttpStatusCode.Conflict, "line_already_listed", await Link(order, variant));

        Assert.Equal(10m, (decimal)Row(await world.Sheet(order, site, 3), "4.7.", "TUBERO")["vol_total_proyectado"]!);
    }

    [Fact]
    public async Task A_line_that_an_older_issue_authorised_cannot_be_emptied_by_linking_it_again()
    {
        var (order, site) = await GivenAnOrder();
        await world.GivenLines(order, Line("6.1", 8, "C-2"));
        var reprogramming = await world.GivenAReprogramming(order, 1);
        await world.GivenLines(reprogramming, Line("6.2", 1, "C-2"));

        await Expect.Refusal(
            HttpStatusCode.Conflict,
            "line_already_listed",
            await Link(reprogramming, await GivenAConcept("6.1", annex: "C-2", description: "CONCEPTO 6.1"))
        );

        Assert.Equal(8m, (decimal)Row(await world.Sheet(order, site, 3), "6.1")["vol_total_proyectado"]!);
    }

    [Fact]
    public async Task What_is_missing_or_unknown_is_named()
    {
        var (order, _) = await GivenAnOrder();

        await Expect.BadField("id_producto", await Link(order, 999_999));
        await Expect.BadField(
            "id_producto",
            await world.Field.PostAsJsonAsync("/api/produccion/vincular_partida_ot", new { id_ot = order }, Ct)
        );
        await Expect.Refusal(HttpStatusCode.NotFound, "order_not_found", await Link(999_999, await GivenAConcept("1.9")));
        await Expect.Status(
            HttpStatusCode.UnsupportedMediaType,
            await world.Field.PostAsync("/api/produccion/vincular_partida_ot", new StringContent("x"), Ct)
        );
        await Expect.WrongType("", await world.Field.PostAsJsonAsync("/api/produccion/vincular_partida_ot", "x", Ct));
        await Expect.Status(HttpStatusCode.Forbidden, await Link(order, 1, app.SignedInAs("Viewer")));
    }

    [Fact]
    public async Task The_list_shows_its_money_by_annex_and_in_all_in_three_statements()
    {
        var (order, _) = await GivenAnOrder();
        await world.GivenLines(
            order,
            Line("2.2.", 66, "C-2", 126_009.03m),
            Line("2.10.", 1.5m, "C-2", 3.335m, 1.25m),
            Line("4.7.", 10, "C-9", 100, concept: "TUBERO"),
            Line("4.7.", 10, "C-9", 100, concept: "SOLDADOR")
        );
        await List(order);

        JsonNode list = null!;
        var statements = await app.CountStatements(async () => list = await List(order));

        var lines = list["partidas"]!.AsArray();
        Assert.Equal(["2.2.", "2.10.", "4.7.", "4.7."], lines.Select(l => (string?)l!["id_partida"]));
        Assert.Equal([8_316_595.98m, 5.00m, 1_000m, 0m], lines.Select(l => (decimal)l!["importe_mn"]!));
        Assert.Equal([8_316_600.98m, 1_000m], list["anexos"]!.AsArray().Select(a => (decimal)a!["importe_mn"]!));
        var totals = list["totales"]!;
        Assert.Equal(
            (8_317_600.98m, 1.88m, 8_317_637.01m),
            ((decimal)totals["mn"]!, (decimal)totals["usd"]!, (decimal)totals["homologado"]!)
        );
        Assert.Equal(4, (int)list["importacion"]!["total_registros"]!);
        Assert.InRange(statements, 1, 5);

        async Task<JsonNode> List(long id) =>
            await Expect.Json(HttpStatusCode.OK, await world.Field.GetAsync($"/api/contracts/work-orders/{id}/line-items", Ct));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<(long Order, long Site)> GivenAnOrder()
    {
        var site = await world.GivenASite();
        return (await world.GivenAnOrder(site), site);
    }

    private Task<long> GivenAConcept(string code, decimal mxn = 0, decimal usd = 0, string annex = "C-3", string? description = null) =>
        app.Scalar<long>(
            """
            WITH unit AS (SELECT id FROM catalog.unidad_medida WHERE clave = 'TON'),
            annex AS (INSERT INTO contracts.contrato_anexo_maestro (clave) VALUES (@annex) ON CONFLICT DO NOTHING)
            INSERT INTO contracts.contrato_concepto_maestro (clave_anexo, clave_partida, partida, descripcion, clave_descripcion, ocurrencia, id_unidad,
              cantidad, precio_unitario_mn, precio_unitario_usd, orden_fila)
            SELECT @annex, rtrim(@code, '.'), @code, @description, upper(@description), (random() * 1e9)::int, id, 1, @mxn, @usd, 1 FROM unit
            RETURNING id
            """,
            new
            {
                code,
                mxn,
                usd,
                annex,
                description = description ?? "CONCEPTO " + code,
            }
        );

    private Task<HttpResponseMessage> Link(long order, long concept, HttpClient? by = null) =>
        (by ?? world.Field).PostAsJsonAsync("/api/produccion/vincular_partida_ot", new { id_ot = order, id_producto = concept }, Ct);

    private async Task<HttpResponseMessage> LinkByForm(long order, long concept)
    {
        using var form = new FormUrlEncodedContent([
            KeyValuePair.Create("id_ot", order.ToString(CultureInfo.InvariantCulture)),
            KeyValuePair.Create("id_producto", concept.ToString(CultureInfo.InvariantCulture)),
        ]);
        return await world.Field.PostAsync("/api/produccion/vincular_partida_ot", form, Ct);
    }
}
