using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Kernel.Database;
using Faena.Modules.Catalog;
using Faena.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Modules.Catalog;

public class SitesTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private readonly HttpClient admin = app.SignedInAs("Administrator");

    [Theory]
    [InlineData("patio", 1)]
    [InlineData("embarcacion", 2)]
    [InlineData("plataforma", 4)]
    [InlineData("intercom", 5)]
    public async Task A_site_belongs_to_a_kind_of_front(string frente, long front)
    {
        var id = await GivenASite($"Sitio de {frente}", frente);

        var listed = (await List()).Single(s => (long)s!["id"]! == id)!;

        Assert.Equal($"Sitio de {frente}", (string?)listed["descripcion"]);
        Assert.Equal(frente, (string?)listed["frente"]);
        Assert.True((bool)listed["activo"]!);
        Assert.Equal(front, await app.Scalar<long>("SELECT id_frente FROM catalog.sitio WHERE id = @id", new { id }));
    }

    [Fact]
    public async Task A_name_is_kept_in_single_blanks()
    {
        var id = await GivenASite(" Abkatún \u00a0 Delta\n", "plataforma");

        Assert.Equal("Abkatún Delta", (string?)(await List()).Single(s => (long)s!["id"]! == id)!["descripcion"]);
    }

    [Fact]
    public async Task Two_sites_cannot_have_one_name_however_it_is_written()
    {
        await GivenASite("Akal-C", "plataforma");

        await Expect.Refusal(HttpStatusCode.Conflict, "site_name_taken", await Post("AKAL-C", "embarcacion"));
    }

    [Theory]
    [InlineData("", "patio", "descripcion")]
    [InlineData(" \u00a0", "patio", "descripcion")]
    [InlineData("Muelle", "muelle", "frente")]
    [InlineData("Muelle", null, "frente")]
    public async Task A_site_without_a_name_or_a_known_front_is_refused(string name, string? frente, string field) =>
        await Expect.BadField(field, await Post(name, frente));

    [Fact]
    public async Task A_name_of_over_100_characters_is_refused() =>
        await Expect.BadField("descripcion", await Post(new string('x', 101), "patio"));

    [Fact]
    public async Task A_site_is_renamed_taken_out_of_use_and_brought_back()
    {
        var id = await GivenASite("Barco viejo", "embarcacion");

        var renamed = await Expect.Json(HttpStatusCode.OK, await Patch(id, new { descripcion = "Barco nuevo" }));
        var off = await Expect.Json(HttpStatusCode.OK, await Patch(id, new { activo = false }));
        var active = await List("?activo=true");
        var on = await Expect.Json(HttpStatusCode.OK, await Patch(id, new { activo = true }));

        Assert.Equal("Barco nuevo", (string?)renamed["descripcion"]);
        Assert.False((bool)off["activo"]!);
        Assert.DoesNotContain(active, s => (long)s!["id"]! == id);
        Assert.True((bool)on["activo"]!);
    }

    [Fact]
    public async Task A_site_of_the_second_front_of_its_kind_keeps_it_when_renamed()
    {
        var id = await app.Scalar<long>("INSERT INTO catalog.sitio (descripcion, id_frente) VALUES ('Alterno', 7) RETURNING id");

        await Expect.Status(HttpStatusCode.OK, await Patch(id, new { descripcion = "Alterno 2" }));

        Assert.Equal(7, await app.Scalar<long>("SELECT id_frente FROM catalog.sitio WHERE id = @id", new { id }));
    }

    [Fact]
    public async Task Changing_what_is_not_there_is_a_404()
    {
        await Expect.Refusal(HttpStatusCode.NotFound, "not_found", await Patch(999_999, new { activo = false }));
        await Expect.Refusal(HttpStatusCode.NotFound, "not_found", await admin.DeleteAsync("/api/catalog/sites/999999", Ct));
    }

    [Fact]
    public async Task A_site_is_deleted_only_while_no_order_names_it()
    {
        var unused = await GivenASite("Sin uso", "patio");
        var used = await GivenASite("Con orden", "patio");
        await app.Execute("INSERT INTO contracts.ot (id_tipo, orden_trabajo, id_patio) VALUES (4, 'OT-1', @used)", new { used });

        await Expect.Status(HttpStatusCode.NoContent, await admin.DeleteAsync($"/api/catalog/sites/{unused}", Ct));
        await Expect.Refusal(HttpStatusCode.Conflict, "entry_in_use", await admin.DeleteAsync($"/api/catalog/sites/{used}", Ct));

        Assert.DoesNotContain(await List(), s => (long)s!["id"]! == unused);
        Assert.Contains(await List(), s => (long)s!["id"]! == used);
    }

    [Fact]
    public async Task Numbers_of_a_workbook_create_their_sites_once()
    {
        await app.Execute("INSERT INTO catalog.sitio (descripcion, id_frente) VALUES ('plataforma 46', 4), ('Embarcación 47', 4)");
        (int, string)[] numbers = [(45, "plataforma"), (46, "plataforma"), (47, "embarcacion"), (45, "patio"), (48, "muelle")];

        var first = await Ensure(numbers);
        var again = await Ensure(numbers);

        Assert.Equal(first, again);
        Assert.Equal([45, 46, 47], first.Keys.Order());
        var names = await app.Rows<(int, string)>(
            "SELECT numero, descripcion FROM catalog.sitio WHERE numero BETWEEN 45 AND 48 ORDER BY numero"
        );
        Assert.Equal([(45, "Plataforma 45"), (46, "plataforma 46"), (47, "Embarcación 47 (n.º 47)")], names);
    }

    [Fact]
    public async Task Only_who_manages_the_catalog_changes_it()
    {
        var viewer = app.SignedInAs("Viewer");

        await Expect.Status(HttpStatusCode.OK, await viewer.GetAsync("/api/catalog/sites", Ct));
        await Expect.Status(
            HttpStatusCode.Forbidden,
            await viewer.PostAsJsonAsync("/api/catalog/sites", new { descripcion = "X", frente = "patio" }, Ct)
        );
    }

    private async Task<IReadOnlyDictionary<int, long>> Ensure((int, string)[] numbers)
    {
        await using var work = await app.Services.GetRequiredService<Db>().Begin(Ct);
        var ids = await app.Services.GetRequiredService<ICatalog>().EnsureSites(work, numbers);
        await work.Commit();
        return ids;
    }

    private async Task<long> GivenASite(string descripcion, string frente) =>
        (long)(await Expect.Json(HttpStatusCode.OK, await Post(descripcion, frente)))["id"]!;

    private async Task<JsonArray> List(string query = "") =>
        (await Expect.Json(HttpStatusCode.OK, await admin.GetAsync("/api/catalog/sites" + query, Ct))).AsArray();

    private Task<HttpResponseMessage> Post(string descripcion, string? frente) =>
        admin.PostAsJsonAsync("/api/catalog/sites", new { descripcion, frente }, Ct);

    private Task<HttpResponseMessage> Patch(long id, object change) => admin.PatchAsJsonAsync($"/api/catalog/sites/{id}", change, Ct);
}
