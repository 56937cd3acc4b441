using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Faena.Kernel.Files;
using Faena.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static Faena.Tests.Modules.Contracts.PriceBookFile;

namespace Faena.Tests.Modules.Contracts;

public class ImportPriceBookTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private readonly HttpClient planner = app.SignedInAs("Planner");

    [Fact]
    public async Task An_annex_is_read_with_its_headings_left_out_and_compared_with_its_total()
    {
        var book = new PriceBookFile().Sheet(
            "Anexo C-21-CR",
            [
                Title("C-21", "21", "Catálogo de conceptos"),
                Heading("C-21", "Tubos"),
                Item("C-21", "21.1.", "Tubo de acero\nde 8\"", "M", 76, 11_813.30m),
                Item("C-21", "21.2.", "Tubo de\u00a0acero de 10\"", "TON", 66, 126_009.03m, 12.35m),
                Total(9_214_406.78m, 815.10m),
                .. Signature(),
            ]
        );

        var answer = await Import(book);

        Assert.Equal(
            """{"clave":"C-21","hojas":["Anexo C-21-CR"],"partidas":2,"partidas_unicas":2,"total_mn":9214406.78,"total_usd":815.10,"total_hoja_mn":9214406.78,"total_hoja_usd":815.10}""",
            Assert.Single(answer["anexos"]!.AsArray())!.ToJsonString()
        );
        Assert.Empty(answer["advertencias"]!.AsArray());
        Assert.Equal((2, 0, 0), Counts(answer));
        Assert.Equal(
            ("21.1.", "21.1", "Tubo de acero\nde 8\"", "M", 76m, 11_813.30m),
            await app.Row<(string, string, string, string, decimal, decimal)>(
                """
                SELECT partida, clave_partida, descripcion, unidad, cantidad, precio_unitario_mn
                FROM contracts.v_price_book WHERE clave_anexo = 'C-21' ORDER BY orden_fila LIMIT 1
                """
            )
        );
    }

    [Fact]
    public async Task Rows_that_repeat_a_code_share_one_quantity_and_count_once_in_the_totals()
    {
        var book = new PriceBookFile().Sheet(
            "Anexo C-22",
            Item("C-22", "4.7.", "OPERARIO ESPECIALISTA. (TUBERO)", "JORNADA", 8, 3_660.18m),
            Item("C-22", "4.7.", "OPERARIO ESPECIALISTA. (SOLDADOR)", "JORNADA", 8, 3_660.18m),
            Item("C-22", "4.7", "OPERARIO ESPECIALISTA.", "JORNADA", 8, 3_660.18m),
            Item("C-22", "4.10.", "CABO", "JORNADA", 1, 100),
            Total(29_381.44m)
        );

        var annex = Annex(await Import(book));

        Assert.Equal((4, 2, 29_381.44m), ((int)annex["partidas"]!, (int)annex["partidas_unicas"]!, (decimal)annex["total_mn"]!));
        Assert.Equal(29_381.44m, (decimal)annex["total_hoja_mn"]!);
    }

    [Fact]
    public async Task Each_line_is_rounded_to_the_cent_half_away_from_zero_before_it_is_added_up()
    {
        var book = new PriceBookFile().Sheet(
            "Anexo C-23",
            Item("C-23", "1.1", "A", "TON", 0.5m, 0.33m),
            Item("C-23", "1.2", "B", "TON", 0.5m, 0.35m, 0.01m),
            Total(0.35m, 0.01m)
        );

        var answer = await Import(book);

        Assert.Equal((0.35m, 0.01m), ((decimal)Annex(answer)["total_mn"]!, (decimal)Annex(answer)["total_usd"]!));
        Assert.Empty(answer["advertencias"]!.AsArray());
    }

    [Fact]
    public async Task A_code_typed_as_a_number_is_read_as_people_see_it()
    {
        var book = new PriceBookFile().Sheet(
            "Anexo C-24",
            Item("C-24", "", "AYUDANTE", "JORNADA", 1, 1).With(Number("B", "4.4000000000000004")),
            Item("C-24", "", "CABO", "JORNADA", 1, 1).With(Number("B", "4.1100000000000003")),
            Total(2)
        );

        await Import(book);

        Assert.Equal(["4.4", "4.11"], await Codes("C-24"));
    }

    [Fact]
    public async Task The_annex_comes_from_the_rows_else_from_the_name_of_the_sheet()
    {
        var book = new PriceBookFile()
            .Sheet(
                "Anexo C-25-CR",
                Item("", "1.1", "A", "TON", 1, 1).Without("A"),
                Item("ANEXO 25C-EXT.", "C25EXT-1", "B", "TON", 1, 2),
                Total(3)
            )
            .Sheet("Anexo C-25 (2)", Item("C-025", "1.2", "C", "TON", 1, 4), Total(4));

        var answer = await Import(book);

        Assert.Equal(["C-25", "C25EXT"], answer["anexos"]!.AsArray().Select(a => (string?)a!["clave"]));
        Assert.Equal("""["Anexo C-25-CR","Anexo C-25 (2)"]""", answer["anexos"]![0]!["hojas"]!.ToJsonString());
        Assert.Equal((1m + 4m, 2), ((decimal)answer["anexos"]![0]!["total_mn"]!, (int)answer["anexos"]![0]!["partidas"]!));
        // The first sheet's TOTAL speaks of both annexes, so neither can be compared with it alone.
        Assert.Null(answer["anexos"]![0]!["total_hoja_mn"]);
        Assert.Empty(answer["advertencias"]!.AsArray());
    }

    [Fact]
    public async Task The_contracts_summary_is_no_annex_and_an_unknown_sheet_is_reported()
    {
        var book = new PriceBookFile()
            .OtherSheet(
                "Anexo C-CR",
                ["", "Anexo C-CR"],
                ["", "PART.", "DESCRIPCIÓN DE CONCEPTOS", "UNID.", "CANT.", "PRECIO UNITARIO"],
                ["", "2", "Catálogo de conceptos", "Lote", "1", "5"]
            )
            .OtherSheet("Notas", ["Revisar con el cliente"])
            .HiddenSheet("Anexo viejo", Item("C-26", "1.9", "A", "TON", 1, 9), Total(9))
            .Sheet("Anexo C-26", Item("C-26", "1.1", "A", "TON", 1, 5), Total(5));

        var answer = await Import(book);

        Assert.Equal("C-26", (string?)Annex(answer)["clave"]);
        Assert.Equal([("Notas", 1, "encabezados"), ("Anexo viejo", 1, "oculta")], Warnings(answer, "encabezados", "oculta"));
    }

    public static TheoryData<string, string, string> UnreadableRows { get; } =
        new()
        {
            { "D", "", "Falta la unidad (D7)" },
            { "B", "", "Falta la partida (B7)" },
            { "B", new string('1', 33), "más de 32 caracteres" },
            { "C", " \u00a0", "Falta el concepto (C7)" },
            { "D", "UNA UNIDAD MUY MUY LARGA", "más de 20 caracteres" },
            { "E", "", "E7 debe ser un número y dice «»" },
            { "E", "doce", "E7 debe ser un número y dice «doce»" },
            { "F", "$ 1,234.50", "F7 debe ser un número y dice «$ 1,234.50»" },
            { "G", "-", "G7 debe ser un número y dice «-»" },
            { "A", "Otro libro", "«Otro libro» (A7) no es un anexo" },
        };

    [Theory]
    [MemberData(nameof(UnreadableRows))]
    public async Task A_row_that_cannot_be_read_is_reported_and_not_taken(string column, string content, string reason)
    {
        var bad = Item("C-27", "27.1.", "Malo", "TON", 1, 10);
        bad = content.Length == 0 ? bad.Without(column) : bad.With(Text(column, content));
        var book = new PriceBookFile().Sheet("Anexo C-27", bad, Item("C-27", "27.2.", "Bueno", "TON", 1, 5), Total(5));

        var answer = await Import(book);

        Assert.Equal(1, (int)Annex(answer)["partidas"]!);
        var warning = Assert.Single(answer["advertencias"]!.AsArray())!;
        Assert.Equal(("Anexo C-27", 7), ((string?)warning["hoja"], (int)warning["fila"]!));
        Assert.Contains(reason, (string?)warning["motivo"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("E", "-1", "negativo")]
    [InlineData("F", "-0.01", "negativo")]
    [InlineData("F", "1000000000000", "demasiado grande")]
    [InlineData("G", "1e300", "debe ser un número")]
    [InlineData("F", "1.00005", "demasiados decimales")]
    [InlineData("E", "0.0000001", "demasiados decimales")]
    public async Task A_number_out_of_reason_is_reported_and_not_taken(string column, string digits, string reason)
    {
        var book = new PriceBookFile().Sheet(
            "Anexo C-28",
            Item("C-28", "28.1.", "Malo", "TON", 1, 10).With(Number(column, digits)),
            Item("C-28", "28.2.", "Bueno", "TON", 1, 5),
            Total(5)
        );

        var warning = Assert.Single((await Import(book))["advertencias"]!.AsArray())!;

        Assert.Equal(7, (int)warning["fila"]!);
        Assert.Contains(reason, (string?)warning["motivo"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_without_unit_or_figures_is_no_heading()
    {
        var book = new PriceBookFile().Sheet(
            "Anexo C-29",
            new BookRow(Text("A", "C-29"), Text("B", "29.1."), Text("C", "Sin nada más")),
            new BookRow(Text("A", "C-29"), Text("C", "Renglón con importe"), Number("H", "500")),
            new BookRow(Text("A", "C-29"), Text("C", "Subtotal"), Number("H", "5")),
            Item("C-29", "29.2.", "Bueno", "TON", 1, 5).With(Error("F", "#REF!")),
            Item("C-29", "29.3.", "Bueno", "TON", 1, 5),
            Total(5)
        );

        var answer = await Import(book);

        Assert.Equal(
            [("Anexo C-29", 7, "unidad"), ("Anexo C-29", 8, "importe sin partida"), ("Anexo C-29", 10, "#REF!")],
            Warnings(answer, "unidad", "importe sin partida", "#REF!")
        );
    }

    [Fact]
    public async Task Doubtful_but_readable_rows_are_taken_and_reported()
    {
        var book = new PriceBookFile().Sheet(
            "Anexo C-30",
            Item("C-30", "30.1.", "Uno", "TON", 1, 5),
            Item("C-30", "30.1.", "UNO ", "TON", 1, 5),
            Item("C-30", "30.1.", "Variante cara", "TON", 1, 6),
            Item("C-30", "30.2.", "Con fórmula", "TON", 1, 7).With(Formula("F", "3+4", "7")),
            Item("C-30", "30.3.", "Con resto", "TON", 1, 8).With(Formula("L", "+F418/1.25", "39172.608")),
            Item("C-30", "30.4.", "Importe ajeno", "TON", 2, 8).With(Number("H", "17")),
            new BookRow(Formula("S", "+R94*0.85", "0")),
            Total(37)
        );

        var answer = await Import(book);

        Assert.Equal(
            (6, 4, 36m),
            ((int)Annex(answer)["partidas"]!, (int)Annex(answer)["partidas_unicas"]!, (decimal)Annex(answer)["total_mn"]!)
        );
        string[] reasons = ["repite la fila 7", "que en la fila 7", "F10 es una fórmula", "L11", "17.00", "S13", "37.00"];
        Assert.Equal([8, 9, 10, 11, 12, 13, 14], answer["advertencias"]!.AsArray().Select(w => (int)w!["fila"]!));
        Assert.All(Warnings(answer, reasons).Zip(reasons), pair => Assert.Equal(pair.Second, pair.First.Reason));
        Assert.Equal(
            [1, 2, 1],
            await app.Rows<int>(
                "SELECT ocurrencia FROM contracts.contrato_concepto_maestro WHERE clave_anexo = 'C-30' AND clave_partida = '30.1' ORDER BY orden_fila"
            )
        );
    }

    [Fact]
    public async Task A_hidden_row_is_read_and_a_header_may_come_again()
    {
        var book = new PriceBookFile().Sheet(
            "Anexo C-31",
            Item("C-31", "31.1.", "Visible", "TON", 1, 5),
            new BookRow(
                Text("B", "PARTIDA"),
                Text("C", "CONCEPTO"),
                Text("D", "UNIDAD"),
                Text("E", "CANTIDAD"),
                Text("F", "P.U. M.N."),
                Text("H", "M.N."),
                Text("I", "U.S.D.")
            ),
            Item("C-31", "31.2.", "Oculta", "TON", 1, 6) with
            {
                Hidden = true,
            },
            Total(11)
        );

        var answer = await Import(book);

        Assert.Equal(
            ["31.1.", "31.2."],
            await app.Rows<string>("SELECT partida FROM contracts.v_price_book WHERE clave_anexo = 'C-31' ORDER BY orden_fila")
        );
        Assert.Empty(answer["advertencias"]!.AsArray());
    }

    [Fact]
    public async Task A_total_that_is_missing_twice_there_or_unreadable_is_reported()
    {
        var book = new PriceBookFile()
            .Sheet("Sin total", Item("C-32", "32.1.", "A", "TON", 1, 5))
            .Sheet("Dos totales", Item("C-32", "32.2.", "B", "TON", 1, 5), Total(5), Total(6))
            .Sheet("Total en texto", Item("C-32", "32.3.", "C", "TON", 1, 5), new BookRow(Text("G", "TOTAL"), Text("H", "cinco")));

        var answer = await Import(book);

        Assert.Equal(
            [
                ("Sin total", 7, "no tiene fila TOTAL"),
                ("Dos totales", 9, "otra fila TOTAL"),
                ("Total en texto", 8, "importes"),
                ("Total en texto", 8, "no tiene fila TOTAL"),
            ],
            Warnings(answer, "no tiene fila TOTAL", "otra fila TOTAL", "importes", "no tiene fila TOTAL")
        );
        Assert.Null(Annex(answer)["total_hoja_mn"]);
    }

    [Fact]
    public async Task Importing_again_writes_nothing()
    {
        var book = Simple("C-33", 5).ToBytes();
        var first = await Expect.Json(HttpStatusCode.OK, await Post(book));
        var entries = await AuditEntries();
        var files = await app.Scalar<long>("SELECT count(*) FROM contracts.price_book_import");

        var again = await Expect.Json(HttpStatusCode.OK, await Post(book));

        Assert.Equal((0, 0, 0), Counts(again));
        Assert.Equal((long)first["importacion_id"]!, (long)again["importacion_id"]!);
        Assert.Equal(first["anexos"]!.ToJsonString(), again["anexos"]!.ToJsonString());
        Assert.Equal(entries, await AuditEntries());
        Assert.Equal(files, await app.Scalar<long>("SELECT count(*) FROM contracts.price_book_import"));
    }

    [Fact]
    public async Task The_same_book_saved_anew_changes_no_concept_and_is_kept_as_another_file()
    {
        var first = await Import(Simple("C-47", 5));
        var entries = await AuditEntries();

        var again = await Import(Simple("C-47", 5).OtherSheet("Notas", ["Guardado otra vez"]));

        Assert.Equal((0, 0, 0), Counts(again));
        Assert.NotEqual((long)first["importacion_id"]!, (long)again["importacion_id"]!);
        Assert.Equal(entries + 1, await AuditEntries());
    }

    [Fact]
    public async Task A_new_price_changes_the_concept_in_place_and_a_row_that_is_gone_goes_out_of_use()
    {
        await Import(Simple("C-34", 5));
        var before = await Ids("C-34");
        var entries = await AuditEntries();

        var cheaper = await Import(new PriceBookFile().Sheet("Anexo C-34", Item("C-34", "1.1.", "Uno", "TON", 1, 4), Total(4)));
        var entriesOfChange = await AuditEntries() - entries;
        var afterwards = await Ids("C-34");
        var back = await Import(Simple("C-34", 5));

        Assert.Equal((0, 1, 1), Counts(cheaper));
        Assert.Equal([(before[0].Id, 4m, true), (before[1].Id, 6m, false)], afterwards);
        // The price, the retired concept, the annex's TOTAL and the import itself.
        Assert.Equal(4, entriesOfChange);
        Assert.Equal((0, 2, 0), Counts(back));
        Assert.Equal(before, await Ids("C-34"));
    }

    [Fact]
    public async Task A_row_that_became_unreadable_has_not_disappeared()
    {
        await Import(Simple("C-35", 5));

        var answer = await Import(
            new PriceBookFile().Sheet(
                "Anexo C-35",
                Item("C-35", "1.1.", "Uno", "TON", 1, 5).With(Text("F", "por definir")),
                Item("C-35", "1.2.", "Dos", "TON", 1, 6),
                Total(11)
            )
        );

        Assert.Equal(0, (int)answer["bajas"]!);
        Assert.Equal([5m, 6m], (await Ids("C-35")).Where(c => c.Active).Select(c => c.Price));
    }

    [Fact]
    public async Task Annexes_that_a_workbook_lacks_stay_as_they_are()
    {
        await Import(Simple("C-36", 5));
        await Import(Simple("C-37", 5));

        Assert.All(await Ids("C-36"), c => Assert.True(c.Active));
    }

    [Fact]
    public async Task The_workbook_is_kept_with_its_fingerprint_and_who_sent_it()
    {
        var bytes = Simple("C-38", 5).ToBytes();

        var id = (long)(await Expect.Json(HttpStatusCode.OK, await Post(bytes, "../../Anexo C.xlsx")))["importacion_id"]!;

        var (file, name, sha256, by, items) = await app.Row<(string, string, string, string, int)>(
            "SELECT file_id, file_name, sha256, uploaded_by, items FROM contracts.price_book_import WHERE id = @id",
            new { id }
        );
        Assert.Equal(("Anexo C.xlsx", Convert.ToHexStringLower(SHA256.HashData(bytes)), "planner", 2), (name, sha256, by, items));
        await using var kept = (await app.Services.GetRequiredService<IFileStore>().Open(file, Ct))!;
        Assert.Equal(bytes.Length, kept.Length);
    }

    [Fact]
    public async Task Changes_are_in_the_audit_log_under_the_person_who_imported()
    {
        await Import(Simple("C-39", 5));

        var by = await app.Rows<string>(
            """
            SELECT DISTINCT changed_by || ' ' || action_type FROM audit.audit_log
            WHERE table_name = 'contracts.contrato_concepto_maestro' AND after ->> 'clave_anexo' = 'C-39'
            """
        );

        Assert.Equal(["planner CREATE"], by);
    }

    [Fact]
    public async Task Warnings_come_in_the_language_of_the_person()
    {
        var book = new PriceBookFile().Sheet("Anexo C-40", Item("C-40", "1.1.", "Uno", "TON", 1, 5), Total(1_234.5m));
        using var request = Request(book.ToBytes());
        request.Headers.AcceptLanguage.Add(new("en"));

        var answer = await Expect.Json(HttpStatusCode.OK, await planner.SendAsync(request, Ct));

        Assert.Equal(
            "The sheet's TOTAL in MXN is 1,234.50, but the items read add up to 5.00.",
            (string?)Assert.Single(answer["advertencias"]!.AsArray())!["motivo"]
        );
    }

    [Fact]
    public async Task An_unknown_unit_is_created_and_a_known_spelling_is_not()
    {
        await Import(
            new PriceBookFile().Sheet(
                "Anexo C-41",
                Item("C-41", "1.1.", "Uno", "Garrafón", 1, 5),
                Item("C-41", "1.2.", "Dos", "PZA. ", 1, 5),
                Item("C-41", "1.3.", "Tres", "hom/dia", 1, 5),
                Total(15)
            )
        );

        Assert.Equal(
            ["GARRAFÓN", "PIEZA", "HOM/DÍA"],
            await app.Rows<string>("SELECT unidad FROM contracts.v_price_book WHERE clave_anexo = 'C-41' ORDER BY orden_fila")
        );
    }

    [Fact]
    public async Task An_import_takes_the_same_few_statements_for_ten_rows_and_a_thousand()
    {
        var few = await app.CountStatements(() => Import(Long("C-42", 10)));
        var many = await app.CountStatements(() => Import(Long("C-43", 1_000)));

        Assert.Equal(few, many);
        Assert.InRange(many, 1, 20);

        static PriceBookFile Long(string annex, int rows) =>
            new PriceBookFile().Sheet(
                "Anexo " + annex,
                [.. Enumerable.Range(1, rows).Select(i => Item(annex, $"1.{i}.", $"Concepto {i}", "TON", 1, 1)), Total(rows)]
            );
    }

    [Fact]
    public async Task Two_people_may_import_the_same_workbook_at_once()
    {
        var book = Simple("C-44", 5);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Import(book)));

        Assert.Equal(1, answers.Count(a => Counts(a) == (2, 0, 0)));
        Assert.Equal(3, answers.Count(a => Counts(a) == (0, 0, 0)));
        Assert.Equal(2, (await Ids("C-44")).Count);
    }

    [Fact]
    public async Task What_is_no_workbook_is_refused_with_its_code_and_nothing_written()
    {
        var before = await AuditEntries();
        var macro = new PriceBookFile([("xl/vbaProject.bin", "application/vnd.ms-office.vbaProject", [1, 2, 3])])
            .Sheet("Anexo C-45", Item("C-45", "1.1.", "Uno", "TON", 1, 5))
            .ToBytes();

        await Expect.Refusal(HttpStatusCode.UnprocessableEntity, "not_a_workbook", await Post("PARTIDA;PRECIO"u8.ToArray()));
        await Expect.Refusal(HttpStatusCode.UnprocessableEntity, "macro_file", await Post(macro));
        await Expect.Refusal(HttpStatusCode.UnprocessableEntity, "zip_bomb", await Post(Bomb()));
        var large = await Expect.Refusal(HttpStatusCode.UnprocessableEntity, "file_too_large", await Post(new byte[6 * 1024 * 1024]));
        await Expect.BadField("archivo", await Post(new PriceBookFile().OtherSheet("Hoja1", ["nada"]).ToBytes()));
        await Expect.BadField("archivo", await Post([]));
        await Expect.BadField("archivo", await Post(Simple("C-45", 5).ToBytes(), field: "otro"));

        Assert.Equal("El archivo pesa más de 5 MB. Divídalo o quítele imágenes.", (string?)large["errors"]!["archivo"]![0]);
        Assert.Equal(before, await AuditEntries());
        Assert.Empty(await Ids("C-45"));
    }

    [Fact]
    public async Task Only_who_may_import_imports()
    {
        using var request = Request(Simple("C-46", 5).ToBytes());

        await Expect.Status(HttpStatusCode.Forbidden, await app.SignedInAs("Field").SendAsync(request, Ct));
    }

    private static PriceBookFile Simple(string annex, decimal price) =>
        new PriceBookFile().Sheet(
            "Anexo " + annex,
            Item(annex, "1.1.", "Uno", "TON", 1, price),
            Item(annex, "1.2.", "Dos", "TON", 1, 6),
            Total(price + 6)
        );

    private static byte[] Bomb()
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("xl/workbook.xml").Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 80; i++)
            {
                entry.Write(zeros);
            }
        }
        return file.ToArray();
    }

    private static JsonNode Annex(JsonNode answer) => Assert.Single(answer["anexos"]!.AsArray())!;

    private static (int, int, int) Counts(JsonNode answer) => ((int)answer["altas"]!, (int)answer["cambios"]!, (int)answer["bajas"]!);

    /// <summary>The warnings, each with the expected part of its reason, or with all of it where it lacks that part.</summary>
    private static (string Sheet, int Row, string Reason)[] Warnings(JsonNode answer, params string[] reasons) =>
        [
            .. answer["advertencias"]!
                .AsArray()
                .Select(
                    (w, i) =>
                        (
                            (string)w!["hoja"]!,
                            (int)w["fila"]!,
                            ((string)w["motivo"]!) is var said && i < reasons.Length && said.Contains(reasons[i], StringComparison.Ordinal)
                                ? reasons[i]
                                : said
                        )
                ),
        ];

    private Task<IReadOnlyList<string>> Codes(string annex) =>
        app.Rows<string>("SELECT clave_partida FROM contracts.v_price_book WHERE clave_anexo = @annex ORDER BY orden_fila", new { annex });

    private Task<IReadOnlyList<(long Id, decimal Price, bool Active)>> Ids(string annex) =>
        app.Rows<(long Id, decimal Price, bool Active)>(
            "SELECT id, precio_unitario_mn, activo FROM contracts.contrato_concepto_maestro WHERE clave_anexo = @annex ORDER BY id",
            new { annex }
        );

    private Task<long> AuditEntries() =>
        app.Scalar<long>("SELECT count(*) FROM audit.audit_log WHERE table_name LIKE 'contracts.%' OR table_name LIKE 'catalog.%'");

    private async Task<JsonNode> Import(PriceBookFile book) => await Expect.Json(HttpStatusCode.OK, await Post(book.ToBytes()));

    private async Task<HttpResponseMessage> Post(byte[] file, string name = "libro.xlsx", string field = "archivo")
    {
        using var request = Request(file, name, field);
        return await planner.SendAsync(request, Ct);
    }

    private static HttpRequestMessage Request(byte[] file, string name = "libro.xlsx", string field = "archivo")
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        return new HttpRequestMessage(HttpMethod.Post, "/api/contracts/price-book")
        {
            Content = new MultipartFormDataContent { { content, field, name } },
        };
    }
}
