using System.Net;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Contracts.WorkOrders;

public class SiteLimitTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly OrderSteps orders = new(app);

    [Fact]
    public async Task A_person_limited_to_a_site_sees_and_changes_only_its_orders()
    {
        var (mine, foreign) = (await orders.GivenASite("plataforma"), await orders.GivenASite("plataforma"));
        var here = await orders.Given(new { orden_trabajo = OrderSteps.NewFolio(), id_plataforma = mine });
        var there = await orders.Given(new { orden_trabajo = OrderSteps.NewFolio(), id_plataforma = foreign });
        var nowhere = await orders.GivenAnInitialOrder();
        var person = app.SignedInAs(["Planner"], [mine]);

        var list = await orders.List("", person);

        Assert.Equal(1, (int)list["total"]!);
        Assert.Equal(here, (long)list["elementos"]![0]!["id"]!);
        await orders.Read(here, person);
        foreach (var hidden in new[] { there, nowhere })
        {
            await Expect.Status(HttpStatusCode.NotFound, await person.GetAsync($"{OrderSteps.Route}/{hidden}"));
            await Expect.Status(HttpStatusCode.NotFound, await orders.Edit(hidden, new { comentario = "x" }, person));
            await Expect.Status(HttpStatusCode.NotFound, await orders.Act(hidden, "cancel", person));
            await Expect.BadField(
                "ot_principal",
                await orders.Create(
                    new
                    {
                        tipo = "REPROGRAMACION",
                        ot_principal = hidden,
                        id_plataforma = mine,
                    },
                    person
                )
            );
        }
    }

    [Fact]
    public async Task A_person_limited_to_a_site_gives_no_order_to_another()
    {
        var (mine, foreign) = (await orders.GivenASite("plataforma"), await orders.GivenASite("embarcacion"));
        var person = app.SignedInAs(["Planner"], [mine]);
        var id = (long)
            (
                await Expect.Json(
                    HttpStatusCode.Created,
                    await orders.Create(new { orden_trabajo = OrderSteps.NewFolio(), id_plataforma = mine }, person)
                )
            )["id"]!;

        await Expect.Refusal(HttpStatusCode.Forbidden, "site_not_allowed", await orders.Edit(id, new { id_embarcacion = foreign }, person));
        await Expect.Refusal(
            HttpStatusCode.Forbidden,
            "site_not_allowed",
            await orders.Edit(id, new { id_plataforma = (long?)null }, person)
        );
        await Expect.Refusal(
            HttpStatusCode.Forbidden,
            "site_not_allowed",
            await orders.Create(new { orden_trabajo = OrderSteps.NewFolio() }, person)
        );
    }

    [Fact]
    public async Task A_foreign_site_that_an_order_already_had_stays_when_a_limited_person_edits_it()
    {
        var (mine, foreign) = (await orders.GivenASite("plataforma"), await orders.GivenASite("embarcacion"));
        var id = await orders.Given(
            new
            {
                orden_trabajo = OrderSteps.NewFolio(),
                id_plataforma = mine,
                id_embarcacion = foreign,
            }
        );

        await Expect.Status(HttpStatusCode.OK, await orders.Edit(id, new { comentario = "x" }, app.SignedInAs(["Planner"], [mine])));

        Assert.Equal(foreign, (long)(await orders.Read(id))["id_embarcacion"]!);
    }
}
