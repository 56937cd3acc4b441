using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Faena.Kernel.Files;
using Faena.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Modules.Contracts.WorkOrders;

public class ImportWorkOrdersTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly OrderSteps orders = new(app);

    [Fact]
    public async Task Rows_become_orders_with_their_families_sites_and_people()
    {
        var folio = OrderSteps.NewFolio();
        var initial = OrderWorkbook.Initial(folio);
        initial["id_embarcacion"] = 91;
        initial["id_plataforma"] = 92;
        initial["id_frente"] = 2;
        initial["id_cliente_id"] = 1;
        initial["id_responsable_proyecto_id"] = 4;
        initial["id_pte_header_id"] = "BME-1";
        var second = OrderWorkbook.Reprogramming(folio, 2);
        second["id_embarcacion"] = 91;

        // The reprogramming stands above its initial order: the order of rows does not matter.
        var answer = await Import(second, initial, OrderWorkbook.Reprogramming(folio, 1));

        Assert.Equal((3, 0, 0), Counts(answer));
        Assert.Empty(answer["rechazadas"]!.AsArray());
        Assert.Empty(answer["advertencias"]!.AsArray());
        var family = (await orders.List($"q={folio}"))["elementos"]!.AsArray();
        Assert.Equal(["INICIAL", "REPROGRAMACION", "REPROGRAMACION"], family.Select(o => (string?)o!["tipo"]));
        var read = await orders.Read((long)family[0]!["id"]!);
        Assert.Equal("Embarcación 91", (string?)read["embarcacion"]);
        Assert.Equal("Plataforma 92", (string?)read["plataforma"]);
        Assert.Equal("Cliente 1", (string?)read["cliente"]);
        Assert.Equal("Responsable 4", (string?)read["responsable_proyecto"]);
        Assert.Equal("BME-1", (string?)read["folio_pte"]);
        Assert.Equal(3, read["familia"]!.AsArray().Count);
        Assert.Equal((long)read["id"]!, (long)family[2]!["ot_principal"]!);
        Assert.Equal(1, await app.Scalar<int>("SELECT count(*)::int FROM catalog.sitio WHERE numero = 91"));
    }

    [Fact]
    public async Task A_dirty_cell_is_told_with_its_row_its_text_and_the_reason_in_the_persons_language()
    {
        var row = OrderWorkbook.Initial(OrderSteps.NewFolio());
        row["fecha_inicio_programado"] = "13/112023";

        var warning = Assert.Single((await Import(row))["advertencias"]!.AsArray())!;

        Assert.Equal(2, (int)warning["fila"]!);
        Assert.Equal((string?)row["orden_trabajo"], (string?)warning["orden_trabajo"]);
        Assert.Equal("fecha_inicio_programado", (string?)warning["campo"]);
        Assert.Equal("13/112023", (string?)warning["valor"]);
        Assert.Equal("No se lee como fecha: quedó vacía.", (string?)warning["motivo"]);
    }

    [Fact]
    public async Task A_row_that_cannot_be_an_order_does_not_stop_the_others()
    {
        var folio = OrderSteps.NewFolio();

        var answer = await Import(OrderWorkbook.Reprogramming(OrderSteps.NewFolio(), 1), OrderWorkbook.Initial(folio));

        Assert.Equal((1, 0, 0), Counts(answer));
        var rejected = Assert.Single(answer["rechazadas"]!.AsArray())!;
        Assert.Equal((2, "order_row_initial_nowhere"), ((int)rejected["fila"]!, (string?)rejected["codigo"]));
    }

    [Fact]
    public async Task A_reprogramming_may_come_after_its_initial_in_another_workbook()
    {
        var folio = OrderSteps.NewFolio();
        await Import(OrderWorkbook.Initial(folio));

        Assert.Equal((1, 0, 0), Counts(await Import(OrderWorkbook.Reprogramming(folio, 1))));
    }

    [Fact]
    public async Task The_same_workbook_again_changes_nothing_and_leaves_no_trace()
    {
        var folio = OrderSteps.NewFolio();
        var file = OrderWorkbook.Of(OrderWorkbook.Initial(folio), OrderWorkbook.Reprogramming(folio, 1));
        await Import(file);
        var traces = await Traces();

        Assert.Equal((0, 0, 2), Counts(await Import(file)));

        Assert.Equal(traces, await Traces());
        Assert.Equal(
            1,
            await app.Scalar<int>(
                "SELECT count(DISTINCT i.id)::int FROM contracts.importacion_ot i JOIN contracts.ot_importada o ON o.id_importacion_ot = i.id JOIN contracts.ot ON ot.id = o.id_ot WHERE orden_trabajo = @folio",
                new { folio }
            )
        );

        Task<int> Traces() =>
            app.Scalar<int>("SELECT count(*)::int FROM audit.audit_log WHERE table_name LIKE 'contracts.%' OR table_name LIKE 'catalog.%'");
    }

    [Fact]
    public async Task What_people_corrected_survives_the_same_workbook_and_any_other_that_says_the_same()
    {
        var folio = OrderSteps.NewFolio();
        var row = OrderWorkbook.Initial(folio);
        row["fecha_inicio_programado"] = "13/112023";
        await Import(row);
        var id = await IdOf(folio);
        await Expect.Status(
            HttpStatusCode.OK,
            await orders.Edit(
                id,
                new
                {
                    fecha_inicio_programado = "2023-11-13",
                    descripcion_trabajo = "corregida",
                    monto_mxn = 7,
                }
            )
        );
        await Expect.Status(HttpStatusCode.OK, await orders.Act(id, "cancel"));

        Assert.Equal((0, 0, 1), Counts(await Import(row)));
        row["comentario"] = "nuevo";
        Assert.Equal((0, 1, 0), Counts(await Import(row)));

        var read = await orders.Read(id);
        Assert.Equal("2023-11-13", (string?)read["fecha_inicio_programado"]);
        Assert.Equal("corregida", (string?)read["descripcion_trabajo"]);
        Assert.Equal("nuevo", (string?)read["comentario"]);
        Assert.Equal(7, (decimal)read["monto_mxn"]!);
        Assert.False((bool)read["activa"]!);
    }

    [Fact]
    public async Task What_the_workbook_says_differently_is_taken_and_a_replaced_correction_is_told()
    {
        var folio = OrderSteps.NewFolio();
        var row = OrderWorkbook.Initial(folio);
        await Import(row);
        var id = await IdOf(folio);
        await Expect.Status(HttpStatusCode.OK, await orders.Edit(id, new { monto_mxn = 7 }));
        row["monto_mxn"] = 200;
        row["fecha_termino_programado"] = new DateOnly(2025, 6, 30);

        var answer = await Import(row);

        Assert.Equal((0, 1, 0), Counts(answer));
        var warning = Assert.Single(answer["advertencias"]!.AsArray())!;
        Assert.Equal(
            ("monto_mxn", "200", "order_row_replaced_ours"),
            ((string?)warning["campo"], (string?)warning["valor"], (string?)warning["codigo"])
        );
        var read = await orders.Read(id);
        Assert.Equal(200, (decimal)read["monto_mxn"]!);
        Assert.Equal("2025-06-30", (string?)read["fecha_termino_programado"]);
    }

    [Fact]
    public async Task Of_an_order_made_by_hand_only_the_empty_fields_are_filled()
    {
        var folio = OrderSteps.NewFolio();
        var id = await orders.Given(
            new
            {
                orden_trabajo = folio,
                monto_mxn = 3,
                id_estatus_ot = 8,
            }
        );

        var answer = await Import(OrderWorkbook.Initial(folio));

        Assert.Equal((0, 1, 0), Counts(answer));
        Assert.Equal("order_row_kept_ours", (string?)Assert.Single(answer["advertencias"]!.AsArray())!["codigo"]);
        var read = await orders.Read(id);
        Assert.Equal(3, (decimal)read["monto_mxn"]!);
        Assert.Equal("2025-03-01", (string?)read["fecha_inicio_programado"]);
    }

    [Fact]
    public async Task A_new_date_that_contradicts_a_correction_leaves_the_pair_as_it_is()
    {
        var folio = OrderSteps.NewFolio();
        var row = OrderWorkbook.Initial(folio);
        await Import(row);
        var id = await IdOf(folio);
        await Expect.Status(HttpStatusCode.OK, await orders.Edit(id, new { fecha_inicio_programado = "2025-03-20" }));
        row["fecha_termino_programado"] = new DateOnly(2025, 3, 10);

        var answer = await Import(row);

        Assert.Equal((0, 0, 1), Counts(answer));
        Assert.NotEmpty(answer["advertencias"]!.AsArray());
        var read = await orders.Read(id);
        Assert.Equal(("2025-03-20", "2025-03-31"), ((string?)read["fecha_inicio_programado"], (string?)read["fecha_termino_programado"]));
    }

    [Fact]
    public async Task A_number_of_a_site_of_another_kind_is_left_empty_with_a_warning()
    {
        var vessel = OrderWorkbook.Initial(OrderSteps.NewFolio());
        vessel["id_embarcacion"] = 777;
        await Import(vessel);
        var platform = OrderWorkbook.Initial(OrderSteps.NewFolio());
        platform["id_plataforma"] = 777;

        var answer = await Import(platform);

        var warning = Assert.Single(answer["advertencias"]!.AsArray())!;
        Assert.Equal(("id_plataforma", "777"), ((string?)warning["campo"], (string?)warning["valor"]));
        Assert.Null((await orders.Read(await IdOf((string)platform["orden_trabajo"]!)))["id_plataforma"]);
    }

    [Fact]
    public async Task Two_people_who_import_the_same_workbook_at_once_make_each_order_once()
    {
        var folio = OrderSteps.NewFolio();
        var file = OrderWorkbook.Of([
            .. Enumerable.Range(1, 20).Select(n => OrderWorkbook.Reprogramming(folio, n)),
            OrderWorkbook.Initial(folio),
        ]);

        var answers = await Task.WhenAll(Import(file), Import(file));

        Assert.Equal(21, answers.Sum(a => (int)a["creadas"]!));
        Assert.Equal(21, answers.Sum(a => (int)a["sin_cambio"]!));
    }

    [Fact]
    public async Task A_workbook_of_a_thousand_rows_takes_as_many_statements_as_one_of_ten()
    {
        byte[] Workbook(int families) =>
            OrderWorkbook.Of([
                .. Enumerable
                    .Range(0, families)
                    .Select(_ => OrderSteps.NewFolio())
                    .SelectMany(folio => new[] { OrderWorkbook.Initial(folio), OrderWorkbook.Reprogramming(folio, 1) }),
            ]);
        await Import(Workbook(1));

        var few = await app.CountStatements(() => Import(Workbook(5)));
        var many = await app.CountStatements(() => Import(Workbook(500)));

        Assert.Equal(few, many);
    }

    [Fact]
    public async Task The_workbook_is_kept_as_it_came()
    {
        var folio = OrderSteps.NewFolio();
        var file = OrderWorkbook.Of(OrderWorkbook.Initial(folio));

        await Import(file);

        var (id, name, sha256, user) = await app.Row<(string, string, string, string)>(
            """
            SELECT archivo, nombre_archivo, sha256, usuario_carga FROM contracts.importacion_ot
            WHERE id = (SELECT id_importacion_ot FROM contracts.ot_importada i JOIN contracts.ot o ON o.id = i.id_ot WHERE orden_trabajo = @folio)
            """,
            new { folio }
        );
        Assert.Equal(("passwd.xlsx", "planner"), (name, user));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)), sha256);
        await using var kept = (await app.Services.GetRequiredService<IFileStore>().Open(id, TestContext.Current.CancellationToken))!;
        Assert.Equal(file.Length, kept.Length);
    }

    [Theory]
    [InlineData("text", "not_a_workbook")]
    [InlineData("bomb", "zip_bomb")]
    [InlineData("macro", "macro_file")]
    [InlineData("large", "file_too_large")]
    public async Task A_file_that_is_no_harmless_workbook_is_refused(string kind, string code)
    {
        var file = kind switch
        {
            "text" => "orden_trabajo;id_tipo"u8.ToArray(),
            "large" => new byte[6 * 1024 * 1024],
            "bomb" => Zip(("xl/worksheets/sheet1.xml", new byte[70 * 1024 * 1024])),
            _ => Zip(("[Content_Types].xml", "<Types/>"u8.ToArray()), ("xl/vbaProject.bin", [1])),
        };

        var refused = await Expect.Refusal(HttpStatusCode.UnprocessableEntity, code, await Send(file));

        Assert.NotNull(refused["errors"]!["archivo"]);
    }

    [Fact]
    public async Task A_workbook_without_the_column_or_without_a_file_is_refused_at_its_field()
    {
        await Expect.BadField("archivo", await Send(OrderWorkbook.Of(["ANEXO", "PARTIDA"])));
        await Expect.BadField(
            "archivo",
            await orders.Planner.PostAsync(
                $"{OrderSteps.Route}/import",
                new MultipartFormDataContent { { new StringContent("x"), "otro" } }
            )
        );
    }

    [Fact]
    public async Task Who_may_not_plan_or_is_limited_to_some_sites_imports_nothing()
    {
        var file = OrderWorkbook.Of(OrderWorkbook.Initial(OrderSteps.NewFolio()));

        await Expect.Status(HttpStatusCode.Unauthorized, await Send(file, app.Anonymous()));
        await Expect.Status(HttpStatusCode.Forbidden, await Send(file, app.SignedInAs("Viewer")));
        await Expect.Refusal(
            HttpStatusCode.Forbidden,
            "site_not_allowed",
            await Send(file, app.SignedInAs(["Planner"], [await orders.GivenASite("patio")]))
        );
    }

    private Task<JsonNode> Import(params Dictionary<string, object?>[] rows) => Import(OrderWorkbook.Of(rows));

    private async Task<JsonNode> Import(byte[] file) => await Expect.Json(HttpStatusCode.OK, await Send(file));

    private Task<HttpResponseMessage> Send(byte[] file, HttpClient? by = null)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return (by ?? orders.Planner).PostAsync(
            $"{OrderSteps.Route}/import",
            new MultipartFormDataContent { { content, "archivo", "../../etc/passwd.xlsx" } }
        );
    }

    private async Task<long> IdOf(string folio) => (long)(await orders.List($"q={folio}&tipo=INICIAL"))["elementos"]![0]!["id"]!;

    private static (int Created, int Updated, int Unchanged) Counts(JsonNode answer) =>
        ((int)answer["creadas"]!, (int)answer["actualizadas"]!, (int)answer["sin_cambio"]!);

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return file.ToArray();
    }
}
