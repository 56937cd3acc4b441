using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Molding;

/// <summary>Draft, released, closed, reopened; and two people at one order.</summary>
public class OrderLifeTests(TestApp app) : IClassFixture<TestApp>, IAsyncLifetime
{
    private readonly MoldingSteps plant = new(app);

    public async ValueTask InitializeAsync() => await plant.GivenThePlant();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_order_lives_from_draft_to_closed_and_back_and_the_log_says_who_and_why()
    {
        var number = await plant.Given(MoldingSteps.Buckets());

        Assert.Equal("LIBERADA", await StateAfter(number, "liberar"));
        Assert.Equal("LIBERADA", await StateAfter(number, "liberar"));
        Assert.Equal("CERRADA", await StateAfter(number, "cerrar", "Meta cumplida"));
        Assert.Equal("LIBERADA", await StateAfter(number, "reabrir", "Faltaron 20 kg"));

        var log = (await plant.Read(number))["historial"]!.AsArray();
        Assert.Equal(
            [
                (null, "BORRADOR", ""),
                ("BORRADOR", "LIBERADA", ""),
                ("LIBERADA", "CERRADA", "Meta cumplida"),
                ("CERRADA", "LIBERADA", "Faltaron 20 kg"),
            ],
            log.Select(e => ((string?)e!["de"], (string)e["a"]!, (string)e["motivo"]!))
        );
        Assert.All(log, e => Assert.Equal("molding", (string?)e!["usuario"]));
    }

    [Fact]
    public async Task A_closed_order_is_not_active_and_takes_no_edit()
    {
        var order = MoldingSteps.Buckets();
        var number = await plant.GivenReleased(order);
        await plant.Act(number, "cerrar", "Fin");

        Assert.False((bool)(await plant.Read(number))["cabecera"]!["activa"]!);
        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CLOSED", await plant.Edit(number, order));
        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CLOSED", await plant.Act(number, "liberar"));
        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CLOSED", await plant.Act(number, "cerrar", "Otra vez"));
    }

    [Fact]
    public async Task Closing_and_reopening_need_a_reason_and_their_state()
    {
        var number = await plant.Given(MoldingSteps.Buckets());

        await Expect.BadField("motivo", await plant.Act(number, "cerrar"));
        await Expect.BadField("motivo", await plant.Act(number, "cerrar", "   "));
        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_NOT_RELEASED", await plant.Act(number, "cerrar", "Fin"));
        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_NOT_CLOSED", await plant.Act(number, "reabrir", "Sigue"));
    }

    [Fact]
    public async Task Only_an_order_with_a_whole_recipe_in_every_lot_is_released()
    {
        var order = MoldingSteps.Buckets();
        order["lotes"] = new JsonArray();
        var number = await plant.Given(order);
        await Expect.BadField("lotes", await plant.Act(number, "liberar"));

        order["lotes"] = MoldingSteps.Lots(2);
        order["lotes"]![1]!["materiales"] = new JsonArray();
        await Expect.Status(HttpStatusCode.OK, await plant.Edit(number, order));
        await Expect.BadField("lotes[1].materiales", await plant.Act(number, "liberar"));

        order["lotes"] = MoldingSteps.Lots(2);
        await Expect.Status(HttpStatusCode.OK, await plant.Edit(number, order));
        await Expect.Status(HttpStatusCode.OK, await plant.Act(number, "liberar"));
        order["lotes"] = new JsonArray();
        await Expect.BadField("lotes", await plant.Edit(number, order));
    }

    [Fact]
    public async Task An_edit_changes_the_figures_and_an_equal_one_changes_nothing()
    {
        var order = MoldingSteps.Buckets();
        var number = await plant.GivenReleased(order);
        var version = (long)(await plant.Read(number))["version"]!;

        await Expect.Status(HttpStatusCode.OK, await plant.Edit(number, order));
        Assert.Equal(version, (long)(await plant.Read(number))["version"]!);

        order["peso_unitario"] = 86;
        var edited = await Expect.Json(HttpStatusCode.OK, await plant.Edit(number, order));
        Assert.Equal("172", (string?)edited["calculo"]!["peso_neto_tiro"]);
        Assert.Equal(version + 1, (long)edited["version"]!);
        Assert.Equal("LIBERADA", (string?)edited["cabecera"]!["estado"]);
    }

