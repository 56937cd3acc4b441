using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Faena.Kernel.Xlsx;
using Faena.Tests.Support;
using static Faena.Tests.Modules.Contracts.ContractsWorld;

namespace Faena.Tests.Modules.Contracts.ProductionGrid;

public class ExportMonthTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly ContractsWorld world = new(app);

    [Fact]
    public async Task The_workbook_says_what_the_grid_says_also_when_another_program_calculates_it()
    {
        Assert.SkipUnless(LibreOffice.IsInstalled, "LibreOffice is not installed (apt-get install libreoffice-calc-nogui).");
        var (order, site) = await GivenAWorkedMonth();
        var sheet = await world.Sheet(order, site, 3);

        var file = await Export(order, site);
        using var ours = await XlsxReader.Open(new MemoryStream(file), Ct);
        using var theirs = await LibreOffice.Recalculate(file, Ct);

        foreach (var book in (XlsxReader[])[ours, theirs])
        {
            SaysWhatTheGridSays(book, sheet);
        }
        Assert.Contains(ours.Sheets[0].Rows().SelectMany(row => row.Cells), cell => cell.Formula == "ROUND(H4*J4,2)");
    }

    [Fact]
    public async Task A_month_with_two_prices_keeps_its_amount_and_says_why()
    {
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site);
        await world.GivenLines(order, Line("1.1", 100, mxn: 10));
        await world.GivenLines(await world.GivenAReprogramming(order, 1, start: "2025-03-10"), Line("1.1", 100, mxn: 20));
        var line = await world.LineId(order, site, "1.1");
        await world.Save(order, site, 3, "TE", Cell(line, 2, 1), Cell(line, 20, 1));

        using var book = await XlsxReader.Open(new MemoryStream(await Export(order, site)), Ct);

        var row = book.Sheets[0].Rows().Single(r => r["B"].Text == "1.1");
        Assert.Null(row["L"].Formula);
        Assert.Equal(30m, Number(row["L"]));
        Assert.Equal("Precio en vigor este mes: 10 M.N. / 0 USD, 20 M.N. / 0 USD.", row["T"].Text);
    }

    [Fact]
    public async Task The_sheet_somebody_looked_at_comes_first_and_the_export_is_in_the_audit_log()
    {
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site);
        await world.GivenLines(order, Line("1.1", 100));

        using var book = await XlsxReader.Open(new MemoryStream(await Export(order, site, "CMA")), Ct);

        Assert.Equal(["Importes", "CMA", "TE"], book.Sheets.Select(s => s.Name));
        var entry = await app.Row<(string User, string After)>(
            "SELECT changed_by, after::text FROM audit.audit_log WHERE action_type = 'EXPORT' AND table_name = 'contracts.ot' AND record_id = @order::text",
            new { order }
        );
        Assert.Equal("viewer", entry.User);
        Assert.Equal(site, (long)JsonNode.Parse(entry.After)!["id_sitio"]!);
    }

    [Fact]
    public async Task A_month_without_lines_is_a_workbook_with_zeros()
    {
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site);

        using var book = await XlsxReader.Open(new MemoryStream(await Export(order, site)), Ct);

        Assert.Equal(0m, Number(book.Sheets[0].Rows().Single(r => r["C"].Text == "Por producir")["L"]));
    }

    [Fact]
    public async Task What_cannot_be_exported_is_refused_like_the_grid()
    {
        var (site, other) = (await world.GivenASite(), await world.GivenASite());
        var order = await world.GivenAnOrder(site);

        await Expect.BadField("mes", await Get(order, site, month: 13));
        await Expect.BadField("id_sitio", await Get(order, other));
        await Expect.Refusal(HttpStatusCode.NotFound, "order_not_found", await Get(999_999, site));
        await Expect.Refusal(HttpStatusCode.Forbidden, "site_not_allowed", await Get(order, site, by: app.SignedInAs(["Viewer"], [other])));
        await Expect.Status(HttpStatusCode.Unauthorized, await Get(order, site, by: app.Anonymous()));
    }

    [Fact]
    public async Task The_days_of_a_site_are_a_workbook_that_counts_its_labels()
    {
        Assert.SkipUnless(LibreOffice.IsInstalled, "LibreOffice is not installed (apt-get install libreoffice-calc-nogui).");
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site, start: "2025-03-03");
        await world.GivenLines(order, Line("1.1", 1));
        await app.Execute(
            """
            WITH h AS (INSERT INTO contracts.reporte_mensual_header (id_ot, mes, anio) VALUES (@order, 3, 2025) RETURNING id)
            INSERT INTO contracts.reporte_diario_detalle (id_reporte_mensual, fecha, id_sitio, id_estatus_operativo, id_estatus_firma)
            SELECT h.id, d.fecha::date, @site, d.operativo::smallint, d.firma::smallint FROM h,
              (VALUES ('2025-03-04', 14, NULL), ('2025-03-05', 14, 17), ('2025-03-06', 16, NULL), ('2025-03-07', 14, 17)) AS d (fecha, operativo, firma)
            """,
            new { order, site }
        );

        var file = await Bytes(await app.SignedInAs("Viewer").GetAsync($"/api/contracts/days.xlsx?id_sitio={site}&mes=3&anio=2025", Ct));
        using var book = await LibreOffice.Recalculate(file, Ct);

        var rows = book.Sheets[0].Rows().ToList();
        var (titles, row) = (rows[1].Cells.ToDictionary(c => c.Text, c => c.Column), rows[2]);
        Assert.Equal("2025-03-03", row["C"].Text);
        Assert.Equal(
            ["", "PRODUCTIVO", "CERRADO", "STANDBY", "CERRADO"],
            Enumerable.Range(3, 5).Select(day => row[titles[day.ToString(CultureInfo.InvariantCulture)]].Text)
        );
        Assert.Equal((2m, 1m, 1m, 0m), (Count("CERRADO"), Count("PRODUCTIVO"), Count("STANDBY"), Count("PENDIENTE")));

        decimal Count(string label) => Number(row[titles[label]]);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Two sites, both time types, a month before, half cents, both currencies, shared quantities.</summary>
    private async Task<(long Order, long Site)> GivenAWorkedMonth()
    {
        var (site, other) = (await world.GivenASite(), await world.GivenASite("embarcacion"));
        var order = await world.GivenAnOrder(site);
        await app.Execute("UPDATE contracts.ot SET id_embarcacion = @other WHERE id = @order", new { other, order });
        await world.GivenLines(
            order,
            Line("2.2.", 66, "C-2", 126_009.03m, concept: "=VIGA IPR <b>"),
            Line("2.10.", 0.333333m, "C-2", 3.335m, 12.35m),
            Line("5.1.", 10, "C-5", 1_125.00m),
            Line("4.7.", 10, "C-4", 100.105m, concept: "TUBERO"),
            Line("4.7.", 10, "C-4", 100.105m, concept: "SOLDADOR"),
            Line("9.9", 5, "C3EXT", 100.10m, 12.35m)
        );
        var lines = Lines(await world.Sheet(order, site, 3)).ToDictionary(r => $"{r["codigo"]} {r["concepto"]}", Id);
        var (beam, mooring, dredge) = (lines["2.2. =VIGA IPR <b>"], lines["2.10. CONCEPTO 2.10."], lines["5.1. CONCEPTO 5.1."]);
        await world.Save(order, site, 2, "TE", Cell(beam, 10, 1.5m));
        await world.Save(
            order,
            site,
            3,
            "TE",
            Cell(beam, 3, 12.5m),
            Cell(beam, 31, 60.000001m),
            Cell(mooring, 4, 0.5m),
            Cell(lines["9.9 CONCEPTO 9.9"], 1, 3)
        );
        await world.Save(order, site, 3, "CMA", Cell(dredge, 6, 10), Cell(beam, 3, 0.25m), Cell(lines["4.7. SOLDADOR"], 2, 1.5m));
        await world.Save(order, other, 3, "TE", Cell(dredge, 7, 2.5m));
        return (order, site);
    }

    private static void SaysWhatTheGridSays(XlsxReader book, JsonNode sheet)
    {
        var money = book.Sheets[0].Rows().ToList();
        foreach (var row in sheet["partidas"]!.AsArray().Where(r => (bool)r!["es_subtitulo"]!))
        {
            var shown = money.Single(r => r["C"].Text == (string?)row!["concepto"]);
            Assert.Equal(Figures(row!), Cells(shown, "E", "H", "I", "L", "M"));
        }
        foreach (var row in Lines(sheet))
        {
            var shown = money.Single(r => r["B"].Text == (string?)row["codigo"] && r["C"].Text == (string?)row["concepto"]);
            Assert.Equal(
                [.. Figures(row), (decimal)row["pu_mn"]!, (decimal)row["pu_usd"]!],
                Cells(shown, "E", "H", "I", "L", "M", "J", "K")
            );
            foreach (var (type, member) in ((string, string)[])[("TE", "te_dia"), ("CMA", "cma_dia")])
            {
                var days = book.Sheets.Single(s => s.Name == type).Rows().Single(r => r.Number == shown.Number);
                for (var day = 1; day <= 31; day++)
                {
                    Assert.Equal((decimal?)row[$"dia{day}"]?[member] ?? 0, Number(days[5 + day]));
                }
                Assert.Equal(Enumerable.Range(1, 31).Sum(day => (decimal?)row[$"dia{day}"]?[member] ?? 0), Number(days[37]));
            }
        }
        var totals = sheet["totales"]!;
        foreach (var (label, name) in Totals)
        {
            var shown = money.Single(r => r["C"].Text == label && r["A"].IsEmpty);
            var (mxn, usd) = ((decimal)totals[name + "_mn"]!, (decimal)totals[name + "_usd"]!);
            var homologated = Math.Round(mxn + usd * 19.1648m, 2, MidpointRounding.AwayFromZero);
            Assert.Equal([mxn, usd, homologated], Cells(shown, "L", "M", "N"));
        }
    }

    private static readonly (string Label, string Name)[] Totals =
    [
        ("Autorizado PTE", "aut"),
        ("Producción del mes en este sitio", "ejec"),
        ("Producción de meses anteriores", "acum"),
        ("Producción del mes en todos los sitios", "ejec_familia"),
        ("Por producir", "resta"),
    ];

    private static decimal[] Figures(JsonNode row) =>
        [
            (decimal)row["vol_total_proyectado"]!,
            (decimal)row["acumulado_mes"]!,
            (decimal)row["acumulado_programado"]!,
            (decimal)row["monto_mn"]!,
            (decimal)row["monto_usd"]!,
        ];

    private static decimal[] Cells(XlsxRow row, params string[] columns) => [.. columns.Select(column => Number(row[column]))];

    private static decimal Number(XlsxCell cell) => cell.TryDecimal(out var number) ? number : 0;

    private async Task<byte[]> Export(long order, long site, string type = "TE") => await Bytes(await Get(order, site, type: type));

    private static async Task<byte[]> Bytes(HttpResponseMessage answer)
    {
        await Expect.Status(HttpStatusCode.OK, answer);
        Assert.Equal(XlsxResult.ContentType, answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsByteArrayAsync(Ct);
    }

    private Task<HttpResponseMessage> Get(long order, long site, int month = 3, string type = "TE", HttpClient? by = null) =>
        (by ?? app.SignedInAs("Viewer")).GetAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"/api/contracts/month-sheet.xlsx?id_ot={order}&mes={month}&anio=2025&tipo_tiempo={type}&id_sitio={site}"
            ),
            Ct
        );
}
