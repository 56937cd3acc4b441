using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Kernel.Hosting;
using Faena.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Modules.Molding;

/// <summary>What the pages of sheets, scale and pads hold before anybody touches them; the browser tests do the touching.</summary>
public class SheetPagesTests(TestApp app) : IClassFixture<TestApp>, IAsyncLifetime
{
    private readonly SheetSteps floor = new(app);

    public async ValueTask InitializeAsync() => await floor.Plant.GivenThePlant();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_order_leads_to_its_sheets_and_while_it_is_open_to_a_new_one()
    {
        var draft = await floor.Plant.Given(MoldingSteps.Buckets());
        var (order, sheet) = await floor.GivenAnOpenOrder();
        var id = SheetSteps.IdOf(await floor.Recorded(order, sheet));

        Assert.DoesNotContain("/sheets/new", await floor.Floor.Page($"/molding/orders/{draft}"), StringComparison.Ordinal);
        var open = await floor.Floor.Page($"/molding/orders/{order}");
        Assert.Contains($"/molding/orders/{order}/sheets/new", open, StringComparison.Ordinal);
        Assert.Contains($"href=\"/molding/sheets/{id}\"", open, StringComparison.Ordinal);
        // Whoever only reads is led to nothing they may not do.
        Assert.DoesNotContain("/sheets/new", await app.SignedInAs("Auditor").Page($"/molding/orders/{order}"), StringComparison.Ordinal);

        await Expect.Status(HttpStatusCode.OK, await floor.Plant.Act(order, "cerrar", "Meta cumplida"));
        var closed = await floor.Floor.Page($"/molding/orders/{order}");
        Assert.DoesNotContain("/sheets/new", closed, StringComparison.Ordinal);
        Assert.Contains($"href=\"/molding/sheets/{id}\"", closed, StringComparison.Ordinal);
        foreach (var number in new[] { draft, order })
        {
            await Expect.Status(HttpStatusCode.Conflict, await floor.Floor.GetAsync($"/molding/orders/{number}/sheets/new"));
        }
        await Expect.Status(HttpStatusCode.Conflict, await floor.Floor.GetAsync($"/molding/sheets/{id}/edit"));
        Assert.DoesNotContain("data-weigh", await floor.Floor.Page($"/molding/sheets/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_goes_on_where_the_machines_counter_stopped()
    {
        var machine = await floor.GivenAMachine();
        var body = MoldingSteps.Buckets();
        body["maquina"] = machine;
        var order = await floor.Plant.GivenReleased(body);
        var sheet = SheetSteps.Sheet(machine);
        (sheet["colada_inicial"], sheet["colada_final"]) = (41_000, 41_234);
        await floor.Recorded(order, sheet);

        var page = await floor.Floor.Page($"/molding/orders/{order}/sheets/new");

        Assert.Matches("name=\"colada_inicial\"[^>]* value=\"41234\"", page);
    }

    [Theory]
    [InlineData(8, 0, "DIURNO", "Planner")]
    [InlineData(20, 0, "NOCTURNO", "Billing")]
    [InlineData(3, -1, "NOCTURNO", "Reviewer")]
    public async Task The_form_suggests_the_shift_that_runs_and_after_midnight_last_nights(int hour, int days, string shift, string role)
    {
        var order = await floor.Plant.GivenReleased(MoldingSteps.Buckets());
        using var later = app.Time.Ahead(UntilThePlantsClockSays(hour, out var date));
        // Somebody whose session starts then, each time another: one of today, or of another hour's test, has run out.
        var page = await app.SignedInAs("Operator", role).Page($"/molding/orders/{order}/sheets/new");

        Assert.Matches($"name=\"fecha\"[^>]* value=\"{date.AddDays(days):yyyy-MM-dd}\"", page);
        Assert.Contains($"<option value=\"{shift}\" selected", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_date_is_of_the_plants_calendar_and_not_of_utcs()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        sheet["detalles"] = new JsonArray();
        // Half an hour before midnight in the plant it is tomorrow in UTC already.
        using var later = app.Time.Ahead(UntilThePlantsClockSays(23, out var date) + TimeSpan.FromMinutes(30));
        var people = app.SignedInAs("Operator", "Viewer");
        var tomorrow = date.AddDays(1);

        sheet["fecha"] = tomorrow.AddDays(1).ToString("O", CultureInfo.InvariantCulture);
        await Expect.Refusal(
            HttpStatusCode.UnprocessableEntity,
            "PERIOD_CLOSED",
            await people.PostAsJsonAsync($"{MoldingSteps.Route}/{order}/registros", sheet)
        );
        sheet["fecha"] = tomorrow.ToString("O", CultureInfo.InvariantCulture);
        await Expect.Status(HttpStatusCode.Created, await people.PostAsJsonAsync($"{MoldingSteps.Route}/{order}/registros", sheet));
    }

    [Fact]
    public async Task Labels_carry_the_code_alone_keep_their_number_and_every_print_is_noted()
    {
        var (id, bales) = await GivenBales(17.5m, 17.4m, 17.6m);
        await Expect.Status(
            HttpStatusCode.OK,
            await floor.Floor.PostAsJsonAsync($"{SheetSteps.Route}/{id}/pesajes/{(long)bales[0]["id"]!}/anular", new { motivo = "Rota" })
        );

        var all = await floor.Floor.Page($"/molding/sheets/{id}/labels");
        var code = (string)bales[2]["codigo"]!;
        var one = await floor.Floor.Page($"/molding/sheets/{id}/labels?bulto={code}", "en");

        Assert.DoesNotContain((string)bales[0]["codigo"]!, all, StringComparison.Ordinal);
        Assert.Contains($"aria-label=\"{(string)bales[1]["codigo"]!}\"", all, StringComparison.Ordinal);
        Assert.Contains("Bulto 3", all, StringComparison.Ordinal);
        Assert.Contains("Bale 3", one, StringComparison.Ordinal);
        Assert.DoesNotContain("Bale 2", one, StringComparison.Ordinal);
        Assert.Equal(
            [2, 1],
            await app.Rows<int>(
                """
                SELECT jsonb_array_length(after -> 'bultos') FROM audit.audit_log
                WHERE action_type = 'PRINT_LABELS' AND record_id = @id::text ORDER BY audit_id
                """,
                new { id }
            )
        );
    }

    [Fact]
    public async Task The_printed_sheet_shows_its_hours_its_bales_and_who_signs_in_both_languages()
    {
        var (id, bales) = await GivenBales(17.5m, 18m);

        var spanish = await floor.Floor.Page($"/molding/sheets/{id}/print?papel=a4");
        var english = await floor.Floor.Page($"/molding/sheets/{id}/print", "en");

        foreach (var page in new[] { spanish, english })
        {
            Assert.Contains("Hoja de turno", page, StringComparison.Ordinal);
            Assert.Contains("Shift sheet", page, StringComparison.Ordinal);
            Assert.Contains("Control de calidad", page, StringComparison.Ordinal);
            Assert.Contains("Quality control", page, StringComparison.Ordinal);
            Assert.Contains("07:00 - 13:00", page, StringComparison.Ordinal);
            Assert.Contains("35.50 kg", page, StringComparison.Ordinal);
            Assert.Contains(
                string.Join('-', ((string)bales[0]["codigo"]!).Chunk(3).Select(c => new string(c))),
                page,
                StringComparison.Ordinal
            );
        }
        Assert.Contains("print-a4", spanish, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_for_a_sheet_that_waits_on_a_device_opens_whatever_became_of_the_order()
    {
        var (order, _) = await floor.GivenAnOpenOrder();
        await Expect.Status(HttpStatusCode.OK, await floor.Plant.Act(order, "cerrar", "Meta cumplida"));

        var page = await floor.Floor.Page($"/molding/orders/{order}/sheets/waiting");

        Assert.Contains("data-weigh", page, StringComparison.Ordinal);
        Assert.Contains(
            """weights="{&quot;cavidades&quot;:2,&quot;neto&quot;:&quot;174&quot;,&quot;tiro&quot;:&quot;176&quot;}""",
            page,
            StringComparison.Ordinal
        );
        await Expect.Status(HttpStatusCode.NotFound, await floor.Floor.GetAsync("/molding/orders/OP-NADA/sheets/waiting"));
    }

    [Fact]
    public async Task The_worker_that_opens_pages_without_network_may_reach_the_whole_site()
    {
        var answer = await app.Anonymous().GetAsync("/dist/offline.js");

        await Expect.Status(HttpStatusCode.OK, answer);
        Assert.Equal("/", Assert.Single(answer.Headers.GetValues("Service-Worker-Allowed")));
        Assert.False((await app.Anonymous().GetAsync("/dist/app.js")).Headers.Contains("Service-Worker-Allowed"));
    }

    private TimeSpan UntilThePlantsClockSays(int hour, out DateOnly date)
    {
        var now = TimeZoneInfo.ConvertTime(app.Time.GetUtcNow(), app.Services.GetRequiredService<Installation>().TimeZone).DateTime;
        var then = now.Date.AddDays(1).AddHours(hour);
        date = DateOnly.FromDateTime(then);
        return then - now;
    }

    private async Task<(long Sheet, IReadOnlyList<JsonNode> Bales)> GivenBales(params decimal[] weights)
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        sheet["detalles"] = new JsonArray(SheetSteps.Row("07:00 - 13:00", 500));
        var id = SheetSteps.IdOf(await floor.Recorded(order, sheet));
        var bales = new List<JsonNode>();
        foreach (var weight in weights)
        {
            bales.Add(
                await Expect.Json(
                    HttpStatusCode.Created,
                    await floor.Floor.PostAsJsonAsync(
                        $"{SheetSteps.Route}/{id}/pesajes",
                        new
                        {
                            id_cliente = Guid.NewGuid(),
                            peso_kg = weight,
                            color = "Amarillo",
                        }
                    )
                )
            );
        }
        return (id, bales);
    }
}