    [Fact]
    public async Task A_number_never_changes_and_stays_as_first_entered()
    {
        var order = MoldingSteps.Buckets();
        var number = await plant.Given(order);

        order["numero_op"] = number.ToLowerInvariant();
        var edited = await Expect.Json(HttpStatusCode.OK, await plant.Edit(number, order));
        Assert.Equal(number, (string?)edited["cabecera"]!["numero_op"]);

        order["numero_op"] = MoldingSteps.NewNumber();
        await Expect.BadField("numero_op", await plant.Edit(number, order));
    }

    [Fact]
    public async Task Of_two_people_at_one_order_the_second_sees_what_the_first_wrote()
    {
        var order = MoldingSteps.Buckets();
        var number = await plant.Given(order);
        var read = await plant.Molder.GetAsync($"{MoldingSteps.Route}/{number}");
        var tag = read.Headers.ETag!.ToString();
        var version = (long)(await Expect.Json(HttpStatusCode.OK, read))["version"]!;
        order["meta_kg"] = 900;
        await Expect.Status(HttpStatusCode.OK, await plant.Edit(number, order, tag));

        order["meta_kg"] = 800;
        var byTag = await Expect.Refusal(HttpStatusCode.PreconditionFailed, "ORDER_CHANGED", await plant.Edit(number, order, tag));
        order["version"] = version;
        var byMember = await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CHANGED", await plant.Edit(number, order));

        Assert.Equal(900m, (decimal)byTag["actual"]!["cabecera"]!["meta_kg"]!);
        Assert.Equal(900m, (decimal)byMember["actual"]!["cabecera"]!["meta_kg"]!);
        order["version"] = (long)byMember["actual"]!["version"]!;
        await Expect.Status(HttpStatusCode.OK, await plant.Edit(number, order));
    }

    [Fact]
    public async Task A_change_of_the_catalog_changes_no_order_and_the_order_can_still_be_edited()
    {
        await plant.Molder.PostAsJsonAsync(
            "/api/molding/catalog",
            new
            {
                materiales = new[] { new { nombre = "PS cristal", tipo = "Virgen" } },
                colores = new[] { "Lila" },
                maquinas = new[] { new { nombre = "HT 120 A", tipo = "Inyectora" } },
                moldes = new[] { new { codigo = "JARRA-2" } },
            }
        );
        var order = MoldingSteps.Buckets();
        (order["maquina"], order["molde"]) = ("HT 120 A", "JARRA-2");
        order["lotes"] = new JsonArray(MoldingSteps.Lot("Lila"));
        order["lotes"]![0]!["materiales"] = MoldingSteps.Recipe(("PS cristal", 1m));
        var number = await plant.Given(order);
        var before = await plant.Molder.GetStringAsync($"{MoldingSteps.Route}/{number}");

        await app.Execute(
            """
            UPDATE molding.maquina SET nombre = 'HT 120 B', tipo = 'Sopladora' WHERE nombre = 'HT 120 A';
            UPDATE molding.molde SET codigo = 'JARRA-2L', peso_tiro = 1 WHERE codigo = 'JARRA-2';
            UPDATE molding.material SET nombre = 'PS', tipo = 'Segunda' WHERE nombre = 'PS cristal';
            UPDATE molding.color SET nombre = 'Morado', activo = false WHERE nombre = 'Lila';
            """
        );

        Assert.Equal(before, await plant.Molder.GetStringAsync($"{MoldingSteps.Route}/{number}"));
        order["meta_kg"] = 500;
        var edited = await Expect.Json(HttpStatusCode.OK, await plant.Edit(number, order));
        Assert.Equal("HT 120 A", (string?)edited["cabecera"]!["maquina"]);
        Assert.Equal("Virgen", (string?)edited["lotes"]![0]!["materiales"]![0]!["tipo"]);
    }

    [Fact]
    public async Task The_list_is_found_by_words_and_state_without_a_query_for_each_order()
    {
        var product = $"CUBETA {Guid.NewGuid():N}";
        var numbers = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var order = MoldingSteps.Buckets(start: $"2024-01-0{i + 1}T07:00");
            order["producto"] = product;
            numbers.Add(await plant.GivenReleased(order));
        }
        await plant.Act(numbers[0], "cerrar", "Fin");

