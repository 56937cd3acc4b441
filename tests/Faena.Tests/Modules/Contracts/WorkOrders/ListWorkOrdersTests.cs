using System.Net;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Contracts.WorkOrders;

public class ListWorkOrdersTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly OrderSteps orders = new(app);

    [Fact]
    public async Task A_list_asks_the_database_as_often_for_ten_orders_as_for_a_thousand()
    {
        var prefix = OrderSteps.NewFolio();
        await GivenMany(prefix, 10);
        var few = await StatementsOf($"q={prefix}&por_pagina=500", 10);
        await GivenMany(prefix, 990);
        var many = await StatementsOf($"q={prefix}&por_pagina=500", 1_000);

        Assert.Equal(few, many);
        Assert.InRange(many, 1, 4);
    }

    [Theory]
    [InlineData("rehabilitacion", true)]
    [InlineData("REHABILITACIÓN akal", true)]
    [InlineData("akal rehab", true)]
    [InlineData("100%_", true)]
    [InlineData("rehabilitacion litoral", false)]
    public async Task A_search_finds_every_word_without_case_or_accents(string text, bool found)
    {
        var folio = OrderSteps.NewFolio();
        await orders.Given(new { orden_trabajo = folio, descripcion_trabajo = "Rehabilitación 100%_ de AKAL" });

        var list = await orders.List($"q={Uri.EscapeDataString($"{text} {folio}")}");

        Assert.Equal(found ? 1 : 0, (int)list["total"]!);
    }

    [Fact]
    public async Task Each_filter_narrows_the_list()
    {
        var site = await orders.GivenASite("patio");
        var initial = await orders.Given(
            new
            {
                orden_trabajo = OrderSteps.NewFolio(),
                id_patio = site,
                id_estatus_ot = 9,
                fecha_inicio_programado = "2025-03-15",
                fecha_termino_programado = "2025-05-02",
            }
        );
        var reprogramming = await orders.Given(
            new
            {
                tipo = "REPROGRAMACION",
                ot_principal = initial,
                id_patio = site,
            }
        );
        await Expect.Status(HttpStatusCode.OK, await orders.Act(reprogramming, "cancel"));

        Assert.Equal([initial, reprogramming], await Ids(""));
        Assert.Equal([initial], await Ids("tipo=INICIAL"));
        Assert.Equal([reprogramming], await Ids("tipo=REPROGRAMACION"));
        Assert.Equal([initial], await Ids("estatus=9"));
        Assert.Equal([initial], await Ids("activa=true"));
        Assert.Equal([reprogramming], await Ids("activa=false"));
        Assert.Empty(await Ids("vigente_en=2025-02"));
        Assert.Equal([initial], await Ids("vigente_en=2025-03&activa=true"));
        Assert.Equal([initial], await Ids("vigente_en=2025-05&activa=true"));
        Assert.Empty(await Ids("vigente_en=2025-06"));

        async Task<long[]> Ids(string query) =>
            [.. (await orders.List($"sitio={site}&{query}"))["elementos"]!.AsArray().Select(e => (long)e!["id"]!)];
    }

    [Fact]
    public async Task Pages_follow_each_other_and_a_page_past_the_end_still_knows_the_total()
    {
        var prefix = OrderSteps.NewFolio();
        await GivenMany(prefix, 5);

        var first = await orders.List($"q={prefix}&por_pagina=2&pagina=1");
        var third = await orders.List($"q={prefix}&por_pagina=2&pagina=3");
        var past = await orders.List($"q={prefix}&por_pagina=2&pagina=9");

        Assert.Equal((5, 2), ((int)first["total"]!, first["elementos"]!.AsArray().Count));
        Assert.Equal((5, 1), ((int)third["total"]!, third["elementos"]!.AsArray().Count));
        Assert.Equal((5, 0), ((int)past["total"]!, past["elementos"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("tipo=X", "tipo")]
    [InlineData("pagina=0", "pagina")]
    [InlineData("pagina=abc", "pagina")]
    [InlineData("pagina=99999999999999999999", "pagina")]
    [InlineData("sitio=x", "sitio")]
    [InlineData("estatus=-1", "estatus")]
    [InlineData("activa=quizá", "activa")]
    [InlineData("vigente_en=2025-13", "vigente_en")]
    public async Task A_filter_that_makes_no_sense_is_refused_by_its_name(string query, string field) =>
        await Expect.BadField(field, await orders.Planner.GetAsync($"{OrderSteps.Route}?{query}"));

    private async Task<int> StatementsOf(string query, int expected)
    {
        // The first call also opens connections and reads types.
        Assert.Equal(expected, (int)(await orders.List(query))["total"]!);
        return await app.CountStatements(() => orders.List(query));
    }

    private Task GivenMany(string prefix, int count) =>
        app.Execute(
            """
            WITH ot AS (
                INSERT INTO contracts.ot (id_tipo, orden_trabajo) SELECT 4, @prefix || '-' || @count || '-' || n FROM generate_series(1, @count) n
                RETURNING id
            )
            INSERT INTO contracts.family (id_familia) SELECT id FROM ot
            """,
            new { prefix, count }
        );
}
