using System.Net;
using System.Net.Http.Json;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Catalog;

public class CatalogPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private readonly HttpClient admin = app.SignedInAs("Administrator");
    private readonly HttpClient viewer = app.SignedInAs("Viewer");

    [Theory]
    [InlineData("/catalog", "Nuevo sitio", "New site")]
    [InlineData("/catalog/units", "Nueva unidad", "New unit")]
    [InlineData("/catalog/clients", "Nuevo cliente", "New client")]
    [InlineData("/catalog/project-leads", "Nuevo responsable", "New project lead")]
    public async Task A_list_offers_to_add_entries_only_to_who_keeps_the_catalog(string path, string spanish, string english)
    {
        var own = await admin.Page(path, "es");
        var inEnglish = await admin.Page(path, "en");
        var others = await viewer.Page(path, "es");

        Assert.Contains($"data-title=\"{spanish}\"", own, StringComparison.Ordinal);
        Assert.Contains($"data-title=\"{english}\"", inEnglish, StringComparison.Ordinal);
        Assert.DoesNotContain("data-title=", others, StringComparison.Ordinal);
        Assert.DoesNotContain("catalog.", own.Replace("/catalog", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sites_are_searched_without_minding_accents_and_filtered_by_front_and_state()
    {
        await GivenASite("Abkatún-D", "plataforma");
        await GivenASite("Muelle 3", "patio");
        var off = await GivenASite("Barco retirado", "embarcacion");
        await admin.PatchAsJsonAsync($"/api/catalog/sites/{off}", new { activo = false }, Ct);

        var byWord = await viewer.Page("/catalog?q=abkatun", "es");
        var byFront = await viewer.Page("/catalog?front=patio", "es");
        var inactive = await viewer.Page("/catalog?state=inactive", "es");
        var nothing = await viewer.Page("/catalog?q=zzz&page=99", "es");

        Assert.Contains("Abkatún-D", byWord, StringComparison.Ordinal);
        Assert.DoesNotContain("Muelle 3", byWord, StringComparison.Ordinal);
        Assert.Contains("Muelle 3", byFront, StringComparison.Ordinal);
        Assert.DoesNotContain("Abkatún-D", byFront, StringComparison.Ordinal);
        Assert.Contains("Barco retirado", inactive, StringComparison.Ordinal);
        Assert.DoesNotContain("Muelle 3", inactive, StringComparison.Ordinal);
        Assert.Contains("Nada coincide", nothing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_type_stays_text()
    {
        await GivenASite("<img src=x onerror=alert(1)>", "patio");

        var page = await admin.Page("/catalog?q=img", "es");

        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Units_show_the_spellings_that_mean_them()
    {
        var page = await viewer.Page("/catalog/units?q=hom/dia", "es");

        Assert.Contains("HOM/DÍA", page, StringComparison.Ordinal);
        Assert.Contains("HOMBRE/DIA", page, StringComparison.Ordinal);
        Assert.DoesNotContain("JUNTA", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statuses_are_shown_scope_by_scope()
    {
        var page = await viewer.Page("/catalog/statuses", "en");

        Assert.Contains("Evidence (GPU)", page, StringComparison.Ordinal);
        Assert.Contains("Falta firma Pemex", page, StringComparison.Ordinal);
    }

    private async Task<long> GivenASite(string descripcion, string frente) =>
        (long)
            (await Expect.Json(HttpStatusCode.OK, await admin.PostAsJsonAsync("/api/catalog/sites", new { descripcion, frente }, Ct)))[
                "id"
            ]!;
}
