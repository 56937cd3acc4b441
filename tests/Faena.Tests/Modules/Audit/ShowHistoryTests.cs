using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Languages;
using Faena.Tests.Modules.Downtime;
using Faena.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Modules.Audit;

/// <summary>What people read of who changed an entry.</summary>
public class ShowHistoryTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly FloorSteps floor = new(app);

    [Fact]
    public async Task The_history_of_a_shift_tells_its_changes_and_its_breaks_in_the_readers_language()
    {
        var facility = await floor.GivenAFacility();
        object Break(string start, int minutes) => new { start, minutes };
        var shift = FloorSteps.IdOf(
            await Expect.Json(HttpStatusCode.OK, await floor.CreateShift(facility, "D", "06:00", "14:00", [Break("10:00", 30)]))
        );
        // The second break comes to stand where the first one was; that is no change of it.
        await Expect.Status(
            HttpStatusCode.NoContent,
            await floor.Admin.PutAsJsonAsync(
                $"/api/catalog/shifts/{shift}",
                FloorSteps.Shift(facility, "D", "07:00", "14:00", [Break("08:00", 15), Break("10:00", 30)], [1, 2, 7])
            )
        );
        await Expect.Status(
            HttpStatusCode.NoContent,
            await floor.Admin.PatchAsJsonAsync($"/api/catalog/shifts/{shift}", new { active = false })
        );

        var spanish = await History("catalog.shift", shift, "es");
        var english = await History("catalog.shift", shift, "en");

        Assert.Equal(["Desactivado", "Cambio", "Alta"], spanish.Select(c => (string)c!["what"]!));
        Assert.Equal(["Deactivated", "Changed", "Added"], english.Select(c => (string)c!["what"]!));
        Assert.All(spanish, c => Assert.Equal("administrator", (string)c!["who"]!));
        Assert.Equal(
            [
                ("Empieza", "06:00", "07:00"),
                ("Días", "lun, mar, mié, jue, vie, sáb, dom", "lun, mar, dom"),
                ("Pausas", null, "agregado: 08:00 (15 min)"),
            ],
            FieldsOf(spanish[1]!)
        );
        Assert.Contains(("Breaks", null, "10:00 (30 min)"), FieldsOf(english[2]!));
        Assert.Contains(("Validity", null, "always"), FieldsOf(english[2]!));
    }

    [Fact]
    public async Task The_history_of_a_reason_names_its_lines_and_its_choices()
    {
        var line = await floor.GivenALineWithShifts();
        var name = await app.Scalar<string>("SELECT code || ' · ' || name FROM catalog.line WHERE id = @line", new { line });
        var reason = await floor.GivenAReason();
        await Expect.Status(
            HttpStatusCode.NoContent,
            await floor.Admin.PutAsJsonAsync(
                $"/api/downtime/reasons/{reason}",
                new
                {
                    code = FloorSteps.NewCode("R"),
                    names = new { es = "Atasco", en = "Jam" },
                    lossType = "MINOR_STOP",
                    color = "#1d4ed8",
                    icon = "hourglass",
                    lineIds = new[] { line },
                }
            )
        );

        var fields = FieldsOf((await History("downtime.reason", reason, "es"))[0]!).ToList();

        Assert.Contains(("Tipo de pérdida", "Paro no programado", "Paro breve"), fields);
        Assert.Contains(("Color", "#f05523", "Azul"), fields);
        Assert.Contains(("Icono", "Llave", "Espera"), fields);
        Assert.Contains(("Es una falla", "sí", "no"), fields);
        Assert.Contains(("Solo en estas líneas", null, $"agregado: {name}"), fields);
    }

    [Fact]
    public async Task A_long_history_is_read_in_pieces()
    {
        var line = await floor.GivenALineWithShifts();
        for (var crew = 2; crew <= 25; crew++)
        {
            await Expect.Status(HttpStatusCode.OK, await floor.Admin.PatchAsJsonAsync($"/api/catalog/lines/{line}", new { crew }));
        }

        var first = await Read("catalog.line", line, "es");
        var second = await Read("catalog.line", line, "es", $"?before={first["older"]}");

        Assert.Equal(20, first["changes"]!.AsArray().Count);
        Assert.Equal([("Cuadrilla habitual", "24", "25")], FieldsOf(first["changes"]![0]!));
        Assert.Equal(5, second["changes"]!.AsArray().Count);
        Assert.Equal([("Cuadrilla habitual", "4", "5")], FieldsOf(second["changes"]![0]!));
        Assert.Equal("Alta", (string)second["changes"]![4]!["what"]!);
        Assert.Null((string?)second["older"]);
    }

    [Fact]
    public async Task An_entry_is_not_taken_for_another_whose_number_begins_alike()
    {
        var (first, _) = (await floor.GivenAFacility(), await floor.GivenAFacility());

        Assert.Single(await History("catalog.facility", first, "es"));
    }

    [Fact]
    public async Task Who_keeps_the_entry_reads_its_history_and_nobody_else()
    {
        var facility = await floor.GivenAFacility();

        await Expect.Status(HttpStatusCode.Forbidden, await floor.Supervisor.GetAsync($"/api/audit/history/catalog.facility/{facility}"));
        await Expect.Status(HttpStatusCode.NotFound, await floor.Admin.GetAsync("/api/audit/history/identity.users/1"));
    }

    [Fact]
    public async Task Every_kind_of_entry_names_columns_that_exist_in_both_languages()
    {
        var columns = (
            await app.Rows<string>("SELECT table_schema || '.' || table_name || '.' || column_name FROM information_schema.columns")
        ).ToHashSet(StringComparer.Ordinal);
        var texts = app.Services.GetRequiredService<TextCatalog>().For("en").Under("field.");
        var kinds = app.Services.GetServices<HistoryKind>().ToList();
        var told = kinds.SelectMany(k => k.Columns.Select(c => $"{k.Table}.{c}")).ToList();

        Assert.NotEmpty(kinds);
        Assert.Empty(told.Concat(kinds.Select(k => $"{k.Table}.{k.Active}")).Where(column => !columns.Contains(column)));
        Assert.Empty(
            told.Concat(kinds.SelectMany(k => k.Parts.SelectMany(p => new[] { p, $"{p}.row" }))).Where(key => !texts.ContainsKey(key))
        );
    }

    private static IEnumerable<(string, string?, string?)> FieldsOf(JsonNode change) =>
        change["fields"]!.AsArray().Select(f => ((string)f!["field"]!, (string?)f["before"], (string?)f["after"]));

    private async Task<JsonArray> History(string table, long id, string language) =>
        (await Read(table, id, language))["changes"]!.AsArray();

    private async Task<JsonNode> Read(string table, long id, string language, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/audit/history/{table}/{id}{query}");
        request.Headers.Add("Accept-Language", language);
        return await Expect.Json(HttpStatusCode.OK, await floor.Admin.SendAsync(request));
    }
}
