using System.Net;
using System.Net.Http.Json;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Contracts.WorkOrders;

public class EditWorkOrderTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly OrderSteps orders = new(app);

    private async Task<long> GivenAYardOrder() =>
        await orders.Given(
            new
            {
                orden_trabajo = OrderSteps.NewFolio(),
                id_frente = 1,
                id_patio = await orders.GivenASite("patio"),
                requiere_patio = true,
                fecha_inicio_patio = "2025-01-01",
                fecha_fin_patio = "2025-02-01",
                fecha_inicio_programado = "2025-01-01",
                fecha_termino_programado = "2025-03-01",
                monto_mxn = 10.5m,
                comentario = "antes",
            }
        );

    [Fact]
    public async Task An_order_sent_back_as_it_was_read_keeps_every_field_and_leaves_no_trace()
    {
        var id = await GivenAYardOrder();
        var read = await orders.Read(id);
        var traces = await orders.AuditRowsOf(id);

        await Expect.Status(HttpStatusCode.OK, await orders.Edit(id, read));

        Assert.Equal(read.ToJsonString(), (await orders.Read(id)).ToJsonString());
        Assert.Equal(traces, await orders.AuditRowsOf(id));
    }

    [Fact]
    public async Task A_yard_order_keeps_its_yard_when_another_field_is_edited()
    {
        var id = await GivenAYardOrder();
        var read = await orders.Read(id);
        read["descripcion_trabajo"] = "otra";

        await Expect.Status(HttpStatusCode.OK, await orders.Edit(id, read));

        var now = await orders.Read(id);
        Assert.Equal("otra", (string?)now["descripcion_trabajo"]);
        foreach (var field in new[] { "id_patio", "id_frente", "requiere_patio", "fecha_inicio_patio", "fecha_fin_patio", "monto_mxn" })
        {
            Assert.Equal(read[field]!.ToJsonString(), now[field]!.ToJsonString());
        }
        Assert.Equal(1, (int)(await orders.List($"sitio={now["id_patio"]}"))["total"]!);
    }

    [Fact]
    public async Task Null_clears_a_date_and_what_is_not_sent_stays()
    {
        var id = await GivenAYardOrder();

        await Expect.Status(
            HttpStatusCode.OK,
            await orders.Edit(id, new { fecha_termino_programado = (string?)null, monto_mxn = (decimal?)null })
        );

        var now = await orders.Read(id);
        Assert.Null(now["fecha_termino_programado"]);
        Assert.Null(now["monto_mxn"]);
        Assert.Equal("2025-01-01", (string?)now["fecha_inicio_programado"]);
        Assert.Equal("antes", (string?)now["comentario"]);
    }

    [Fact]
    public async Task The_front_follows_the_sites()
    {
        var id = await GivenAYardOrder();

        await Expect.Status(HttpStatusCode.OK, await orders.Edit(id, new { id_embarcacion = await orders.GivenASite("embarcacion") }));

        Assert.Equal(2, (int)(await orders.Read(id))["id_frente"]!);
    }

    [Fact]
    public async Task A_new_folio_of_the_initial_order_is_the_folio_of_its_whole_family()
    {
        var initial = await orders.GivenAnInitialOrder();
        var reprogramming = await orders.GivenAReprogrammingOf(initial);
        var folio = OrderSteps.NewFolio();

        await Expect.BadField("orden_trabajo", await orders.Edit(reprogramming, new { orden_trabajo = folio }));
        await Expect.Status(HttpStatusCode.OK, await orders.Edit(initial, new { orden_trabajo = folio }));

        Assert.Equal(folio, (string?)(await orders.Read(reprogramming))["orden_trabajo"]);
    }

    [Fact]
    public async Task A_folio_or_number_that_is_taken_is_refused()
    {
        var (one, other) = (await orders.GivenAnInitialOrder(), await orders.GivenAnInitialOrder());
        await orders.GivenAReprogrammingOf(one);
        var second = await orders.GivenAReprogrammingOf(one);
        var taken = (string?)(await orders.Read(other))["orden_trabajo"];

        await Expect.Refusal(HttpStatusCode.Conflict, "order_issue_taken", await orders.Edit(one, new { orden_trabajo = taken }));
        await Expect.Refusal(HttpStatusCode.Conflict, "order_issue_taken", await orders.Edit(second, new { num_reprogramacion = 1 }));
    }

    [Fact]
    public async Task A_reprogramming_put_under_another_initial_takes_its_folio_and_next_number()
    {
        var (one, other) = (await orders.GivenAnInitialOrder(), await orders.GivenAnInitialOrder());
        await orders.GivenAReprogrammingOf(other);
        var moved = await orders.GivenAReprogrammingOf(one);

        await Expect.Status(HttpStatusCode.OK, await orders.Edit(moved, new { ot_principal = other }));

        var now = await orders.Read(moved);
        Assert.Equal((string?)(await orders.Read(other))["orden_trabajo"], (string?)now["orden_trabajo"]);
        Assert.Equal(2, (int)now["num_reprogramacion"]!);
        Assert.Equal(other, (long)now["id_familia"]!);
    }

    [Fact]
    public async Task An_order_does_not_change_its_kind()
    {
        var (one, other) = (await orders.GivenAnInitialOrder(), await orders.GivenAnInitialOrder());

        await Expect.BadField("tipo", await orders.Edit(one, new { tipo = "REPROGRAMACION", ot_principal = other }));
    }

    [Fact]
    public async Task Of_two_people_who_edit_the_same_order_the_second_is_told()
    {
        var id = await GivenAYardOrder();
        var seen = await orders.Read(id);

        await Expect.Status(HttpStatusCode.OK, await orders.Edit(id, new { comentario = "primero", version = (long)seen["version"]! }));

        var refused = await Expect.Refusal(
            HttpStatusCode.Conflict,
            "order_changed_meanwhile",
            await orders.Edit(id, new { comentario = "segundo", version = (long)seen["version"]! })
        );
        Assert.Equal("primero", (string?)refused["actual"]!["comentario"]);
        Assert.Equal("primero", (string?)(await orders.Read(id))["comentario"]);
    }

    [Fact]
    public async Task A_stale_tag_is_a_failed_precondition()
    {
        var id = await GivenAYardOrder();
        var tag = (await orders.Planner.GetAsync($"{OrderSteps.Route}/{id}")).Headers.ETag!;

        var first = await EditWithTag("a");
        await Expect.Status(HttpStatusCode.OK, first);
        await Expect.Refusal(HttpStatusCode.PreconditionFailed, "order_changed_meanwhile", await EditWithTag("b"));
        tag = first.Headers.ETag!;
        await Expect.Status(HttpStatusCode.OK, await EditWithTag("c"));

        Task<HttpResponseMessage> EditWithTag(string comment)
        {
            var request = new HttpRequestMessage(HttpMethod.Put, $"{OrderSteps.Route}/{id}")
            {
                Content = JsonContent.Create(new { comentario = comment }),
            };
            request.Headers.IfMatch.Add(tag);
            return orders.Planner.SendAsync(request);
        }
    }

    [Fact]
    public async Task Ten_people_who_edit_at_once_with_the_version_they_saw_end_with_one_edit()
    {
        var id = await GivenAYardOrder();
        var version = (long)(await orders.Read(id))["version"]!;

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => orders.Edit(id, new { comentario = $"persona {i}", version }))
        );

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(9, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task An_edit_says_who_did_it_and_what_was_there_before()
    {
        var id = await GivenAYardOrder();

        await Expect.Status(HttpStatusCode.OK, await orders.Edit(id, new { comentario = "después" }));

        var (user, before, after) = await app.Row<(string, string, string)>(
            """
            SELECT changed_by, before ->> 'comentario', after ->> 'comentario' FROM audit.audit_log
            WHERE table_name = 'contracts.ot' AND record_id = @id::text AND action_type = 'UPDATE'
            """,
            new { id }
        );
        Assert.Equal(("planner", "antes", "después"), (user, before, after));
    }

    [Fact]
    public async Task A_family_that_changed_has_another_version()
    {
        var id = await GivenAYardOrder();
        var before = await VersionOfFamily(id);

        await Expect.Status(HttpStatusCode.OK, await orders.Edit(id, new { fecha_termino_programado = "2025-06-01" }));

        Assert.Equal(before + 1, await VersionOfFamily(id));
    }

    [Fact]
    public async Task Nobody_edits_an_order_that_does_not_exist()
    {
        await Expect.Refusal(HttpStatusCode.NotFound, "order_not_found", await orders.Edit(999_999_999, new { comentario = "x" }));
        await Expect.Status(HttpStatusCode.NotFound, await orders.Planner.GetAsync($"{OrderSteps.Route}/999999999"));
    }

    [Fact]
    public async Task An_edit_is_refused_as_a_whole()
    {
        var id = await GivenAYardOrder();
        var before = await orders.Read(id);

        await Expect.BadField(
            "fecha_termino_programado",
            await orders.Edit(id, new { comentario = "x", fecha_termino_programado = "2024-01-01" })
        );

        Assert.Equal(before.ToJsonString(), (await orders.Read(id)).ToJsonString());
    }

    private Task<long> VersionOfFamily(long id) =>
        app.Scalar<long>("SELECT version FROM contracts.family WHERE id_familia = @id", new { id });
}
