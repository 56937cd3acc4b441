using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Faena.Tests.Support;
using static Faena.Tests.Modules.Contracts.ContractsWorld;

namespace Faena.Tests.Modules.Contracts;

public class ProductionTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly ContractsWorld world = new(app);

    [Fact]
    public async Task A_subtotal_carries_the_classes_that_the_documented_page_colours_its_row_by()
    {
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site);
        await world.GivenLines(order, ContractsWorld.Line("1.1", 100m));

        var subtotal = (await world.Sheet(order, site, 3))["partidas"]!.AsArray().Single(row => (bool)row!["es_subtitulo"]!)!;

        Assert.True((bool)subtotal["_attributes"]!["disabled"]!);
        Assert.NotEmpty(subtotal["_attributes"]!["className"]!["row"]!.AsArray());
    }

    [Fact]
    public async Task Addresses_may_come_as_text_of_digits_and_volumes_may_not()
    {
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site);
        await world.GivenLines(order, ContractsWorld.Line("1.1", 100m));
        var line = await world.LineId(order, site, "1.1");
        object Body(object volume) =>
            new
            {
                id_ot = $"{order}",
                mes = "3",
                anio = "2025",
                id_sitio = $"{site}",
                tipo_tiempo = "TE",
                celdas = new[]
                {
                    new
                    {
                        id_partida_imp = $"{line}",
                        dia = "4",
                        valor = volume,
                    },
                },
            };

        await Expect.Status(HttpStatusCode.OK, await world.Field.PostAsJsonAsync("/api/produccion/guardar_produccion_masiva", Body(12.5m)));
        await Expect.WrongType(
            "celdas[0].valor",
            await world.Field.PostAsJsonAsync("/api/produccion/guardar_produccion_masiva", Body("12.5"))
        );
    }

    [Fact]
    public async Task A_reprogramming_replaces_the_authorised_volume_of_the_initial_order()
    {
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site);
        await world.GivenLines(order, Line("2.2.", 66, "C-2", 126_009.03m));
        var reprogramming = await world.GivenAReprogramming(order, 1);
        await world.GivenLines(reprogramming, Line("2.2.", 80, "C-2", 126_009.03m));

        var sheet = await world.Sheet(order, site, 3);
        var line = Assert.Single(Lines(sheet));
        Assert.Equal(80m, (decimal)line["vol_total_proyectado"]!);
        Assert.Equal(10_080_722.40m, (decimal)sheet["totales"]!["aut_mn"]!);

        await world.GivenLines(order, Line("2.2.", 70, "C-2", 126_009.03m));
        Assert.Equal(80m, (decimal)Row(await world.Sheet(order, site, 3), "2.2.")["vol_total_proyectado"]!);
    }

    [Fact]
    public async Task Excess_is_counted_in_the_order_of_time_over_sites_types_and_months()
    {
        var (site, other) = (await world.GivenASite(), await world.GivenASite("embarcacion"));
        var order = await world.GivenAnOrder(site);
        await app.Execute("UPDATE contracts.ot SET id_embarcacion = @other WHERE id = @order", new { other, order });
        await world.GivenLines(order, Line("1.1", 10));
        var line = await world.LineId(order, site, "1.1");
        await world.Save(order, site, 2, "TE", Cell(line, 28, 6));
        await world.Save(order, other, 3, "CMA", Cell(line, 1, 3));
        await world.Save(order, site, 3, "TE", Cell(line, 2, 2));

        Assert.Equal(1m, await Excess(2, 3));
        Assert.False((bool)(await Day(order, other, 3, "CMA", 1))!["es_excedente"]!);
        Assert.False((bool)(await Day(order, site, 2, "TE", 28))!["es_excedente"]!);

        await world.Save(order, site, 2, "TE", Cell(line, 28, 4));
        Assert.Equal(0m, await Excess(2, 3));

        var reprogramming = await world.GivenAReprogramming(order, 1);
        await world.GivenLines(reprogramming, Line("1.1", 8));
        Assert.Equal(1m, await Excess(2, 3));

        await world.Save(order, site, 3, "TE", Cell(line, 2, 1.000001m));
        Assert.Equal(0.000001m, await Excess(2, 3));

        async Task<decimal> Excess(int day, int month) => (decimal)(await Day(order, site, month, "TE", day))!["volumen_excedente"]!;
    }

    [Fact]
    public async Task Variants_of_one_code_share_its_quantity()
    {
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site);
        await world.GivenLines(order, Line("4.7.", 10, "C-4", 100, concept: "TUBERO"), Line("4.7.", 10, "C-4", 100, concept: "SOLDADOR"));
        var (pipefitter, welder) = (await world.LineId(order, site, "4.7.", "TUBERO"), await world.LineId(order, site, "4.7.", "SOLDADOR"));

        var saved = await world.Save(order, site, 3, "TE", Cell(pipefitter, 1, 6), Cell(welder, 2, 5));

        var excess = Assert.Single(saved["excedentes"]!.AsArray());
        Assert.Equal((welder, 2, 1m), ((long)excess!["id_partida_imp"]!, (int)excess["dia"]!, (decimal)excess["volumen_excedente"]!));
        Assert.Equal(1_000m, (decimal)saved["totales"]!["aut_mn"]!);
        var sheet = await world.Sheet(order, site, 3);
        Assert.Equal(10m, (decimal)sheet["partidas"]![0]!["vol_total_proyectado"]!);
        Assert.Equal("BLOQUEADO", (string?)Row(sheet, "4.7.", "SOLDADOR")["estatus_gpu"]);
        Assert.Equal("AUTORIZADO", (string?)Row(sheet, "4.7.", "TUBERO")["estatus_gpu"]);
    }

    [Fact]
    public async Task The_same_code_in_two_annexes_is_two_quantities()
    {
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site);
        await world.GivenLines(order, Line("5.1.", 96_348, "C-5", concept: "JORNADA"), Line("5.1.", 1, "C-5-1", concept: "JORNADA"));
        var sheet = await world.Sheet(order, site, 3);
        var line = Id(Lines(sheet).First(l => (string?)l["anexo"] == "C-5"));

        var saved = await world.Save(order, site, 3, "TE", Cell(line, 1, 500));

        Assert.Empty(saved["excedentes"]!.AsArray());
    }

    [Fact]
    public async Task Volumes_on_blocked_days_are_left_out_and_listed()
    {
        var (site, other) = (await world.GivenASite(), await world.GivenASite("embarcacion"));
        var order = await world.GivenAnOrder(site, "2025-03-01", "2025-03-10", realStart: "2025-03-05");
        await app.Execute("UPDATE contracts.ot SET id_embarcacion = @other WHERE id = @order", new { other, order });
        await world.GivenAReprogramming(order, 1, "2025-03-01", "2025-03-20");
        await world.GivenLines(order, Line("1.1", 100));
        var line = await world.LineId(order, site, "1.1");
        await world.Save(order, other, 3, "TE", Cell(line, 12, 8));
        await world.Save(order, site, 3, "TE", Cell(line, 12, 7));
        await CloseDay(order, site, 12);

        int[] outside = [1, 2, 3, 4, .. Enumerable.Range(21, 11)];
        Assert.Equal(outside.Append(12).Order(), Days((await world.Sheet(order, site, 3))["dias_bloqueados"]!));
        Assert.Equal(outside, Days((await world.Sheet(order, other, 3))["dias_bloqueados"]!));

        var saved = await world.Save(order, site, 3, "TE", Cell(line, 3, 1), Cell(line, 12, 2), Cell(line, 13, 4));
        Assert.Equal([3, 12], saved["omitidos"]!.AsArray().Select(o => (int)o!["dia"]!).Order());
        Assert.Equal(1, (int)saved["creados"]!);
        Assert.Equal(7m, await Volume(order, site, 3, "TE", 12));
        Assert.Equal(4m, await Volume(order, site, 3, "TE", 13));

        var unchanged = await world.Save(order, site, 3, "TE", Cell(line, 12, 7));
        Assert.Empty(unchanged["omitidos"]!.AsArray());
        await world.Save(order, other, 3, "TE", Cell(line, 12, 9));
        Assert.Equal(9m, await Volume(order, other, 3, "TE", 12));
    }

    [Fact]
    public async Task Null_and_zero_clear_a_cell()
    {
        var (order, site, line) = await GivenOneLine(authorised: 1);
        await world.Save(order, site, 3, "TE", Cell(line, 4, 5), Cell(line, 5, 2));

        var cleared = await world.Save(order, site, 3, "TE", Cell(line, 4, null), Cell(line, 5, 0));

        Assert.Equal(2, (int)cleared["borrados"]!);
        var row = Row(await world.Sheet(order, site, 3), "1.1");
        Assert.Null(row["dia4"]);
        Assert.Null(row["dia5"]);
        Assert.Equal("AUTORIZADO", (string?)row["estatus_gpu"]);
        Assert.Equal(
            0,
            await app.Scalar<int>("SELECT count(*)::int FROM contracts.produccion WHERE id_partida_anexo = @line", new { line })
        );
    }

    [Theory]
    [InlineData("-1", 3)]
    [InlineData("0.0000001", 3)]
    [InlineData("1e30", 3)]
    [InlineData("1e-40", 3)]
    [InlineData("1000000000", 3)]
    [InlineData("1", 31)]
    [InlineData("1", 0)]
    [InlineData("1", 32)]
    public async Task One_bad_cell_refuses_the_whole_batch_and_is_named(string value, int day)
    {
        var (order, site, line) = await GivenOneLine();
        var body = $$"""
            {"id_ot":{{order}},"mes":4,"anio":2025,"id_sitio":{{site}},"celdas":[
              {"id_partida_imp":{{line}},"dia":1,"valor":7},{"id_partida_imp":{{line}},"dia":{{day}},"valor":{{value}}}]}
            """;

        var refused = await Expect.Json(
            HttpStatusCode.UnprocessableEntity,
            await world.Field.PostAsync(
                "/api/produccion/guardar_produccion_masiva",
                new StringContent(body, Encoding.UTF8, "application/json"),
                TestContext.Current.CancellationToken
            )
        );

        var bad = Assert.Single(refused["celdas"]!.AsArray());
        Assert.Equal((line, day), ((long)bad!["id_partida_imp"]!, (int)bad["dia"]!));
        Assert.NotNull(refused["errors"]!["celdas[1]"]);
        Assert.False((bool)refused["exito"]!);
        Assert.Null(Row(await world.Sheet(order, site, 4), "1.1")["dia1"]);
    }

    [Fact]
    public async Task An_empty_day_that_the_month_does_not_have_is_accepted()
    {
        var (order, site, line) = await GivenOneLine();
        var values = new decimal?[31];
        values[0] = 3;

        var saved = await Expect.Json(
            HttpStatusCode.OK,
            await world.Field.PostAsJsonAsync(
                "/api/produccion/guardar_produccion_masiva",
                new
                {
                    id_ot = order,
                    mes = 4,
                    anio = 2025,
                    id_sitio = site,
                    partidas = new[]
                    {
                        new
                        {
                            id_partida_imp = line,
                            codigo = "1.1",
                            valores = values,
                        },
                    },
                },
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal(1, (int)saved["creados"]!);
    }

    [Fact]
    public async Task A_line_of_another_family_is_refused()
    {
        var (order, site, _) = await GivenOneLine();
        var (_, _, foreign) = await GivenOneLine();

        var refused = await Expect.Json(HttpStatusCode.UnprocessableEntity, await world.Send(order, site, 3, "TE", Cell(foreign, 1, 1)));

        Assert.Equal("line_not_of_order", (string?)refused["celdas"]![0]!["codigo"]);
    }

    [Fact]
    public async Task Only_lines_of_annexes_that_need_evidence_get_an_evidence_record()
    {
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site);
        await world.GivenLines(
            order,
            Line("2.1", 100, "C-2", concept: "A"),
            Line("2.2", 100, "C-2.", concept: "B"),
            Line("2.3", 100, "C2-EXT", concept: "C"),
            Line("4.1", 100, "C-4", concept: "D")
        );
        var lines = Lines(await world.Sheet(order, site, 3)).Select(Id).ToArray();

        await world.Save(order, site, 3, "TE", [.. lines.Select(l => Cell(l, 2, 8))]);

        var statuses = await app.Rows<int>(
            "SELECT id_estatus FROM contracts.registro_generadores_pu WHERE id_partida_anexo = ANY (@lines)",
            new { lines }
        );
        Assert.Equal([19, 19, 19], statuses);

        await world.Save(order, site, 3, "TE", [.. lines.Select(l => Cell(l, 2, 0))]);
        Assert.Equal(
            0,
            await app.Scalar<int>(
                "SELECT count(*)::int FROM contracts.registro_generadores_pu WHERE id_partida_anexo = ANY (@lines)",
                new { lines }
            )
        );
    }

    [Fact]
    public async Task A_volume_with_validated_evidence_cannot_be_removed_and_a_change_sends_it_back_to_review()
    {
        var (order, site, line) = await GivenOneLine(annex: "C-2");
        await world.Save(order, site, 3, "TE", Cell(line, 2, 8));
        await app.Execute("UPDATE contracts.registro_generadores_pu SET id_estatus = 22 WHERE id_partida_anexo = @line", new { line });

        await Expect.Refusal(HttpStatusCode.Conflict, "volume_validated", await world.Send(order, site, 3, "TE", Cell(line, 2, 0)));
        Assert.Equal(8m, await Volume(order, site, 3, "TE", 2));

        await world.Save(order, site, 3, "TE", Cell(line, 2, 9));
        Assert.Equal(
            21,
            await app.Scalar<int>("SELECT id_estatus FROM contracts.registro_generadores_pu WHERE id_partida_anexo = @line", new { line })
        );
    }

    [Fact]
    public async Task Money_is_right_to_the_cent_in_rows_annexes_and_totals()
    {
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site);
        await world.GivenLines(
            order,
            Line("2.2.", 66, "C-2", 126_009.03m),
            Line("5.1.", 96_348, "C-5", 1_125.00m),
            Line("3.1", 10, "C-3", 100.10m, 12.35m)
        );
        var lines = Lines(await world.Sheet(order, site, 3)).ToDictionary(l => (string)l["codigo"]!, Id);
        await world.Save(order, site, 3, "TE", Cell(lines["2.2."], 1, 12.5m), Cell(lines["3.1"], 2, 3));
        await world.Save(order, site, 3, "CMA", Cell(lines["5.1."], 3, 10));

        foreach (var type in new[] { "TE", "CMA" })
        {
            var sheet = await world.Sheet(order, site, 3, type);
            Assert.Equal(1_575_112.88m, (decimal)Row(sheet, "2.2.")["monto_mn"]!);
            Assert.Equal(11_250.00m, (decimal)Row(sheet, "5.1.")["monto_mn"]!);
            Assert.Equal((300.30m, 37.05m), ((decimal)Row(sheet, "3.1")["monto_mn"]!, (decimal)Row(sheet, "3.1")["monto_usd"]!));
            var annexes = sheet["partidas"]!.AsArray().Where(r => (bool)r!["es_subtitulo"]!).ToDictionary(r => (string)r!["anexo"]!);
            Assert.Equal(1_575_112.88m, (decimal)annexes["C-2"]!["monto_mn"]!);
            Assert.Equal(11_250.00m, (decimal)annexes["C-5"]!["monto_mn"]!);
            Assert.Equal(1_586_663.18m, (decimal)sheet["totales"]!["ejec_mn"]!);
            Assert.Equal(37.05m, (decimal)sheet["totales"]!["ejec_usd"]!);
        }
        var month = await Expect.Json(
            HttpStatusCode.OK,
            await world.Field.GetAsync(
                $"/api/contracts/month-sheet?id_ot={order}&mes=3&anio=2025&tipo_tiempo=TE&id_sitio={site}",
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal("1587373.24", (string?)month["totales"]!["ejec"]!["homologado"]);
    }

    [Fact]
    public async Task Production_keeps_the_price_in_force_on_its_day()
    {
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site);
        await world.GivenLines(order, Line("1.1", 100, mxn: 10));
        var line = await world.LineId(order, site, "1.1");
        await world.Save(order, site, 3, "TE", Cell(line, 5, 2), Cell(line, 15, 3));
        var reprogramming = await world.GivenAReprogramming(order, 1, "2025-03-10", "2025-12-31");

        await world.GivenLines(reprogramming, Line("1.1", 100, mxn: 20));

        var march = await world.Sheet(order, site, 3);
        Assert.Equal(80m, (decimal)march["totales"]!["ejec_mn"]!); // 2 × 10 + 3 × 20
        Assert.Equal(2_000m, (decimal)march["totales"]!["aut_mn"]!);
        Assert.Equal(80m, (decimal)(await world.Sheet(order, site, 4))["totales"]!["acum_mn"]!);
    }

    [Fact]
    public async Task Two_people_on_different_cells_both_keep_their_work_and_on_one_cell_the_second_is_told()
    {
        var (order, site, line) = await GivenOneLine();
        await world.Save(order, site, 3, "TE", Cell(line, 3, 1));
        var read = (long)Row(await world.Sheet(order, site, 3), "1.1")["dia3"]!["version"]!;

        await world.Save(order, site, 3, "TE", Cell(line, 3, 4, read));
        await world.Save(order, site, 3, "TE", Cell(line, 5, 7, null));
        var conflict = await Expect.Refusal(
            HttpStatusCode.Conflict,
            "cells_changed",
            await world.Send(order, site, 3, "TE", Cell(line, 3, 9, read), Cell(line, 6, 1, null))
        );

        var cell = Assert.Single(conflict["conflictos"]!.AsArray())!;
        Assert.Equal((line, 3, 4m), ((long)cell["id_partida_imp"]!, (int)cell["dia"]!, (decimal)cell["valor_actual"]!));
        Assert.Equal("field", (string?)cell["usuario"]);
        Assert.NotNull(cell["fecha"]);
        Assert.Equal(7m, await Volume(order, site, 3, "TE", 5));
        Assert.Null(Row(await world.Sheet(order, site, 3), "1.1")["dia6"]);
    }

    [Fact]
    public async Task A_cell_deleted_meanwhile_conflicts_with_nothing_as_its_value()
    {
        var (order, site, line) = await GivenOneLine();
        await world.Save(order, site, 3, "TE", Cell(line, 3, 1));
        var read = (long)Row(await world.Sheet(order, site, 3), "1.1")["dia3"]!["version"]!;
        await world.Save(order, site, 3, "TE", Cell(line, 3, null));

        var conflict = await Expect.Refusal(
            HttpStatusCode.Conflict,
            "cells_changed",
            await world.Send(order, site, 3, "TE", Cell(line, 3, 9, read))
        );

        Assert.Null(conflict["conflictos"]![0]!["valor_actual"]);
        Assert.Null(conflict["conflictos"]![0]!["version"]);
    }

    [Fact]
    public async Task Fifty_people_creating_one_cell_make_one_record()
    {
        var (order, site, line) = await GivenOneLine();

        var answers = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => world.Send(order, site, 3, "TE", Cell(line, 9, i))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Equal(
            1,
            await app.Scalar<int>("SELECT count(*)::int FROM contracts.produccion WHERE id_partida_anexo = @line", new { line })
        );
    }

    [Fact]
    public async Task Saving_an_unchanged_sheet_writes_nothing()
    {
        var (order, site, line) = await GivenOneLine();
        await world.Save(order, site, 3, "TE", [.. Enumerable.Range(1, 31).Select(d => Cell(line, d, d))]);
        var before = await app.Scalar<long>("SELECT max(audit_id) FROM audit.audit_log");

        var again = await world.Save(order, site, 3, "TE", [.. Enumerable.Range(1, 31).Select(d => Cell(line, d, d))]);

        Assert.Equal((0, 0, 0), ((int)again["creados"]!, (int)again["actualizados"]!, (int)again["borrados"]!));
        Assert.Equal(before, await app.Scalar<long>("SELECT max(audit_id) FROM audit.audit_log"));
    }

    [Fact]
    public async Task A_save_is_audited_with_who_before_and_after()
    {
        var (order, site, line) = await GivenOneLine();
        await world.Save(order, site, 3, "TE", Cell(line, 3, 1));
        await world.Save(order, site, 3, "TE", Cell(line, 3, 2));

        var entry = await app.Row<(string Who, decimal Before, decimal After)>(
            """
            SELECT changed_by, (before ->> 'volumen_produccion')::numeric, (after ->> 'volumen_produccion')::numeric
            FROM audit.audit_log WHERE table_name = 'contracts.produccion' AND action_type = 'UPDATE'
              AND (after ->> 'id_partida_anexo')::bigint = @line
            """,
            new { line }
        );
        Assert.Equal(("field", 1m, 2m), entry);
    }

    [Fact]
    public async Task A_closed_month_refuses_everybody()
    {
        var (order, site, line) = await GivenOneLine();
        await world.Save(order, site, 3, "TE", Cell(line, 3, 1));
        await app.Execute("UPDATE contracts.reporte_mensual_header SET id_estatus = 3 WHERE id_ot = @order", new { order });

        await Expect.Refusal(HttpStatusCode.Conflict, "month_closed", await world.Send(order, site, 3, "TE", Cell(line, 3, 2)));
    }

    [Fact]
    public async Task A_person_limited_to_other_sites_neither_reads_nor_writes()
    {
        var (order, site, line) = await GivenOneLine();
        var elsewhere = app.SignedInAs(["Field"], [site + 100_000]);
        var ct = TestContext.Current.CancellationToken;

        var read = await elsewhere.GetAsync(
            $"/api/produccion/obtener_partidas_produccion?id_ot={order}&mes=3&anio=2025&id_sitio={site}",
            ct
        );
        var write = await elsewhere.PostAsJsonAsync(
            "/api/produccion/guardar_produccion_masiva",
            new
            {
                id_ot = order,
                mes = 3,
                anio = 2025,
                id_sitio = site,
                celdas = new[] { Cell(line, 1, 1) },
            },
            ct
        );

        await Expect.Refusal(HttpStatusCode.Forbidden, "site_not_allowed", read);
        await Expect.Refusal(HttpStatusCode.Forbidden, "site_not_allowed", write);
    }

    [Fact]
    public async Task The_grid_and_the_save_take_as_many_statements_for_one_line_as_for_hundreds()
    {
        var small = await GivenLinesAndVolumes(2);
        var large = await GivenLinesAndVolumes(200);

        Assert.Equal(small, large);
        Assert.InRange(large.Grid, 1, 3);
        Assert.InRange(large.Save, 1, 6);
    }

    private async Task<(int Grid, int Save)> GivenLinesAndVolumes(int count)
    {
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site);
        await world.GivenLines(order, [.. Enumerable.Range(1, count).Select(i => Line("1." + i, 100))]);
        var lines = Lines(await world.Sheet(order, site, 3)).Select(Id).ToArray();
        await world.Save(order, site, 3, "TE", [.. lines.Select(l => Cell(l, 1, 1))]);
        var save = await app.CountStatements(() => world.Save(order, site, 3, "TE", [.. lines.Select(l => Cell(l, 1, 2))]));
        var grid = await app.CountStatements(() => world.Sheet(order, site, 3));
        return (grid, save);
    }

    private async Task<(long Order, long Site, long Line)> GivenOneLine(decimal authorised = 1_000, string annex = "C-1")
    {
        var site = await world.GivenASite();
        var order = await world.GivenAnOrder(site);
        await world.GivenLines(order, Line("1.1", authorised, annex));
        return (order, site, await world.LineId(order, site, "1.1"));
    }

    private async Task CloseDay(long order, long site, int day) =>
        await Expect.Json(
            HttpStatusCode.OK,
            await world.Field.PostAsJsonAsync(
                "/api/produccion/guardar_reportes_diarios_masiva",
                new
                {
                    mes = 3,
                    anio = 2025,
                    id_sitio = site,
                    celdas = new[]
                    {
                        new
                        {
                            id_ot = order,
                            dia = day,
                            valor = "Cerrado",
                        },
                    },
                },
                TestContext.Current.CancellationToken
            )
        );

    private async Task<JsonNode?> Day(long order, long site, int month, string type, int day) =>
        Lines(await world.Sheet(order, site, month, type)).Single()["dia" + day];

    private async Task<decimal> Volume(long order, long site, int month, string type, int day) =>
        (decimal)(await Day(order, site, month, type, day))!["valor"]!;
}