        Assert.Equal([numbers[2], numbers[1], numbers[0]], await Found($"q={Uri.EscapeDataString(product)}"));
        Assert.Equal([numbers[2], numbers[1]], await Found($"q={Uri.EscapeDataString(product)}&activa=true"));
        Assert.Equal([numbers[0]], await Found($"q={Uri.EscapeDataString(product)}&estado=CERRADA"));
        Assert.Equal([numbers[1]], await Found($"q={numbers[1].Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()}"));
        var statements = await app.CountStatements(() => plant.Molder.GetAsync(MoldingSteps.Route));
        Assert.True(statements <= 4, $"{statements} statements");
        await Expect.BadField("activa", await plant.Molder.GetAsync($"{MoldingSteps.Route}?activa=si"));
    }

    [Fact]
    public async Task A_list_of_five_hundred_orders_takes_no_more_statements_than_one_of_a_few()
    {
        var number = await plant.Given(MoldingSteps.Buckets());
        var few = await app.CountStatements(() => plant.Molder.GetAsync(MoldingSteps.Route));
        await app.Execute(
            """
            INSERT INTO molding.orden_produccion (numero_op, clave_op, fecha_creacion, creada_por, fecha_inicio, producto, id_molde, molde,
              id_maquina, maquina, tipo_maquina, tipo_orden, tiempo_ciclo, peso_unitario, cavidades, peso_tiro, horas_turno, meta_kg,
              calendario, base_tiempo)
            SELECT 'MUCHAS-' || n, 'MUCHAS' || n, fecha_creacion, creada_por, fecha_inicio, producto, id_molde, molde, id_maquina, maquina,
              tipo_maquina, tipo_orden, tiempo_ciclo, peso_unitario, cavidades, peso_tiro, horas_turno, meta_kg, calendario, base_tiempo
            FROM molding.orden_produccion, generate_series(1, 500) n WHERE numero_op = @number
            """,
            new { number }
        );

        foreach (var page in new[] { "", "?pagina=10" })
        {
            var list = await Expect.Json(HttpStatusCode.OK, await plant.Molder.GetAsync(MoldingSteps.Route + page));
            Assert.Equal(50, list["ordenes"]!.AsArray().Count);
            Assert.True((int)list["total"]! > 500);
            Assert.Equal(few, await app.CountStatements(() => plant.Molder.GetAsync(MoldingSteps.Route + page)));
        }
        Assert.Equal(few, await app.CountStatements(() => plant.Molder.GetAsync("/molding?q=muchas")));
    }

    [Fact]
    public async Task Every_step_is_in_the_audit_log()
    {
        var number = await plant.GivenReleased(MoldingSteps.Buckets());

        var changes = await app.Rows<string>(
            """
            SELECT a.action_type FROM audit.audit_log a JOIN molding.orden_produccion o ON a.record_id = o.id::text
            WHERE a.table_name = 'molding.orden_produccion' AND o.numero_op = @number ORDER BY a.audit_id
            """,
            new { number }
        );

        Assert.Equal(["CREATE", "UPDATE"], changes);
    }

    [Fact]
    public async Task What_is_stored_keeps_every_recipe_whole()
    {
        var order = MoldingSteps.Buckets();
        order["lotes"]![0]!["materiales"] = MoldingSteps.Parts(("PP Clarif", 5), ("Molido", 1));
        await plant.GivenReleased(order);

        var broken = await app.Rows<dynamic>(await File.ReadAllTextAsync(Repo.PathOf("db/invariants/molding_recipes.sql")));

        Assert.Empty(broken);
    }

    private async Task<string?> StateAfter(string number, string action, string? reason = null) =>
        (string?)(await Expect.Json(HttpStatusCode.OK, await plant.Act(number, action, reason)))["cabecera"]!["estado"];

    private async Task<IEnumerable<string>> Found(string query)
    {
        var list = await Expect.Json(HttpStatusCode.OK, await plant.Molder.GetAsync($"{MoldingSteps.Route}?{query}"));
        var orders = list["ordenes"]!.AsArray();
        Assert.Equal(orders.Count, (int)list["total"]!);
        return orders.Select(o => (string)o!["numero_op"]!);
    }
}
