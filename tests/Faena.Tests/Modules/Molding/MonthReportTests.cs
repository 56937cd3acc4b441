using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Kernel.Xlsx;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Molding;

/// <summary>What the plant manager reads at the end of a month. Each test has a month of its own.</summary>
public class MonthReportTests(TestApp app) : IClassFixture<TestApp>, IAsyncLifetime
{
    private const string Route = "/api/reports/molding-month";
    private readonly SheetSteps floor = new(app);

    public async ValueTask InitializeAsync() => await floor.Plant.GivenThePlant();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_month_without_sheets_is_zeros()
    {
        var report = await Report("2023-06");

        Assert.Equal("2023-06", (string)report["month"]!);
        foreach (var member in new[] { "records", "shots", "hours", "weighedKg", "scrapKg", "scrapRatio", "kgPerHour", "bales" })
        {
            Assert.Equal(0m, (decimal)report["total"]![member]!);
        }
        foreach (var list in new[] { "byMachine", "byShift", "byMold", "byDay", "byScrapColor", "cross", "warnings" })
        {
            Assert.Empty(report[list]!.AsArray());
        }
    }

    [Fact]
    public async Task Kilos_and_scrap_add_up_by_machine_shift_mold_day_and_colour()
    {
        var (order, _) = await floor.GivenAnOpenOrder();
        var (one, other) = (await floor.GivenAMachine(), await floor.GivenAMachine());
        await Shift(order, one, "2024-02-05", "DIURNO", [("07:00 - 17:00", 1_000, 4m, "Rojo")], 45, 40);
        await Shift(order, one, "2024-02-05", "NOCTURNO", [("19:00 - 05:00", 900, 0m, "")], 50);
        await Shift(
            order,
            other,
            "2024-02-29",
            "DIURNO",
            [("07:00 - 11:00", 300, 2.5m, "Azul"), ("11:00 - 13:00", 200, 1.5m, "Rojo")],
            42.5m
        );
        // The neighbours' months.
        await Shift(order, other, "2024-01-31", "NOCTURNO", [("19:00 - 20:00", 100, 9m, "")], 17);
        await Shift(order, other, "2024-03-01", "DIURNO", [("07:00 - 08:00", 100, 9m, "")], 17);

        var report = await Report("2024-02");

        Check(report["total"]!, "2024-02", (3, 2_400, 26m, 177.5m, 8m, 4));
        Check(report["byMachine"]![0]!, one, (2, 1_900, 20m, 135m, 4m, 3));
        Check(report["byMachine"]![1]!, other, (1, 500, 6m, 42.5m, 4m, 1));
        Check(report["byShift"]!.AsArray().Single(s => (string)s!["key"]! == "NOCTURNO")!, "NOCTURNO", (1, 900, 10m, 50m, 0m, 1));
        Check(Assert.Single(report["byMold"]!.AsArray())!, "MOLDE-BALDE-01", (3, 2_400, 26m, 177.5m, 8m, 4));
        Check(report["byDay"]![0]!, "2024-02-05", (2, 1_900, 20m, 135m, 4m, 3));
        Assert.Equal(
            [("Rojo", 5.5m), ("Azul", 2.5m)],
            report["byScrapColor"]!.AsArray().Select(s => ((string)s!["key"]!, (decimal)s["scrapKg"]!))
        );
        Assert.Equal(
            [(one, "DIURNO", "2024-02-05", 85m), (one, "NOCTURNO", "2024-02-05", 50m), (other, "DIURNO", "2024-02-29", 42.5m)],
            report["cross"]!
                .AsArray()
                .Select(s => ((string)s!["machine"]!, (string)s["shift"]!, (string)s["date"]!, (decimal)s["weighedKg"]!))
        );
        Assert.Equal(8m / 185.5m, (decimal)report["total"]!["scrapRatio"]!, 10);
        Assert.Equal(177.5m / 26m, (decimal)report["total"]!["kgPerHour"]!, 10);
        // 2,400 shots of 174 g counted, 120 shots an hour by the order's cycle.
        Assert.Equal(417.6m, (decimal)report["total"]!["theoreticalKg"]!);
        Assert.Equal(177.5m / 417.6m - 1, (decimal)report["total"]!["variation"]!, 10);
        Assert.Equal(177.5m / 2.4m, (decimal)report["total"]!["gramsPerShot"]!, 10);
        Assert.Equal(120m, (decimal)report["total"]!["standardShotsPerHour"]!);
    }

    [Fact]
    public async Task Voided_bales_and_sheets_do_not_count_and_a_sheet_without_bales_is_told()
    {
        var (order, _) = await floor.GivenAnOpenOrder();
        var machine = await floor.GivenAMachine();
        var kept = await Shift(order, machine, "2024-04-02", "DIURNO", [("07:00 - 09:00", 200, 0m, "")], 20, 15);
        var dropped = await Shift(order, machine, "2024-04-03", "DIURNO", [("07:00 - 09:00", 200, 7m, "")]);
        await Shift(order, machine, "2024-04-04", "DIURNO", [("07:00 - 09:00", 100, 0m, "")]);
        var bale = (await Expect.Json(HttpStatusCode.OK, await floor.Floor.GetAsync($"{SheetSteps.Route}/{kept}/pesajes")))["pesajes"]![1]![
            "id"
        ];
        await Expect.Status(
            HttpStatusCode.OK,
            await floor.Floor.PostAsJsonAsync($"{SheetSteps.Route}/{kept}/pesajes/{bale}/anular", new { motivo = "Otra orden" })
        );
        await Expect.Status(HttpStatusCode.OK, await floor.Void(dropped, "Otra orden"));

        var total = (await Report("2024-04"))["total"]!;

        Check(total, "2024-04", (2, 300, 4m, 20m, 0m, 1));
        Assert.Equal(1, (int)total["unweighed"]!);
        // Only the weighed sheet tells what a shot weighs.
        Assert.Equal(100m, (decimal)total["gramsPerShot"]!);
    }

