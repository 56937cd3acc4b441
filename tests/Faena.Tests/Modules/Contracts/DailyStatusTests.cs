using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;
using static Faena.Tests.Modules.Contracts.ContractsWorld;

namespace Faena.Tests.Modules.Contracts;

public class DailyStatusTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly ContractsWorld world = new(app);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_label_is_kept_and_null_clears_it()
    {
        var (order, site) = await GivenAnOrderWithLines();

        await SaveDays(site, Day(order, 4, "Productivo"));
        Assert.Equal("PRODUCTIVO", await Label(order, site, 4));

        await SaveDays(site, Day(order, 4, null));
        Assert.Null(await Label(order, site, 4));
        Assert.Equal(
            0,
            await app.Scalar<int>("SELECT count(*)::int FROM contracts.reporte_diario_detalle WHERE id_sitio = @site", new { site })
        );
    }

    [Theory]
    [InlineData("no_productivo", "NO PRODUCTIVO")]
    [InlineData("Stándby", "STANDBY")]
    [InlineData("firmado", "FIRMADO")]
    [InlineData("Cerrado", "CERRADO")]
    [InlineData(" falta firma pemex ", "FALTA FIRMA PEMEX")]
    public async Task Case_accents_and_underscores_of_a_label_do_not_count(string written, string shown)
    {
        var (order, site) = await GivenAnOrderWithLines();

        await SaveDays(site, Day(order, 4, written));

        Assert.Equal(shown, await Label(order, site, 4));
    }

    [Fact]
    public async Task Signed_and_closed_are_one_state_and_the_word_that_was_written_is_read()
    {
        var (order, site) = await GivenAnOrderWithLines();
        await SaveDays(site, Day(order, 4, "STANDBY"), Day(order, 5, "FIRMADO"));
        await SaveDays(site, Day(order, 4, "FIRMADO"));

        var row = await Row(order, site);
        Assert.Equal("FIRMADO", (string?)row["dia4"]);
        Assert.Equal("STANDBY", (string?)row["operativos"]!["4"]);
        Assert.Equal(
            [17, 17],
            await app.Rows<int>("SELECT id_estatus_firma::int FROM contracts.reporte_diario_detalle WHERE id_sitio = @site", new { site })
        );

        // What the documented client read it sends again with the next day, and nothing is lost.
        var saved = await SaveDays(site, Day(order, 4, "FIRMADO"), Day(order, 5, "FIRMADO"), Day(order, 6, "PROCESO"));
        Assert.Equal(1, (int)saved["guardados"]!);
        Assert.Empty(saved["omitidos"]!.AsArray());
        await SaveDays(site, Day(order, 5, "CERRADO"));
        Assert.Equal("CERRADO", await Label(order, site, 5));
    }

    [Fact]
    public async Task A_day_keeps_how_it_worked_beside_how_far_its_signature_is()
    {
        var (order, site) = await GivenAnOrderWithLines();
        await SaveDays(site, Day(order, 4, "STANDBY"));

        await SaveDays(site, Day(order, 4, "PROCESO"));

        var row = await Row(order, site);
        Assert.Equal("PROCESO", (string?)row["dia4"]);
        Assert.Equal("STANDBY", (string?)row["operativos"]!["4"]);
    }

    [Fact]
    public async Task An_unknown_label_is_refused_and_named_and_nothing_is_saved()
    {
        var (order, site) = await GivenAnOrderWithLines();

        var refused = await Expect.Json(
            HttpStatusCode.UnprocessableEntity,
            await Send(site, Day(order, 4, "PRODUCTIVO"), Day(order, 5, "HUELGA"))
        );

        Assert.NotNull(refused["errors"]!["celdas[1].valor"]);
        Assert.Null(await Label(order, site, 4));
    }

    [Fact]
    public async Task Days_outside_the_validity_are_left_out_and_listed()
    {
        var (order, site) = await GivenAnOrderWithLines("2025-03-05", "2025-03-20");

        var saved = await SaveDays(site, Day(order, 4, "PRODUCTIVO"), Day(order, 5, "PRODUCTIVO"));

        Assert.Equal(4, (int)Assert.Single(saved["omitidos"]!.AsArray())!["dia"]!);
        Assert.Null(await Label(order, site, 4));
        Assert.Equal("PRODUCTIVO", await Label(order, site, 5));
        Assert.Contains(4, Days((await Row(order, site))["dias_bloqueados"]!));
    }

    [Fact]
    public async Task Only_a_supervisor_reopens_a_closed_day()
    {
        var (order, site) = await GivenAnOrderWithLines();
        await SaveDays(site, Day(order, 4, "CERRADO"));
        Assert.DoesNotContain(4, Days((await Row(order, site))["dias_bloqueados"]!));

        var refused = await SaveDays(site, Day(order, 4, "PENDIENTE"));
        Assert.Equal("day_closed", (string?)Assert.Single(refused["omitidos"]!.AsArray())!["codigo"]);

        await Expect.Status(HttpStatusCode.OK, await Send(app.SignedInAs("Supervisor"), site, Day(order, 4, "PENDIENTE")));
        Assert.Equal("PENDIENTE", await Label(order, site, 4));
    }

    [Fact]
    public async Task A_closed_day_sent_back_unchanged_is_no_omission()
    {
        var (order, site) = await GivenAnOrderWithLines();
        await SaveDays(site, Day(order, 4, "CERRADO"));

        var saved = await SaveDays(site, Day(order, 4, "CERRADO"));

        Assert.Empty(saved["omitidos"]!.AsArray());
        Assert.Equal(0, (int)saved["guardados"]!);
    }

    [Fact]
    public async Task Whoever_marks_a_day_that_changed_meanwhile_is_told_what_it_is_now()
    {
        var (order, site) = await GivenAnOrderWithLines();
        await SaveDays(site, Day(order, 4, "PRODUCTIVO"));

        var conflict = await Expect.Refusal(
            HttpStatusCode.Conflict,
            "days_changed",
            await Send(
                site,
                new
                {
                    id_ot = order,
                    dia = 4,
                    valor = "STANDBY",
                    anterior = (string?)null,
                }
            )
        );

        Assert.Equal("PRODUCTIVO", (string?)conflict["conflictos"]![0]!["valor_actual"]);
    }

    [Fact]
    public async Task The_documented_list_of_31_values_is_taken()
    {
        var (order, site) = await GivenAnOrderWithLines();
        var values = new string?[31];
        values[0] = "Productivo";
        values[1] = "Standby";

        await Expect.Status(
            HttpStatusCode.OK,
            await world.Field.PostAsJsonAsync(
                "/api/produccion/guardar_reportes_diarios_masiva",
                new
                {
                    reportes = new[] { new { id_ot = order, valores = values } },
                    mes = 3,
                    anio = 2025,
                    id_sitio = site,
                },
                Ct
            )
        );

        Assert.Equal("STANDBY", await Label(order, site, 2));
    }

    [Theory]
    [InlineData(13, 2025, "mes")]
    [InlineData(3, 1999, "anio")]
    [InlineData(0, 2025, "mes")]
    public async Task A_month_that_is_none_is_refused_with_its_field(int month, int year, string field)
    {
        var refused = await Expect.Json(
            HttpStatusCode.UnprocessableEntity,
            await world.Field.GetAsync($"/api/produccion/ots_por_sitio_grid?id_sitio=1&mes={month}&anio={year}", Ct)
        );

        Assert.NotNull(refused["errors"]![field]);
        Assert.False((bool)refused["exito"]!);
    }

    [Fact]
    public async Task An_order_of_another_site_is_refused()
    {
        var (order, _) = await GivenAnOrderWithLines();
        var elsewhere = await world.GivenASite();

        var refused = await Expect.Json(HttpStatusCode.UnprocessableEntity, await Send(elsewhere, Day(order, 4, "PRODUCTIVO")));

        Assert.NotNull(refused["errors"]!["celdas[0].valor"]);
    }

    [Fact]
    public async Task At_its_yard_an_order_is_in_force_for_the_yards_window()
    {
        var (platform, yard) = (await world.GivenASite(), await world.GivenASite("patio"));
        var order = await world.GivenAnOrder(platform, "2025-05-01", "2025-05-31");
        await world.GivenLines(order, Line("1.1", 10));
        await app.Execute(
            "UPDATE contracts.ot SET requiere_patio = true, id_patio = @yard, fecha_inicio_patio = '2025-03-10', fecha_fin_patio = '2025-03-12' WHERE id = @order",
            new { yard, order }
        );

        var row = await Row(order, yard);

        Assert.Equal(Enumerable.Range(1, 31).Except([10, 11, 12]), Days(row["dias_bloqueados"]!));
    }

    [Fact]
    public async Task Sites_with_work_of_the_last_three_months_or_with_data_are_offered()
    {
        var (recent, old, used) = (await world.GivenASite(), await world.GivenASite(), await world.GivenASite());
        var today = DateOnly.FromDateTime(app.Time.GetUtcNow().Date);
        await world.GivenAnOrder(recent, "2020-01-01", today.AddMonths(-2).ToString("O", CultureInfo.InvariantCulture));
        await world.GivenAnOrder(old, "2020-01-01", today.AddMonths(-4).ToString("O", CultureInfo.InvariantCulture));
        var order = await world.GivenAnOrder(used, "2020-01-01", "2020-12-31");
        await world.GivenLines(order, Line("1.1", 10));
        var line = Id(Lines(await world.Sheet(order, used, 3, year: 2020)).Single());
        await Expect.Status(
            HttpStatusCode.OK,
            await world.Field.PostAsJsonAsync(
                "/api/produccion/guardar_produccion_masiva",
                new
                {
                    id_ot = order,
                    mes = 3,
                    anio = 2020,
                    id_sitio = used,
                    celdas = new[] { Cell(line, 1, 1) },
                },
                Ct
            )
        );

        var answer = await Expect.Json(
            HttpStatusCode.OK,
            await world.Field.GetAsync("/api/produccion/obtener_sitios_con_ots_ejecutadas", Ct)
        );

        var sites = answer.AsArray().Select(s => (long)s!["id"]!).ToList();
        Assert.Contains(recent, sites);
        Assert.Contains(used, sites);
        Assert.DoesNotContain(old, sites);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//drive.example/x")]
    [InlineData("")]
    public async Task Only_a_web_address_is_taken_as_the_months_evidence(string link)
    {
        var (order, _) = await GivenAnOrderWithLines();

        var refused = await Expect.Json(HttpStatusCode.UnprocessableEntity, await SendLink(order, link));

        Assert.NotNull(refused["errors"]!["archivo"]);
        Assert.Equal(
            0,
            await app.Scalar<int>("SELECT count(*)::int FROM contracts.reporte_mensual_header WHERE id_ot = @order", new { order })
        );
    }

    [Fact]
    public async Task The_months_evidence_link_opens_the_month_and_shows_in_the_grid()
    {
        var (order, site) = await GivenAnOrderWithLines();

        var saved = await Expect.Json(HttpStatusCode.OK, await SendLink(order, "https://drive.example/folders/abc"));

        Assert.Equal("https://drive.example/folders/abc", (string?)saved["archivo"]);
        Assert.Equal("https://drive.example/folders/abc", (string?)(await Row(order, site))["archivo"]);
        await app.Execute("UPDATE contracts.reporte_mensual_header SET id_estatus = 4 WHERE id_ot = @order", new { order });
        await Expect.Refusal(HttpStatusCode.Conflict, "month_closed", await SendLink(order, "https://drive.example/other"));
    }

    private Task<HttpResponseMessage> SendLink(long order, string link) =>
        world.Field.PostAsJsonAsync(
            "/api/produccion/guardar_archivo_mensual",
            new
            {
                id_ot = order,
                mes = 3,
                anio = 2025,
                archivo = link,
            },
            Ct
        );

    private async Task<(long Order, long Site)> GivenAnOrderWithLines(string start = "2025-01-01", string end = "2025-12-31")
    {
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site, start, end);
        await world.GivenLines(order, Line("1.1", 10));
        return (order, site);
    }

    private static object Day(long order, int day, string? label) =>
        new
        {
            id_ot = order,
            dia = day,
            valor = label,
        };

    private Task<HttpResponseMessage> Send(long site, params object[] celdas) => Send(world.Field, site, celdas);

    private static Task<HttpResponseMessage> Send(HttpClient person, long site, params object[] celdas) =>
        person.PostAsJsonAsync(
            "/api/produccion/guardar_reportes_diarios_masiva",
            new
            {
                mes = 3,
                anio = 2025,
                id_sitio = site,
                celdas,
            },
            Ct
        );

    private async Task<JsonNode> SaveDays(long site, params object[] celdas) =>
        await Expect.Json(HttpStatusCode.OK, await Send(site, celdas));

    private async Task<JsonNode> Row(long order, long site)
    {
        var grid = await Expect.Json(
            HttpStatusCode.OK,
            await world.Field.GetAsync($"/api/produccion/ots_por_sitio_grid?id_sitio={site}&mes=3&anio=2025", Ct)
        );
        return grid["reportes_diarios"]!.AsArray().Single(r => (long)r!["id_ot"]! == order)!;
    }

    private async Task<string?> Label(long order, long site, int day) => (string?)(await Row(order, site))["dia" + day];
}
