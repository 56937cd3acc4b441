using System.Net;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Contracts.WorkOrders;

public class CreateWorkOrderTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly OrderSteps orders = new(app);

    [Fact]
    public async Task An_initial_order_is_kept_as_given_and_opens_its_family()
    {
        var vessel = await orders.GivenASite("embarcacion");
        var platform = await orders.GivenASite("plataforma");
        var yard = await orders.GivenASite("patio");
        var intercom = await orders.GivenASite("intercom");
        var given = new
        {
            orden_trabajo = OrderSteps.NewFolio(),
            tipo = "INICIAL",
            ot_principal = (long?)null,
            num_reprogramacion = (int?)null,
            descripcion_trabajo = "Rehabilitación de “tubería”",
            fecha_inicio_programado = "2025-03-01",
            fecha_termino_programado = "2025-03-31",
            fecha_inicio_real = "2025-03-05",
            fecha_termino_real = "2025-04-02",
            id_embarcacion = vessel,
            id_plataforma = platform,
            id_patio = yard,
            id_intercom = intercom,
            requiere_patio = true,
            fecha_inicio_patio = "2025-02-01",
            fecha_fin_patio = "2025-02-15",
            responsable_cliente = "Ing. Peña",
            oficio_ot = "PEP-1",
            folio_pte = "BME-1",
            monto_mxn = 340_900_000.55m,
            monto_usd = 18_800_000.10m,
            tipo_cambio = 19.164812m,
            plazo_dias = 31,
            id_estatus_ot = 8,
            comentario = "En campo",
        };

        var id = await orders.Given(given);

        var read = await orders.Read(id);
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(given)!.AsObject())
        {
            Assert.Equal(value?.ToJsonString(), read[name]?.ToJsonString());
        }
        Assert.Equal(2, (int)read["id_frente"]!);
        Assert.Equal(id, (long)read["id_familia"]!);
        Assert.True((bool)read["activa"]!);
        Assert.Equal(1, await app.Scalar<int>("SELECT count(*)::int FROM contracts.family WHERE id_familia = @id", new { id }));
    }

    [Fact]
    public async Task A_reprogramming_takes_the_folio_of_its_initial_and_the_next_number()
    {
        var folio = OrderSteps.NewFolio();
        var initial = await orders.GivenAnInitialOrder(folio);

        await orders.GivenAReprogrammingOf(initial);
        var second = await orders.Read(await orders.GivenAReprogrammingOf(initial));

        Assert.Equal(folio, (string?)second["orden_trabajo"]);
        Assert.Equal(2, (int)second["num_reprogramacion"]!);
        Assert.Equal(initial, (long)second["id_familia"]!);
        Assert.Equal(3, second["familia"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_given_number_is_kept_and_the_next_one_follows_it_even_when_that_issue_was_cancelled()
    {
        var initial = await orders.GivenAnInitialOrder();
        var fifth = await orders.Given(
            new
            {
                tipo = "REPROGRAMACION",
                ot_principal = initial,
                num_reprogramacion = 5,
            }
        );
        await Expect.Status(HttpStatusCode.OK, await orders.Act(fifth, "cancel"));

        var next = await orders.Read(await orders.GivenAReprogrammingOf(initial));

        Assert.Equal(6, (int)next["num_reprogramacion"]!);
    }

    [Fact]
    public async Task A_reprogramming_with_another_folio_is_refused()
    {
        var initial = await orders.GivenAnInitialOrder();

        await Expect.BadField(
            "orden_trabajo",
            await orders.Create(
                new
                {
                    tipo = "REPROGRAMACION",
                    ot_principal = initial,
                    orden_trabajo = "OTHER",
                }
            )
        );
    }

    [Fact]
    public async Task A_reprogramming_points_at_an_initial_order_that_exists()
    {
        var reprogramming = await orders.GivenAReprogrammingOf(await orders.GivenAnInitialOrder());

        foreach (var principal in new long?[] { reprogramming, long.MaxValue, null })
        {
            await Expect.BadField("ot_principal", await orders.Create(new { tipo = "REPROGRAMACION", ot_principal = principal }));
        }
    }

    [Fact]
    public async Task A_double_click_on_create_makes_one_order()
    {
        var order = new { orden_trabajo = OrderSteps.NewFolio(), tipo = "INICIAL" };

        var answers = await Task.WhenAll(orders.Create(order), orders.Create(order));

        var refused = Assert.Single(answers, a => a.StatusCode != HttpStatusCode.Created);
        await Expect.Refusal(HttpStatusCode.Conflict, "order_issue_taken", refused);
        Assert.Equal(1, (int)(await orders.List($"q={order.orden_trabajo}"))["total"]!);
    }

    [Fact]
    public async Task Two_people_who_reprogram_at_once_get_two_numbers()
    {
        var initial = await orders.GivenAnInitialOrder();
        var reprogramming = new { tipo = "REPROGRAMACION", ot_principal = initial };

        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => orders.Create(reprogramming))))
        {
            await Expect.Status(HttpStatusCode.Created, answer);
        }

        var numbers = await app.Rows<int>(
            "SELECT num_reprogramacion FROM contracts.ot WHERE ot_principal = @initial ORDER BY 1",
            new { initial }
        );
        Assert.Equal([1, 2, 3, 4, 5, 6], numbers);
    }

    [Theory]
    [InlineData("""{"tipo":"INICIAL"}""", "orden_trabajo")]
    [InlineData("""{"tipo":"INICIAL","orden_trabajo":"   "}""", "orden_trabajo")]
    [InlineData("""{"tipo":"OTRO","orden_trabajo":"X"}""", "tipo")]
    [InlineData("""{"tipo":null,"orden_trabajo":"X"}""", "tipo")]
    [InlineData("""{"tipo":"INICIAL","orden_trabajo":"X","num_reprogramacion":1}""", "num_reprogramacion")]
    [InlineData("""{"tipo":"INICIAL","orden_trabajo":"X","ot_principal":1}""", "ot_principal")]
    [InlineData("""{"tipo":"REPROGRAMACION","ot_principal":1,"num_reprogramacion":0}""", "num_reprogramacion")]
    [InlineData("""{"fecha_inicio_programado":"2025-03-02","fecha_termino_programado":"2025-03-01"}""", "fecha_termino_programado")]
    [InlineData("""{"fecha_inicio_real":"2025-03-02","fecha_termino_real":"2025-03-01"}""", "fecha_termino_real")]
    [InlineData("""{"requiere_patio":true,"fecha_inicio_patio":"2025-03-02","fecha_fin_patio":"2025-03-01"}""", "fecha_fin_patio")]
    [InlineData("""{"fecha_inicio_patio":"2025-03-02"}""", "fecha_inicio_patio")]
    [InlineData("""{"requiere_patio":false,"fecha_fin_patio":"2025-03-02"}""", "fecha_fin_patio")]
    [InlineData("""{"fecha_inicio_real":"2025-02-30"}""", "fecha_inicio_real")]
    [InlineData("""{"fecha_inicio_real":"13/112023"}""", "fecha_inicio_real")]
    [InlineData("""{"fecha_inicio_real":"0204-04-15"}""", "fecha_inicio_real")]
    [InlineData("""{"monto_mxn":-1}""", "monto_mxn")]
    [InlineData("""{"monto_usd":1.005}""", "monto_usd")]
    [InlineData("""{"monto_usd":1e30}""", "monto_usd")]
    [InlineData("""{"tipo_cambio":0}""", "tipo_cambio")]
    [InlineData("""{"plazo_dias":1.5}""", "plazo_dias")]
    [InlineData("""{"plazo_dias":-1}""", "plazo_dias")]
    [InlineData("""{"id_estatus_ot":1}""", "id_estatus_ot")]
    [InlineData("""{"id_estatus_ot":12}""", "id_estatus_ot")]
    [InlineData("""{"id_frente":9}""", "id_frente")]
    [InlineData("""{"id_embarcacion":987654321}""", "id_embarcacion")]
    [InlineData("""{"id_cliente":987654321}""", "id_cliente")]
    [InlineData("""{"id_responsable_proyecto":987654321}""", "id_responsable_proyecto")]
    public async Task A_bad_field_is_refused_under_its_name(string body, string field)
    {
        var order = System.Text.Json.Nodes.JsonNode.Parse(body)!.AsObject();
        if (!order.ContainsKey("orden_trabajo") && !order.ContainsKey("tipo"))
        {
            order["orden_trabajo"] = OrderSteps.NewFolio();
        }

        await Expect.BadField(field, await orders.Create(order));
    }

    [Theory]
    [InlineData("""{"orden_trabajo":"X","monto_mxn":"100"}""", "monto_mxn")]
    [InlineData("""{"orden_trabajo":12}""", "orden_trabajo")]
    [InlineData("""{"orden_trabajo":"X","requiere_patio":"yes"}""", "requiere_patio")]
    [InlineData("[]", "")]
    public async Task A_member_of_the_wrong_type_is_named(string body, string path)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        await Expect.WrongType(path, await orders.Planner.PostAsync(OrderSteps.Route, content));
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_is_no_order_at_all()
    {
        using var content = new StringContent("{", System.Text.Encoding.UTF8, "application/json");

        await Expect.Refusal(HttpStatusCode.BadRequest, "bad_request", await orders.Planner.PostAsync(OrderSteps.Route, content));
    }

    [Theory]
    [InlineData("plataforma", "id_embarcacion")]
    [InlineData("embarcacion", "id_plataforma")]
    [InlineData("intercom", "id_patio")]
    [InlineData("patio", "id_intercom")]
    public async Task A_site_of_another_kind_is_refused(string front, string field)
    {
        var site = await orders.GivenASite(front);

        await Expect.BadField(
            field,
            await orders.Create(new Dictionary<string, object> { ["orden_trabajo"] = OrderSteps.NewFolio(), [field] = site })
        );
    }

    [Fact]
    public async Task Several_bad_fields_are_told_at_once()
    {
        var problem = await Expect.BadField(
            "monto_mxn",
            await orders.Create(
                new
                {
                    tipo = "INICIAL",
                    monto_mxn = -1,
                    plazo_dias = -1,
                }
            )
        );

        Assert.Equal(["orden_trabajo", "monto_mxn", "plazo_dias"], problem["errors"]!.AsObject().Select(e => e.Key));
    }

    [Fact]
    public async Task Only_who_plans_creates_orders()
    {
        var order = new { orden_trabajo = OrderSteps.NewFolio(), tipo = "INICIAL" };

        await Expect.Status(HttpStatusCode.Unauthorized, await orders.Create(order, app.Anonymous()));
        await Expect.Status(HttpStatusCode.Forbidden, await orders.Create(order, app.SignedInAs("Viewer")));
        await Expect.Status(HttpStatusCode.OK, await app.SignedInAs("Viewer").GetAsync(OrderSteps.Route));
    }

    [Fact]
    public async Task Text_that_looks_like_markup_stays_text()
    {
        const string Text = "<img src=x onerror=alert(1)> 'OR 1=1 --";
        var id = await orders.Given(new { orden_trabajo = OrderSteps.NewFolio(), descripcion_trabajo = Text });

        Assert.Equal(Text, (string?)(await orders.Read(id))["descripcion_trabajo"]);
    }
}
