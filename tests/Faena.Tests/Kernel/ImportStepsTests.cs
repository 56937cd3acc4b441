using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Tests.Modules.Contracts;
using Faena.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static Faena.Tests.Modules.Contracts.PriceBookFile;

namespace Faena.Tests.Kernel;

/// <summary>Sending a file, seeing what it would change, and taking it in, told of the price book.</summary>
public class ImportStepsTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Readings = "/api/contracts/price-book/readings";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private readonly HttpClient planner = app.SignedInAs("Planner");

    [Fact]
    public async Task What_a_person_is_shown_is_what_happens_and_nothing_before_they_say_so()
    {
        await TakeIn(Book("C-101", ("1.1.", 5), ("1.2.", 6), ("1.3.", 7)));
        var changes = Book("C-101", ("1.1.", 5.5m), ("1.2.", 6), ("1.4.", 8));

        var read = await Read(changes);

        Assert.Equal("read", (string?)read["state"]);
        var report = read["report"]!;
        Assert.Equal((1, 1, 1, 1), ((int)report["altas"]!, (int)report["cambios"]!, (int)report["bajas"]!, (int)report["sin_cambio"]!));
        Assert.Equal(
            ["alta 1.4.  → 8", "baja 1.3. 7 → ", "cambio 1.1. 5 → 5.5"],
            report["diferencias"]!.AsArray().Select(d => $"{d!["que"]} {d["partida"]} {d["antes_mn"]} → {d["ahora_mn"]}")
        );
        Assert.Equal([("1.1.", 5m, true), ("1.2.", 6m, true), ("1.3.", 7m, true)], await Concepts("C-101"));

        var applied = await Apply(read);

        Assert.Equal("applied", (string?)applied["state"]);
        Assert.True(JsonNode.DeepEquals(report, applied["report"]));
        Assert.Equal([("1.1.", 5.5m, true), ("1.2.", 6m, true), ("1.3.", 7m, false), ("1.4.", 8m, true)], await Concepts("C-101"));
        Assert.Equal(
            "planner",
            await app.Scalar<string>(
                "SELECT uploaded_by FROM contracts.price_book_import WHERE id = @id",
                new { id = (long)applied["keptAs"]! }
            )
        );
        Assert.Equal(
            ["planner"],
            await app.Rows<string>(
                "SELECT DISTINCT changed_by FROM audit.audit_log WHERE table_name = 'contracts.contrato_concepto_maestro' AND after ->> 'clave_anexo' = 'C-101'"
            )
        );
    }

    [Fact]
    public async Task What_somebody_changed_meanwhile_is_shown_before_anything_is_done()
    {
        await TakeIn(Book("C-102", ("1.1.", 5)));
        var mine = await Read(Book("C-102", ("1.1.", 9)));
        await TakeIn(Book("C-102", ("1.1.", 5), ("1.2.", 6)));

        var again = await Apply(mine);

        Assert.Equal(("read", true), ((string?)again["state"], (bool)again["differs"]!));
        Assert.Equal(1, (int)again["report"]!["bajas"]!);
        Assert.Equal([("1.1.", 5m, true), ("1.2.", 6m, true)], await Concepts("C-102"));

        Assert.Equal("applied", (string?)(await Apply(again))["state"]);
        Assert.Equal([("1.1.", 9m, true), ("1.2.", 6m, false)], await Concepts("C-102"));
    }

    [Fact]
    public async Task A_double_click_takes_a_file_in_once_and_a_file_that_is_taken_in_stays_so()
    {
        var read = await Read(Book("C-103", ("1.1.", 5)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => planner.PostAsync(Of(read) + "/apply", null, Ct)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Accepted);
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal("applied", (string?)(await Until(read))["state"]);
        await Expect.Refusal(HttpStatusCode.Conflict, "import_not_read", await planner.PostAsync(Of(read) + "/apply", null, Ct));
        Assert.Equal(
            1,
            await app.Scalar<int>("SELECT count(*)::int FROM contracts.price_book_import WHERE report::text LIKE '%\"C-103\"%'")
        );
    }

    [Fact]
    public async Task What_a_person_sent_is_nobody_elses()
    {
        var read = await Read(Book("C-104", ("1.1.", 5)));
        var other = app.SignedInAs("Administrator");

        await Expect.Refusal(HttpStatusCode.NotFound, "not_found", await other.GetAsync(Of(read), Ct));
        await Expect.Refusal(HttpStatusCode.NotFound, "not_found", await other.PostAsync(Of(read) + "/apply", null, Ct));
        await Expect.Status(HttpStatusCode.NotFound, await other.GetAsync($"/contracts/price-book/import?lectura={read["id"]}", Ct));
        await Expect.Refusal(
            HttpStatusCode.NotFound,
            "not_found",
            await planner.GetAsync($"/api/contracts/work-orders/import/readings/{read["id"]}", Ct)
        );
        Assert.Empty(await Concepts("C-104"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_taken_in_says_why_in_the_persons_words()
    {
        var english = app.SignedInAs("Planner");
        english.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        var read = await Read("PARTIDA;PRECIO"u8.ToArray(), english);

        Assert.Equal("refused", (string?)read["state"]);
        Assert.Equal("not_a_workbook", (string?)read["problem"]!["codes"]!["archivo"]![0]);
        Assert.Contains("workbook", (string)read["problem"]!["errors"]!["archivo"]![0]!, StringComparison.Ordinal);
        await Expect.Refusal(HttpStatusCode.Conflict, "import_not_read", await english.PostAsync(Of(read) + "/apply", null, Ct));
    }

    [Fact]
    public async Task A_file_that_nobody_took_in_is_forgotten_after_a_day_and_all_others_stay()
    {
        var left = await Read(Book("C-105", ("1.1.", 5)));
        var taken = await TakeIn(Book("C-106", ("1.1.", 5)));
        var store = app.Services.GetRequiredService<IFileStore>();
        // As after a start with another database over the same folder.
        var unknown = (await store.Save(StoredFile.NewId(), new MemoryStream([1, 2, 3]), 10, Ct))!.Id;
        var (leftFile, takenFile) = (await FileOf(left), await FileOf(taken));

        using (app.Time.Ahead(KeptFiles.Unclaimed + TimeSpan.FromHours(1)))
        {
            await new KeptFiles(store, app.Services.GetRequiredService<Db>(), app.Services.GetRequiredService<Actor>(), app.Time).Sweep(Ct);
        }

        Assert.Null(await store.Open(leftFile!, Ct));
        Assert.Null(await FileOf(left));
        await using var kept = await store.Open(takenFile!, Ct);
        Assert.NotNull(kept);
        await using var others = await store.Open(unknown, Ct);
        Assert.NotNull(others);
        await Expect.Status(HttpStatusCode.NotFound, await planner.GetAsync(Of(left), Ct));
    }

    private static PriceBookFile Book(string annex, params (string Code, decimal Price)[] items) =>
        new PriceBookFile().Sheet(
            "Anexo " + annex,
            [.. items.Select(i => Item(annex, i.Code, "Concepto " + i.Code, "TON", 1, i.Price)), Total(items.Sum(i => i.Price))]
        );

    private Task<JsonNode> Read(PriceBookFile book) => Read(book.ToBytes(), planner);

    private static async Task<JsonNode> Read(byte[] file, HttpClient person)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { content, "archivo", "catalogo.xlsx" } };
        var sent = await Expect.Json(HttpStatusCode.Accepted, await person.PostAsync(Readings, form, Ct));
        return await Until(sent, person);
    }

    private async Task<JsonNode> Apply(JsonNode read)
    {
        Assert.True((string?)read["state"] == "read", read.ToJsonString());
        await Expect.Status(HttpStatusCode.Accepted, await planner.PostAsync(Of(read) + "/apply", null, Ct));
        return await Until(read);
    }

    private async Task<JsonNode> TakeIn(PriceBookFile book)
    {
        var applied = await Apply(await Read(book));
        Assert.Equal("applied", (string?)applied["state"]);
        return applied;
    }

    private Task<JsonNode> Until(JsonNode reading) => Until(reading, planner);

    /// <summary>Waits as the page does.</summary>
    private static async Task<JsonNode> Until(JsonNode reading, HttpClient person)
    {
        for (; ; )
        {
            var now = await Expect.Json(HttpStatusCode.OK, await person.GetAsync(Of(reading), Ct));
            if ((string?)now["state"] is not ("reading" or "applying"))
            {
                return now;
            }
            await Task.Delay(50, Ct);
        }
    }

    private static string Of(JsonNode reading) => $"{Readings}/{reading["id"]}";

    private Task<IReadOnlyList<(string, decimal, bool)>> Concepts(string annex) =>
        app.Rows<(string, decimal, bool)>(
            """
            SELECT partida, precio_unitario_mn, activo FROM contracts.contrato_concepto_maestro
            WHERE clave_anexo = @annex ORDER BY partida
            """,
            new { annex }
        );

    private Task<string?> FileOf(JsonNode reading) =>
        app.Scalar<string?>("SELECT (SELECT file_id FROM kernel.import WHERE id = @id)", new { id = (long)reading["id"]! });
}
