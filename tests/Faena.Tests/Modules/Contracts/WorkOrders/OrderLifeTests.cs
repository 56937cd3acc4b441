using System.Net;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Contracts.WorkOrders;

public class OrderLifeTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly OrderSteps orders = new(app);

    [Fact]
    public async Task A_cancelled_order_keeps_everything_and_comes_back()
    {
        var id = await orders.Given(
            new
            {
                orden_trabajo = OrderSteps.NewFolio(),
                monto_mxn = 5,
                fecha_inicio_real = "2025-01-01",
            }
        );

        var cancelled = await Expect.Json(HttpStatusCode.OK, await orders.Act(id, "cancel"));
        var again = await Expect.Json(HttpStatusCode.OK, await orders.Act(id, "cancel"));
        var restored = await Expect.Json(HttpStatusCode.OK, await orders.Act(id, "restore"));
        await Expect.Status(HttpStatusCode.OK, await orders.Act(id, "restore"));

        Assert.False((bool)cancelled["activa"]!);
        Assert.Equal(cancelled.ToJsonString(), again.ToJsonString());
        Assert.True((bool)restored["activa"]!);
        Assert.Equal(5, (decimal)restored["monto_mxn"]!);
        Assert.Equal(3, await orders.AuditRowsOf(id));
    }

    [Fact]
    public async Task A_cancelled_issue_does_not_hold_the_family_open()
    {
        var initial = await orders.Given(
            new
            {
                orden_trabajo = OrderSteps.NewFolio(),
                fecha_inicio_programado = "2025-03-05",
                fecha_termino_programado = "2025-03-10",
            }
        );
        var reprogramming = await orders.Given(
            new
            {
                tipo = "REPROGRAMACION",
                ot_principal = initial,
                fecha_inicio_programado = "2025-03-05",
                fecha_termino_programado = "2025-03-20",
            }
        );
        Assert.Equal("2025-03-20", (string?)(await orders.Read(initial))["vigencia_fin"]);

        await Expect.Status(HttpStatusCode.OK, await orders.Act(reprogramming, "cancel"));

        Assert.Equal("2025-03-10", (string?)(await orders.Read(initial))["vigencia_fin"]);
    }

    [Fact]
    public async Task A_newest_issue_that_ends_earlier_takes_no_day_away_but_is_told()
    {
        var initial = await orders.Given(
            new
            {
                orden_trabajo = OrderSteps.NewFolio(),
                fecha_inicio_real = "2025-03-05",
                fecha_inicio_programado = "2025-03-01",
                fecha_termino_programado = "2025-12-22",
            }
        );
        Assert.False((bool)(await orders.Read(initial))["vigencia_se_acorta"]!);
        await orders.Given(
            new
            {
                tipo = "REPROGRAMACION",
                ot_principal = initial,
                fecha_termino_programado = "2025-08-31",
            }
        );

        var read = await orders.Read(initial);

        Assert.Equal("2025-03-05", (string?)read["vigencia_inicio"]);
        Assert.Equal("2025-12-22", (string?)read["vigencia_fin"]);
        Assert.Equal("2025-08-31", (string?)read["vigencia_fin_ultima"]);
        Assert.True((bool)read["vigencia_se_acorta"]!);
    }

    [Fact]
    public async Task Finishing_an_order_sets_its_real_end_and_taking_it_back_clears_it()
    {
        var id = await orders.Given(new { orden_trabajo = OrderSteps.NewFolio(), fecha_inicio_real = "2025-03-05" });

        var finished = await Expect.Json(
            HttpStatusCode.OK,
            await orders.SetStatus(
                id,
                new
                {
                    estatus = 10,
                    comentario = "Entregada",
                    fecha_entrega = "2025-04-01",
                }
            )
        );
        var reopened = await Expect.Json(HttpStatusCode.OK, await orders.SetStatus(id, new { estatus = 8 }));

        Assert.Equal("2025-04-01", (string?)finished["fecha_termino_real"]);
        Assert.Equal("Entregada", (string?)finished["comentario"]);
        Assert.Equal("TERMINADA", (string?)finished["estatus_ot"]);
        Assert.Null(reopened["fecha_termino_real"]);
        Assert.Equal("Entregada", (string?)reopened["comentario"]);
    }

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    public async Task An_order_finished_without_a_date_ends_today_where_it_is_done(string zone)
    {
        var vessel = await orders.GivenASite("embarcacion");
        await app.Execute("UPDATE catalog.sitio SET zona_horaria = @zone WHERE id = @vessel", new { zone, vessel });
        var id = await orders.Given(new { orden_trabajo = OrderSteps.NewFolio(), id_embarcacion = vessel });
        DateOnly Today() =>
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(app.Time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);

        var before = Today();
        var finished = await Expect.Json(HttpStatusCode.OK, await orders.SetStatus(id, new { estatus = 10 }));

        Assert.InRange(
            DateOnly.Parse((string)finished["fecha_termino_real"]!, System.Globalization.CultureInfo.InvariantCulture),
            before,
            Today()
        );
    }

    [Theory]
    [InlineData("""{}""", "estatus")]
    [InlineData("""{"estatus":1}""", "estatus")]
    [InlineData("""{"estatus":17}""", "estatus")]
    [InlineData("""{"estatus":8,"fecha_entrega":"2025-04-01"}""", "fecha_entrega")]
    [InlineData("""{"estatus":10,"fecha_entrega":"2025-03-04"}""", "fecha_entrega")]
    [InlineData("""{"estatus":10,"fecha_entrega":"mañana"}""", "fecha_entrega")]
    public async Task A_state_that_cannot_be_is_refused(string body, string field)
    {
        var id = await orders.Given(new { orden_trabajo = OrderSteps.NewFolio(), fecha_inicio_real = "2025-03-05" });

        await Expect.BadField(field, await orders.SetStatus(id, JsonNode.Parse(body)!));
    }

    [Fact]
    public async Task An_edit_that_leaves_finished_clears_the_end_too()
    {
        var id = await orders.Given(
            new
            {
                orden_trabajo = OrderSteps.NewFolio(),
                id_estatus_ot = 10,
                fecha_termino_real = "2025-03-05",
            }
        );

        await Expect.Status(HttpStatusCode.OK, await orders.Edit(id, new { id_estatus_ot = 9 }));

        Assert.Null((await orders.Read(id))["fecha_termino_real"]);
    }

    [Fact]
    public async Task A_site_with_orders_cannot_be_deleted()
    {
        var site = await orders.GivenASite("plataforma");
        var id = await orders.Given(new { orden_trabajo = OrderSteps.NewFolio(), id_plataforma = site });

        await Expect.Status(HttpStatusCode.Conflict, await app.SignedInAs("Administrator").DeleteAsync($"/api/catalog/sites/{site}"));

        Assert.Equal(site, (long)(await orders.Read(id))["id_plataforma"]!);
    }

    [Fact]
    public async Task A_write_is_never_a_GET()
    {
        var id = await orders.GivenAnInitialOrder();

        foreach (var action in new[] { "cancel", "restore", "status" })
        {
            await Expect.Status(HttpStatusCode.MethodNotAllowed, await orders.Planner.GetAsync($"{OrderSteps.Route}/{id}/{action}"));
        }
    }
}
