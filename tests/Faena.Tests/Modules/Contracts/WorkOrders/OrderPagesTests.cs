using System.Net;
using Faena.Kernel.Xlsx;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Contracts.WorkOrders;

public class OrderPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Pages = "/contracts/work-orders";
    private readonly OrderSteps orders = new(app);

    [Fact]
    public async Task The_list_shows_what_its_address_asks_for()
    {
        var folio = OrderSteps.NewFolio();
        var id = await orders.Given(
            new
            {
                orden_trabajo = folio,
                fecha_inicio_programado = "2025-03-01",
                fecha_termino_programado = "2025-03-31",
            }
        );
        await orders.GivenAReprogrammingOf(id);

        var page = await Page($"{Pages}?q={folio}&tipo=INICIAL&vigente_en=2025-03&activa=true&page=nonsense");

        Assert.Contains($"href=\"{Pages}/{id}\"", page, StringComparison.Ordinal);
        Assert.Contains("1 reprog.", page, StringComparison.Ordinal);
        Assert.Contains("01/03/2025", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{folio}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_leads_to_its_annex_and_not_to_a_month_sheet_while_it_has_no_site()
    {
        var id = await orders.GivenAnInitialOrder();

        var page = await Page($"{Pages}/{id}");

        Assert.Contains($"href=\"{Pages}/{id}/annex\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("tab=production", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_without_orders_says_what_to_do_next()
    {
        Assert.Contains("Ninguna orden cumple los filtros", await Page($"{Pages}?q={OrderSteps.NewFolio()}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_asks_the_database_as_often_for_one_order_as_for_many()
    {
        var folio = OrderSteps.NewFolio();
        await orders.GivenAnInitialOrder($"{folio}-1");
        await Page($"{Pages}?q={folio}");
        var few = await app.CountStatements(() => Page($"{Pages}?q={folio}"));
        foreach (var number in Enumerable.Range(2, 30))
        {
            await orders.GivenAnInitialOrder($"{folio}-{number}");
        }

        Assert.Equal(few, await app.CountStatements(() => Page($"{Pages}?q={folio}")));
    }

    [Fact]
    public async Task Who_only_reads_is_offered_no_changes()
    {
        var id = await orders.GivenAnInitialOrder();

        var page = await Page($"{Pages}/{id}", app.SignedInAs("Viewer"));

        Assert.DoesNotContain("/cancel", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/edit", page, StringComparison.Ordinal);
        foreach (var closed in new[] { "/new", $"/{id}/edit", $"/{id}/reprogram", "/import" })
        {
            await Expect.Status(HttpStatusCode.Forbidden, await app.SignedInAs("Viewer").GetAsync(Pages + closed));
        }
    }

    [Fact]
    public async Task The_page_of_an_order_shows_its_family_and_warns_when_the_newest_issue_ends_earlier()
    {
        var id = await orders.Given(
            new
            {
                orden_trabajo = OrderSteps.NewFolio(),
                fecha_inicio_programado = "2025-03-01",
                fecha_termino_programado = "2025-12-22",
            }
        );
        var issue = await orders.Given(
            new
            {
                tipo = "REPROGRAMACION",
                ot_principal = id,
                fecha_termino_programado = "2025-08-31",
                descripcion_trabajo = "<img src=x onerror=alert(1)>",
            }
        );

        var page = await Page($"{Pages}/{issue}");

        Assert.Contains("Reprogramación 1", page, StringComparison.Ordinal);
        Assert.Contains("La última emisión termina antes que una anterior", page, StringComparison.Ordinal);
        Assert.Contains("31/08/2025", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Pages}/{issue}/annex\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", await RawPage($"{Pages}/{issue}"), StringComparison.Ordinal);
        await Expect.Status(HttpStatusCode.NotFound, await orders.Planner.GetAsync($"{Pages}/999999999"));
    }

    [Fact]
    public async Task The_next_issue_is_offered_with_the_data_of_the_newest()
    {
        var id = await orders.Given(new { orden_trabajo = OrderSteps.NewFolio(), monto_mxn = 1 });
        await orders.Given(
            new
            {
                tipo = "REPROGRAMACION",
                ot_principal = id,
                monto_mxn = 271.1m,
                fecha_inicio_real = "2025-01-01",
                oficio_ot = "OFICIO-VIEJO",
            }
        );

        var page = await Page($"{Pages}/{id}/reprogram");

        Assert.Matches("name=\"monto_mxn\"[^>]*value=\"271.10\"", page);
        Assert.Matches("name=\"num_reprogramacion\"[^>]*value=\"2\"", page);
        Assert.Matches($"name=\"ot_principal\"[^>]*value=\"{id}\"", page);
        Assert.DoesNotContain("OFICIO-VIEJO", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"2025-01-01\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_of_an_order_knows_its_version_and_offers_each_site_in_its_own_place()
    {
        var yard = await orders.GivenASite("patio");
        var id = await orders.Given(new { orden_trabajo = OrderSteps.NewFolio(), id_patio = yard });

        var page = await Page($"{Pages}/{id}/edit");

        Assert.Matches("name=\"version\"[^>]*value=\"1\"", page);
        Assert.Matches($"<option value=\"{yard}\" selected", page);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page, $"<option value=\"{yard}\""));
    }

    [Fact]
    public async Task The_history_tells_who_changed_which_field_from_what_to_what_in_peoples_words()
    {
        var vessel = await orders.GivenASite("embarcacion");
        var id = await orders.Given(new { orden_trabajo = OrderSteps.NewFolio(), fecha_inicio_programado = "2025-03-01" });
        await Expect.Status(
            HttpStatusCode.OK,
            await orders.Edit(id, new { fecha_inicio_programado = "2025-03-05", id_embarcacion = vessel })
        );
        await Expect.Status(HttpStatusCode.OK, await orders.Act(id, "cancel"));

        var page = await Page($"{Pages}/{id}/history", language: "en");

        Assert.Contains("Planned start", page, StringComparison.Ordinal);
        Assert.Contains("<del>3/1/2025</del>", page, StringComparison.Ordinal);
        Assert.Contains("<ins>3/5/2025</ins>", page, StringComparison.Ordinal);
        Assert.Matches("<ins>embarcacion [0-9a-f]{32}</ins>", page);
        Assert.Contains("Cancelled the order", page, StringComparison.Ordinal);
        Assert.Contains("Registered the order", page, StringComparison.Ordinal);
        Assert.Contains("planner", page, StringComparison.Ordinal);
        Assert.DoesNotContain("nivel_estatus", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_of_an_import_is_a_page_and_a_workbook()
    {
        var row = OrderWorkbook.Initial(OrderSteps.NewFolio());
        row["fecha_inicio_programado"] = "13/112023";
        var answer = await Expect.Json(
            HttpStatusCode.OK,
            await orders.Planner.PostAsync(
                $"{OrderSteps.Route}/import",
                new MultipartFormDataContent { { new ByteArrayContent(OrderWorkbook.Of(row)), "archivo", "ordenes.xlsx" } }
            )
        );

        var page = await Page($"{Pages}/import/{answer["id_informe"]}", language: "en");
        using var download = await orders.Planner.GetAsync($"{OrderSteps.Route}/imports/{answer["id_informe"]}.xlsx");
        await Expect.Status(HttpStatusCode.OK, download);
        using var workbook = await XlsxReader.Open(
            await download.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken
        );

        Assert.Contains("<code>13/112023</code>", page, StringComparison.Ordinal);
        Assert.Contains("This does not read as a date: it was left empty.", page, StringComparison.Ordinal);
        Assert.Contains("ordenes.xlsx", await Page($"{Pages}/import"), StringComparison.Ordinal);
        Assert.Contains(workbook.Sheets[0].Rows(), r => r[1].Text == "2" && r[5].Text == "13/112023");
        await Expect.Status(
            HttpStatusCode.Forbidden,
            await app.SignedInAs("Viewer").GetAsync($"{OrderSteps.Route}/imports/{answer["id_informe"]}.xlsx")
        );
        await Expect.Status(HttpStatusCode.NotFound, await orders.Planner.GetAsync($"{OrderSteps.Route}/imports/999999.xlsx"));
    }

    private async Task<string> Page(string address, HttpClient? by = null, string language = "es") =>
        WebUtility.HtmlDecode(await RawPage(address, by, language));

    private async Task<string> RawPage(string address, HttpClient? by = null, string language = "es")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.AcceptLanguage.ParseAdd(language);
        var response = await (by ?? orders.Planner).SendAsync(request, TestContext.Current.CancellationToken);
        await Expect.Status(HttpStatusCode.OK, response);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
