using System.Net;
using System.Net.Http.Headers;
using Faena.Kernel.Xlsx;
using Faena.Tests.Support;
using static Faena.Tests.Modules.Contracts.PriceBookFile;

namespace Faena.Tests.Modules.Contracts;

public class PriceBookPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private readonly HttpClient planner = app.SignedInAs("Planner");
    private readonly HttpClient viewer = app.SignedInAs("Viewer");

    [Fact]
    public async Task The_book_shows_its_annexes_and_whether_they_agree_with_the_sheet()
    {
        await GivenABook();

        var spanish = await viewer.Page("/contracts/price-book");
        var english = await viewer.Page("/contracts/price-book", "en");

        Assert.Contains("href=\"/contracts/price-book?anexo=C-61\"", spanish, StringComparison.Ordinal);
        Assert.Contains("29,281.44", spanish, StringComparison.Ordinal);
        Assert.Contains("Igual", spanish, StringComparison.Ordinal);
        Assert.Contains("The sheet says 7.00 MXN and 0.00 USD", english, StringComparison.Ordinal);
        Assert.DoesNotContain("/contracts/price-book/import\"", spanish, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_annex_opens_into_its_concepts_and_words_find_them_anywhere()
    {
        await GivenABook();

        var annex = await viewer.Page("/contracts/price-book?anexo=C-61");
        var found = await viewer.Page("/contracts/price-book?q=pintor");
        var nothing = await viewer.Page("/contracts/price-book?q=zzz&page=7");

        Assert.Contains("OPERARIO (TUBERO)", annex, StringComparison.Ordinal);
        Assert.DoesNotContain("SOPLETERO", annex, StringComparison.Ordinal);
        Assert.Contains("SOPLETERO PINTOR", found, StringComparison.Ordinal);
        Assert.DoesNotContain("TUBERO", found, StringComparison.Ordinal);
        Assert.Contains("Ningún concepto coincide", nothing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_can_be_read_again_with_its_warnings_and_its_file()
    {
        var (id, bytes) = await GivenABook();

        var result = await planner.Page($"/contracts/price-book/imports/{id}", "en");
        var again = await planner.Page($"/contracts/price-book/imports/{id}?altas=0&cambios=0&bajas=0");
        var imports = await planner.Page("/contracts/price-book/import");
        var file = await planner.GetByteArrayAsync($"/api/contracts/price-book/imports/{id}/file", Ct);

        Assert.Contains("The sheet's TOTAL in MXN is 7.00, but the items read add up to 5.00.", result, StringComparison.Ordinal);
        Assert.Contains("Anexo C-62", result, StringComparison.Ordinal);
        Assert.Contains("Nada cambió", again, StringComparison.Ordinal);
        Assert.Contains($"/contracts/price-book/imports/{id}\"", imports, StringComparison.Ordinal);
        Assert.Equal(bytes, file);
        await Expect.Status(HttpStatusCode.NotFound, await planner.GetAsync("/contracts/price-book/imports/999999", Ct));
        await Expect.Status(HttpStatusCode.NotFound, await planner.GetAsync("/api/contracts/price-book/imports/999999/file", Ct));
        await Expect.Status(HttpStatusCode.Forbidden, await viewer.GetAsync($"/api/contracts/price-book/imports/{id}/file", Ct));
    }

    [Fact]
    public async Task Warnings_come_as_a_workbook_in_the_language_of_the_person()
    {
        var (id, _) = await GivenABook();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/contracts/price-book/imports/{id}/warnings.xlsx");
        request.Headers.AcceptLanguage.Add(new("en"));

        var answer = await planner.SendAsync(request, Ct);

        await Expect.Status(HttpStatusCode.OK, answer);
        using var book = await XlsxReader.Open(await answer.Content.ReadAsStreamAsync(Ct), Ct);
        var rows = Assert.Single(book.Sheets).Rows().ToList();
        Assert.Equal(["Sheet", "Row", "Reason"], rows[0].Cells.Select(c => c.Text));
        Assert.Equal(("Anexo C-62", "8"), (rows[1]["A"].Text, rows[1]["B"].Text));
    }

    [Fact]
    public async Task Before_the_first_import_the_page_says_what_to_do()
    {
        await app.Execute("UPDATE contracts.contrato_concepto_maestro SET activo = false");

        var page = await planner.Page("/contracts/price-book");

        Assert.Contains("Todavía no hay catálogo de precios", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/contracts/price-book/import\"", page, StringComparison.Ordinal);
    }

    private async Task<(long Id, byte[] Bytes)> GivenABook()
    {
        var bytes = new PriceBookFile()
            .Sheet("Anexo C-61", Item("C-61", "4.7.", "OPERARIO (TUBERO)", "JORNADA", 8, 3_660.18m), Total(29_281.44m))
            .Sheet("Anexo C-62", Item("C-62", "4.8.", "SOPLETERO PINTOR", "JORNADA", 1, 5), Total(7))
            .ToBytes();
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { content, "archivo", "libro.xlsx" } };
        var answer = await Expect.Json(HttpStatusCode.OK, await planner.PostAsync("/api/contracts/price-book", form, Ct));
        return ((long)answer["importacion_id"]!, bytes);
    }
}
