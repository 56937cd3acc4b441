using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Faena.Kernel.Files;
using Faena.Kernel.Xlsx;
using Faena.Tests.Kernel.Xlsx;
using Faena.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static Faena.Tests.Modules.Contracts.ContractsWorld;

namespace Faena.Tests.Modules.Contracts.LineItems;

public class ImportAnnexWorkbookTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly ContractsWorld world = new(app);

    [Fact]
    public async Task A_preview_says_what_would_change_and_changes_nothing()
    {
        var (order, _) = await GivenAnOrder();

        var preview = await Send(order, AnnexFile.With().Line("1.1", 5).Line("1.2", 6), confirm: false);

        Assert.Equal("""[false,2,0,0,null]""", Of(preview, "exito", "agregadas", "cambiadas", "sin_cambio", "importacion_id"));
        Assert.Equal(0, await Imports(order));
    }

    [Fact]
    public async Task A_reprogramming_replaces_and_a_cancelled_one_counts_no_more()
    {
        var (order, site) = await GivenAnOrder();
        await Send(order, AnnexFile.With().Line("2.2.", 66, 126_009.03m));
        var reprogramming = await world.GivenAReprogramming(order, 1);
        await Send(reprogramming, AnnexFile.With().Line("2.2.", 80, 126_009.03m));

        Assert.Equal((80m, 10_080_722.40m), await Authorised());

        await Expect.Status(HttpStatusCode.OK, await world.Admin.PostAsync($"/api/contracts/work-orders/{reprogramming}/cancel", null, Ct));
        Assert.Equal((66m, 8_316_595.98m), await Authorised());

        await Expect.Status(
            HttpStatusCode.OK,
            await world.Admin.PostAsync($"/api/contracts/work-orders/{reprogramming}/restore", null, Ct)
        );
        await Send(order, AnnexFile.With().Line("2.2.", 70, 126_009.03m));
        Assert.Equal((80m, 10_080_722.40m), await Authorised());

        async Task<(decimal, decimal)> Authorised()
        {
            var sheet = await world.Sheet(order, site, 3);
            return ((decimal)Row(sheet, "2.2.")["vol_total_proyectado"]!, (decimal)sheet["totales"]!["aut_mn"]!);
        }
    }

    [Fact]
    public async Task Variants_of_one_code_share_its_quantity()
    {
        var (order, site) = await GivenAnOrder();
        var annex = AnnexFile
            .With()
            .Line("4.7.", 10, 100, annex: "C-4", concept: "TUBERO", unit: "JOR")
            .Line("4.7.", 10, 100, annex: "C-4", concept: "SOLDADOR", unit: "JOR");

        var preview = await Send(order, annex, confirm: false);
        await Send(order, annex);
        await world.Save(order, site, 3, "TE", Cell(await world.LineId(order, site, "4.7.", "TUBERO"), 1, 6));
        await world.Save(order, site, 3, "TE", Cell(await world.LineId(order, site, "4.7.", "SOLDADOR"), 2, 5));

        var sheet = await world.Sheet(order, site, 3);
        Assert.Equal("""["C-4 4.7"]""", preview["repetidas"]!.ToJsonString());
        Assert.Equal(0m, (decimal)Row(sheet, "4.7.", "TUBERO")["dia1"]!["volumen_excedente"]!);
        Assert.Equal(1m, (decimal)Row(sheet, "4.7.", "SOLDADOR")["dia2"]!["volumen_excedente"]!);
        Assert.Equal(1_000m, (decimal)sheet["totales"]!["aut_mn"]!);
    }

    [Fact]
    public async Task Variants_asked_to_be_separate_have_a_quantity_each()
    {
        var (order, site) = await GivenAnOrder();
        var annex = AnnexFile.With().Line("4.7.", 10, 100, concept: "TUBERO").Line("4.7.", 10, 100, concept: "SOLDADOR");

        await Send(order, annex, mode: "separado");

        Assert.Equal(2_000m, (decimal)(await world.Sheet(order, site, 3))["totales"]!["aut_mn"]!);
    }

    [Fact]
    public async Task The_same_file_again_writes_nothing_and_production_stays_where_it_is()
    {
        var (order, site) = await GivenAnOrder();
        var annex = LongAnnex(150);
        await Send(order, annex);
        var lines = Lines(await world.Sheet(order, site, 3)).Select(Id).ToList();
        await world.Save(order, site, 3, "TE", [.. lines.Take(40).Select(line => Cell(line, 4, 5))]);
        var before = (await world.Sheet(order, site, 3)).ToJsonString();
        var evidence = await Evidence(order);
        var audited = await Audited();

        var again = await Send(order, annex);

        Assert.Equal("""[0,0,150,[]]""", Of(again, "agregadas", "cambiadas", "sin_cambio", "faltantes"));
        Assert.Equal(before, (await world.Sheet(order, site, 3)).ToJsonString());
        Assert.Equal(
            40,
            await app.Scalar<int>("SELECT count(*) FROM contracts.produccion WHERE id_partida_anexo = ANY (@lines)", new { lines })
        );
        Assert.Equal(evidence, await Evidence(order));
        Assert.Equal(40, evidence.Count);
        Assert.Equal(audited, await Audited());
    }

    [Fact]
    public async Task Rows_that_differ_from_the_price_book_refuse_the_whole_file_and_are_all_named()
    {
        var (order, _) = await GivenAnOrder();
        await GivenInTheBook("C-2", "8.3", "CONCEPTO 8.3", "PZA");
        await GivenInTheBook("C-2", "8.5", "CONCEPTO 8.5", "PZA");
        await Send(order, LongAnnex(10));
        var wrong = AnnexFile.With().Line("8.1", 1).Line("8.3", 1, unit: "KG").Line("8.4", 1).Line("8.5", 1, unit: "KG");
        var before = await Lists(order);

        var problem = await Expect.Refusal(HttpStatusCode.UnprocessableEntity, "annex_rows", await Post(order, wrong));
        var sheet = await Post(order, wrong, accept: XlsxResult.ContentType);

        Assert.Equal([(3, "D"), (5, "D")], problem["filas"]!.AsArray().Select(f => ((int)f!["fila"]!, (string?)f["columna"])));
        Assert.Equal("ANEXO C", (string?)problem["filas"]![0]!["hoja"]);
        Assert.Equal("La unidad KG no es la del catálogo: PZA.", (string?)problem["filas"]![0]!["motivo"]);
        Assert.False((bool)problem["exito"]!);
        await Expect.Status(HttpStatusCode.UnprocessableEntity, sheet);
        Assert.Equal("true", Assert.Single(sheet.Headers.GetValues("X-Validation-Error")));
        var rows = await RowsOf(sheet);
        Assert.Equal(["OBSERVACIONES_SISTEMA", "FILA", "ANEXO", "PARTIDA", "CONCEPTO", "UNIDAD"], rows[0].Take(6));
        Assert.Equal(["UNIDAD: La unidad KG no es la del catálogo: PZA.", "3", "C-2", "8.3", "CONCEPTO 8.3", "KG"], rows[1].Take(6));
        Assert.Equal(["8.3", "8.5"], rows.Skip(1).Select(row => row[3]));
        Assert.Equal(before, await Lists(order));
    }

    [Fact]
    public async Task A_price_of_the_book_wins_over_the_file()
    {
        var (order, site) = await GivenAnOrder();
        await GivenInTheBook("C-3", "7.1", "CONCEPTO 7.1.", "TON", mxn: 12.5m);

        await Send(order, AnnexFile.With().Line("7.1.", 10, 999, annex: "ANEXO C-3."));

        Assert.Equal(12.5m, (decimal)Row(await world.Sheet(order, site, 3), "7.1.")["pu_mn"]!);
    }

    [Fact]
    public async Task A_produced_line_cannot_vanish_but_be_carried_over()
    {
        var (order, site) = await GivenAnOrder();
        await Send(order, AnnexFile.With().Line("1.1", 5).Line("1.2", 6));
        var produced = await world.LineId(order, site, "1.2");
        await world.Save(order, site, 3, "TE", Cell(produced, 3, 2));
        var shorter = AnnexFile.With().Line("1.1", 5);

        var refusal = await Expect.Refusal(HttpStatusCode.Conflict, "produced_lines_missing", await Post(order, shorter));
        var preview = await Send(order, shorter, confirm: false);
        await Send(order, shorter, keepMissing: true);

        Assert.Equal(produced, (long)refusal["faltantes"]![0]!["id_partida_imp"]!);
        Assert.True((bool)preview["faltantes"]![0]!["producida"]!);
        var row = Row(await world.Sheet(order, site, 3), "1.2");
        Assert.Equal((produced, true, 2m), (Id(row), (bool)row["arrastrada"]!, (decimal)row["acumulado_mes"]!));
    }

    [Fact]
    public async Task Planned_volumes_are_those_of_the_last_import_once_also_of_a_reprogramming()
    {
        var (order, site) = await GivenAnOrder();
        var annex = AnnexFile.With(new DateOnly(2025, 3, 1), "02/03/2025").Line("1.1", 50, days: [2.5m, 3m]);
        await Send(order, annex);
        await Send(order, annex);
        Assert.Equal(5.5m, await Planned());

        var reprogramming = await world.GivenAReprogramming(order, 1);
        await Send(reprogramming, AnnexFile.With(new DateOnly(2025, 3, 1)).Line("1.1", 50, days: 7m));
        Assert.Equal(7m, await Planned());

        async Task<decimal> Planned() => (decimal)Row(await world.Sheet(order, site, 3), "1.1")["acumulado_programado"]!;
    }

    [Fact]
    public async Task The_imported_file_is_kept_under_a_name_of_our_own()
    {
        var (order, _) = await GivenAnOrder();
        var annex = AnnexFile.With().Line("1.1", 5).ToBytes();

        await Expect.Status(HttpStatusCode.OK, await Post(order, annex, fileName: "..\\..\\../etc/anexo.xlsx"));

        var kept = await app.Row<(string Id, string Name, string User)>(
            "SELECT archivo_excel, nombre_archivo, usuario_carga FROM contracts.importacion_anexo WHERE id_ot = @order",
            new { order }
        );
        Assert.Equal(("anexo.xlsx", "administrator"), (kept.Name, kept.User));
        await using var file = (await app.Services.GetRequiredService<IFileStore>().Open(kept.Id, TestContext.Current.CancellationToken))!;
        Assert.Equal(annex.Length, file.Length);
    }

    [Fact]
    public async Task Two_people_importing_at_once_leave_one_whole_list()
    {
        var (order, _) = await GivenAnOrder();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(person => Post(order, AnnexFile.With().Line("1.1", 5 + person).Line("1." + (2 + person), 6)))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(
            1,
            await app.Scalar<int>("SELECT count(*) FROM contracts.importacion_anexo WHERE id_ot = @order AND es_activo", new { order })
        );
        Assert.Equal(2, await ActiveRows(order));
        Assert.Equal(7, await app.Scalar<int>("SELECT count(*) FROM contracts.line_item WHERE id_familia = @order", new { order }));
    }

    [Fact]
    public async Task A_large_annex_with_two_months_of_days_is_taken_whole()
    {
        var (order, site) = await GivenAnOrder();
        var days = Enumerable.Range(0, 60).Select(day => new DateOnly(2025, 3, 1).AddDays(day)).ToList();
        var annex = AnnexFile.With([.. days]);
        for (var line = 1; line <= 1_500; line++)
        {
            annex.Line($"2.{line}.", 1_000, 10.25m, days: [.. days.Select(_ => (object)1.5m)]);
        }
        var file = annex.ToBytes();
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var answer = await Expect.Json(HttpStatusCode.OK, await Post(order, file));

        TestContext.Current.SendDiagnosticMessage("1,500 lines x 60 days ({0} kB): {1} ms", file.Length / 1024, clock.ElapsedMilliseconds);
        Assert.Equal(1_500, (int)answer["agregadas"]!);
        Assert.Equal(1_500 * 31 * 1.5m, Lines(await world.Sheet(order, site, 3)).Sum(r => (decimal)r["acumulado_programado"]!));
    }

    public static TheoryData<string, string> Malicious =>
        new()
        {
            { "text", "not_a_workbook" },
            { "zip", "not_a_workbook" },
            { "macro", "macro_file" },
            { "bomb", "zip_bomb" },
            { "large", "file_too_large" },
            { "huge", "file_too_large" },
        };

    [Theory]
    [MemberData(nameof(Malicious))]
    public async Task A_file_that_is_no_honest_workbook_is_refused_and_kept_nowhere(string kind, string code)
    {
        var (order, _) = await GivenAnOrder();

        var problem = await Expect.Refusal(
            HttpStatusCode.UnprocessableEntity,
            code,
            await Post(order, File(kind), fileName: $"../{kind}.xlsm")
        );

        Assert.NotNull(problem["errors"]!["archivo"]);
        Assert.False((bool)problem["exito"]!);
        Assert.Equal(0, await Imports(order));
    }

    [Fact]
    public async Task A_preview_is_no_success_and_says_what_to_send_to_import()
    {
        var (order, _) = await GivenAnOrder();

        var preview = await Send(order, AnnexFile.With().Line("1.1", 5), confirm: false);

        Assert.Equal("""[false,"vista_previa",{"confirmar":"true"}]""", Of(preview, "exito", "codigo", "enviar"));
        var imported = await Send(order, AnnexFile.With().Line("1.1", 5));
        Assert.Equal("""[true,null,null]""", Of(imported, "exito", "codigo", "enviar"));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public async Task The_documented_call_asks_nothing_and_imports(string? confirm, bool imports)
    {
        var (order, _) = await GivenAnOrder();
        using var form = new MultipartFormDataContent
        {
            { new StringContent(order.ToString(CultureInfo.InvariantCulture)), "ot_id" },
            { new StringContent("nuevo"), "modo_actualizacion" },
            { new ByteArrayContent(AnnexFile.With().Line("1.1", 5).ToBytes()), "archivo", "anexo.xlsx" },
        };
        if (confirm is not null)
        {
            form.Add(new StringContent(confirm), "confirmar");
        }

        var answer = await Expect.Json(HttpStatusCode.OK, await world.Admin.PostAsync("/api/produccion/importar_anexo_ot", form, Ct));

        Assert.Equal(imports, (bool)answer["exito"]!);
        Assert.Equal(imports ? 1 : 0, await Imports(order));
    }

    [Theory]
    [InlineData("application/octet-stream", true)]
    [InlineData("text/html", true)]
    [InlineData("application/*", false)]
    [InlineData("*/*", false)]
    public async Task Who_takes_no_JSON_gets_the_workbook_of_bad_rows(string accept, bool isWorkbook)
    {
        var (order, _) = await GivenAnOrder();

        var answer = await Post(order, AnnexFile.With().Line("1.1", -5).ToBytes(), accept: accept);

        await Expect.Status(HttpStatusCode.UnprocessableEntity, answer);
        Assert.Equal(isWorkbook ? XlsxResult.ContentType : "application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_form_without_what_it_needs_names_the_field()
    {
        var (order, _) = await GivenAnOrder();
        var annex = AnnexFile.With().Line("1.1", 5).ToBytes();

        await Expect.BadField("archivo", await Post(order, []));
        await Expect.BadField("archivo", await Post(order, AnnexFile.Book(new AnnexFile { SheetName = "X" }.Row("nada"))));
        await Expect.BadField("modo_pool", await Post(order, annex, mode: "juntas"));
        using var noOrder = new MultipartFormDataContent
        {
            { new ByteArrayContent(annex), "archivo", "a.xlsx" },
            { new StringContent("x"), "ot_id" },
        };
        await Expect.BadField("ot_id", await world.Admin.PostAsync("/api/produccion/importar_anexo_ot", noOrder, Ct));
        await Expect.Refusal(HttpStatusCode.NotFound, "order_not_found", await Post(999_999, annex));
    }

    [Fact]
    public async Task Only_who_may_import_does_and_only_at_their_sites()
    {
        var (order, site) = await GivenAnOrder();
        var elsewhere = await world.GivenASite();
        var annex = AnnexFile.With().Line("1.1", 5).ToBytes();

        await Expect.Status(HttpStatusCode.Unauthorized, await Post(order, annex, by: app.Anonymous()));
        await Expect.Status(HttpStatusCode.Forbidden, await Post(order, annex, by: app.SignedInAs("Field")));
        await Expect.Refusal(
            HttpStatusCode.NotFound,
            "order_not_found",
            await Post(order, annex, by: app.SignedInAs(["Planner"], [elsewhere]))
        );
        await Expect.Status(HttpStatusCode.OK, await Post(order, annex, by: app.SignedInAs(["Planner"], [site])));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<(long Order, long Site)> GivenAnOrder()
    {
        var site = await world.GivenASite();
        return (await world.GivenAnOrder(site), site);
    }

    private static AnnexFile LongAnnex(int lines)
    {
        var annex = AnnexFile.With(new DateOnly(2025, 3, 1));
        for (var line = 1; line <= lines; line++)
        {
            annex.Line($"2.{line}.", 10 + line, 100.5m, days: 1.25m);
        }
        return annex;
    }

    private Task GivenInTheBook(string annex, string code, string concept, string unit, decimal mxn = 0) =>
        app.Execute(
            """
            INSERT INTO catalog.unidad_medida (clave) VALUES (@unit) ON CONFLICT DO NOTHING;
            INSERT INTO contracts.contrato_anexo_maestro (clave) VALUES (@annex) ON CONFLICT DO NOTHING;
            INSERT INTO contracts.contrato_concepto_maestro
              (clave_anexo, clave_partida, partida, descripcion, clave_descripcion, id_unidad, cantidad, precio_unitario_mn, precio_unitario_usd, orden_fila)
            SELECT @annex, @code, @code, @concept, @concept, id, 1, @mxn, 0, 1 FROM catalog.unidad_medida WHERE clave = @unit
            """,
            new
            {
                annex,
                code,
                concept,
                unit,
                mxn,
            }
        );

    private async Task<JsonNode> Send(
        long order,
        AnnexFile annex,
        bool confirm = true,
        string mode = "compartido",
        bool keepMissing = false
    ) => await Expect.Json(HttpStatusCode.OK, await Post(order, annex.ToBytes(), confirm, mode, keepMissing));

    private Task<HttpResponseMessage> Post(long order, AnnexFile annex, string? accept = null) =>
        Post(order, annex.ToBytes(), accept: accept);

    private async Task<HttpResponseMessage> Post(
        long order,
        byte[] file,
        bool confirm = true,
        string mode = "compartido",
        bool keepMissing = false,
        string fileName = "anexo.xlsx",
        string? accept = null,
        HttpClient? by = null
    )
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(order.ToString(CultureInfo.InvariantCulture)), "ot_id" },
            { new StringContent("nuevo"), "modo_actualizacion" },
            { new StringContent(mode), "modo_pool" },
            { new StringContent(confirm ? "true" : ""), "confirmar" },
            { new StringContent(keepMissing ? "on" : "false"), "conservar_faltantes" },
            { new ByteArrayContent(file), "archivo", fileName },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/produccion/importar_anexo_ot") { Content = form };
        request.Headers.AcceptLanguage.ParseAdd("es-MX");
        if (accept is not null)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        }
        return await (by ?? world.Admin).SendAsync(request, Ct);
    }

    private static byte[] File(string kind)
    {
        switch (kind)
        {
            case "text":
                return "PARTIDA,CONCEPTO\n1.1,VIGA"u8.ToArray();
            case "zip":
                return Zip(zip => zip.CreateEntry("hola.txt"));
            case "macro":
                return new RawWorkbook { OtherParts = [("/xl/vbaProject.bin", "application/vnd.ms-office.vbaProject", [1, 2, 3])] }
                    .Sheet("ANEXO C", "")
                    .ToStream()
                    .ToArray();
            case "bomb":
                return Zip(zip =>
                {
                    using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
                    var zeros = new byte[1024 * 1024];
                    for (var megabyte = 0; megabyte < 200; megabyte++)
                    {
                        sheet.Write(zeros);
                    }
                });
            default:
                return new byte[kind == "huge" ? 100_000_000 : 6_000_000];
        }
    }

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create))
        {
            fill(zip);
        }
        return content.ToArray();
    }

    private static async Task<List<List<string>>> RowsOf(HttpResponseMessage answer)
    {
        using var book = await XlsxReader.Open(await answer.Content.ReadAsStreamAsync(Ct), Ct);
        var last = book.Sheets[0].Rows().First().Cells[^1].Column;
        return [.. book.Sheets[0].Rows().Select(row => Enumerable.Range(1, last).Select(column => row[column].Text).ToList())];
    }

    private static string Of(JsonNode answer, params string[] members) =>
        new JsonArray([.. members.Select(member => answer[member]?.DeepClone())]).ToJsonString();

    private Task<int> Imports(long order) =>
        app.Scalar<int>("SELECT count(*) FROM contracts.importacion_anexo WHERE id_ot = @order", new { order });

    private Task<int> ActiveRows(long order) =>
        app.Scalar<int>(
            """
            SELECT count(*) FROM contracts.partida_anexo_importada r
            JOIN contracts.importacion_anexo i ON i.id = r.id_importacion_anexo WHERE i.id_ot = @order AND i.es_activo
            """,
            new { order }
        );

    private Task<string> Lists(long order) =>
        app.Scalar<string>(
            "SELECT coalesce(jsonb_agg(i)::text, '') FROM contracts.importacion_anexo i WHERE id_ot = @order",
            new { order }
        );

    private Task<IReadOnlyList<long>> Evidence(long order) =>
        app.Rows<long>(
            """
            SELECT g.id FROM contracts.registro_generadores_pu g JOIN contracts.reporte_mensual_header h ON h.id = g.id_reporte_mensual
            WHERE h.id_ot = @order ORDER BY 1
            """,
            new { order }
        );

    private Task<long> Audited() => app.Scalar<long>("SELECT coalesce(max(audit_id), 0) FROM audit.audit_log");
}