    [Fact]
    public async Task A_machine_with_more_than_twelve_hours_in_one_shift_is_warned_of()
    {
        var (order, _) = await floor.GivenAnOpenOrder();
        var (tired, fine) = (await floor.GivenAMachine(), await floor.GivenAMachine());
        await Shift(order, tired, "2024-05-12", "DIURNO", [("07:00 - 19:00", 500, 0m, "")], 20);
        await Shift(order, tired, "2024-05-12", "DIURNO", [("19:00 - 20:00", 10, 0m, "")], 20);
        await Shift(order, fine, "2024-05-12", "DIURNO", [("07:00 - 19:00", 500, 0m, "")], 20);

        var warning = Assert.Single((await Report("2024-05"))["warnings"]!.AsArray())!;

        Assert.Equal(
            ("SHIFT_OVER_12_HOURS", tired, "2024-05-12", "DIURNO", 13m),
            (
                (string)warning["code"]!,
                (string)warning["machine"]!,
                (string)warning["date"]!,
                (string)warning["shift"]!,
                (decimal)warning["hours"]!
            )
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("?month=")]
    [InlineData("?month=2024")]
    [InlineData("?month=2024-13")]
    [InlineData("?month=0001-01")]
    public async Task A_month_that_is_none_is_refused(string query)
    {
        await Expect.BadField("month", await floor.Floor.GetAsync(Route + query));
        await Expect.BadField("month", await floor.Floor.GetAsync($"{Route}.xlsx{query}"));
    }

    [Fact]
    public async Task The_workbook_sums_its_sheets_with_formulas_that_come_to_the_reports_figures()
    {
        var (order, _) = await floor.GivenAnOpenOrder();
        var (one, other) = (await floor.GivenAMachine(), await floor.GivenAMachine());
        await Shift(order, one, "2024-06-05", "DIURNO", [("07:00 - 17:00", 1_000, 4m, "Rojo")], 45, 40.125m);
        await Shift(order, one, "2024-06-06", "NOCTURNO", [("19:00 - 05:20", 900, 0m, "")], 50);
        await Shift(order, other, "2024-06-06", "DIURNO", [("07:00 - 13:00", 500, 3.3m, "")], 42.5m);
        var report = await Report("2024-06");

        var file = await floor.Floor.GetByteArrayAsync($"{Route}.xlsx?month=2024-06");

        using (var written = await XlsxReader.Open(new MemoryStream(file), default))
        {
            Check(report, written);
        }
        Assert.SkipUnless(LibreOffice.IsInstalled, "LibreOffice is not installed (apt-get install libreoffice-calc-nogui).");
        using var recalculated = await LibreOffice.Recalculate(file, default);
        Check(report, recalculated);
    }

    private static void Check(JsonNode report, XlsxReader book)
    {
        foreach (
            var (title, rows) in new[]
            {
                ("Total", [report["total"]!]),
                ("Por máquina", Rows("byMachine")),
                ("Por turno", Rows("byShift")),
                ("Por día", Rows("byDay")),
            }
        )
        {
            var lines = book.Sheets.Single(s => s.Name == title).Rows().Skip(1).ToList();
            Assert.Equal(rows.Length, lines.Count);
            foreach (var (row, line) in rows.Zip(lines))
            {
                string[] members =
                [
                    "records",
                    "shots",
                    "hours",
                    "weighedKg",
                    "scrapKg",
                    "scrapRatio",
                    "kgPerHour",
                    "bales",
                    "theoreticalKg",
                ];
                foreach (var (member, index) in members.Select((m, i) => (m, i)))
                {
                    Assert.True(line[index + 2].TryDecimal(out var shown), $"{title} {line[index + 2]}");
                    Assert.Equal((decimal)row[member]!, shown, 9);
                }
            }
        }

        JsonNode[] Rows(string list) => [.. report[list]!.AsArray().Select(r => r!)];
    }

    private static void Check(
        JsonNode row,
        string key,
        (int Records, long Shots, decimal Hours, decimal Kg, decimal Scrap, int Bales) figures
    )
    {
        Assert.Equal(key, (string)row["key"]!);
        Assert.Equal(
            figures,
            (
                (int)row["records"]!,
                (long)row["shots"]!,
                (decimal)row["hours"]!,
                (decimal)row["weighedKg"]!,
                (decimal)row["scrapKg"]!,
                (int)row["bales"]!
            )
        );
    }

    private async Task<JsonNode> Report(string month) =>
        await Expect.Json(HttpStatusCode.OK, await floor.Floor.GetAsync($"{Route}?month={month}"));

    /// <returns>The id of the sheet.</returns>
    private async Task<long> Shift(
        string order,
        string machine,
        string date,
        string shift,
        (string Hour, long Shots, decimal Scrap, string ScrapColour)[] rows,
        params decimal[] bales
    )
    {
        var sheet = SheetSteps.Sheet(machine, date, shift);
        sheet["colada_inicial"] = null;
        sheet["colada_final"] = null;
        sheet["detalles"] = new JsonArray([
            .. rows.Select(r =>
            {
                var row = SheetSteps.Row(r.Hour, r.Shots);
                row["merma_kg"] = r.Scrap;
                row["color_merma"] = r.ScrapColour;
                return row;
            }),
        ]);
        var id = SheetSteps.IdOf(await floor.Recorded(order, sheet));
        foreach (var weight in bales)
        {
            await Expect.Status(
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
            );
        }
        return id;
    }
}
