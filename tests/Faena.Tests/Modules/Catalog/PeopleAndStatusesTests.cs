using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Kernel.Database;
using Faena.Modules.Catalog;
using Faena.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Modules.Catalog;

public class PeopleAndStatusesTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private readonly HttpClient admin = app.SignedInAs("Administrator");

    [Theory]
    [InlineData("clients", "client_name_taken", 100)]
    [InlineData("project-leads", "project_lead_taken", 50)]
    public async Task A_name_is_added_renamed_taken_out_of_use_and_deleted(string route, string taken, int longest)
    {
        var id = (long)(await Expect.Json(HttpStatusCode.OK, await Post(route, " Pemex  Exploración ")))["id"]!;
        await Expect.Refusal(HttpStatusCode.Conflict, taken, await Post(route, "PEMEX EXPLORACIÓN"));
        await Expect.BadField("descripcion", await Post(route, ""));
        await Expect.BadField("descripcion", await Post(route, new string('x', longest + 1)));

        var renamed = await Expect.Json(HttpStatusCode.OK, await Patch(route, id, new { descripcion = "Pemex" }));
        await Expect.Status(HttpStatusCode.OK, await Patch(route, id, new { activo = false }));
        var inUse = await List($"{route}?activo=true");
        var all = await List(route);
        await Expect.Status(HttpStatusCode.NoContent, await admin.DeleteAsync($"/api/catalog/{route}/{id}", Ct));

        Assert.Equal("Pemex", (string?)renamed["descripcion"]);
        Assert.DoesNotContain(inUse, e => (long)e!["id"]! == id);
        Assert.Contains(all, e => (long)e!["id"]! == id && (string?)e["descripcion"] == "Pemex");
        await Expect.Status(HttpStatusCode.NotFound, await Patch(route, id, new { activo = true }));
    }

    [Fact]
    public async Task Names_of_a_workbook_are_found_or_created_once_and_a_bare_number_gets_its_kind()
    {
        var known = (long)(await Expect.Json(HttpStatusCode.OK, await Post("clients", "Perenco")))["id"]!;

        var clients = await Ensure((c, w) => c.EnsureClients(w, ["PERENCO", "Hokchi", "hokchi ", "5", "", new string('x', 101)]));
        var again = await Ensure((c, w) => c.EnsureClients(w, ["Hokchi", "Cliente 5"]));
        var leads = await Ensure((c, w) => c.EnsureLeads(w, ["5", "Responsable 5", "Ana Ruiz"]));

        Assert.Equal(["PERENCO", "Hokchi", "hokchi ", "5"], clients.Keys);
        Assert.Equal(known, clients["PERENCO"]);
        Assert.Equal(clients["Hokchi"], clients["hokchi "]);
        Assert.Equal(clients["Hokchi"], again["Hokchi"]);
        Assert.Equal(clients["5"], again["Cliente 5"]);
        Assert.Equal(leads["5"], leads["Responsable 5"]);
        Assert.NotEqual(leads["5"], leads["Ana Ruiz"]);
    }

    [Fact]
    public async Task A_client_of_an_order_cannot_be_deleted()
    {
        var id = (long)(await Expect.Json(HttpStatusCode.OK, await Post("clients", "Con orden")))["id"]!;
        await app.Execute("INSERT INTO contracts.ot (id_tipo, orden_trabajo, id_cliente) VALUES (4, 'OT-C', @id)", new { id });

        await Expect.Refusal(HttpStatusCode.Conflict, "entry_in_use", await admin.DeleteAsync($"/api/catalog/clients/{id}", Ct));
    }

    [Fact]
    public async Task Statuses_are_listed_by_what_they_describe()
    {
        var evidence = await List("statuses?nivelAfectacion=7");
        var all = await List("statuses");

        Assert.Equal(["PENDIENTE", "CARGADO", "EN_REVISION", "VALIDADO", "RECHAZADO"], evidence.Select(s => (string?)s!["codigo"]));
        Assert.Equal("Pending", (string?)evidence[0]!["descripcionEn"]);
        Assert.True((bool)evidence[0]!["esInicial"]!);
        Assert.True(all.Count > evidence.Count);
    }

    private async Task<IReadOnlyDictionary<string, long>> Ensure(Func<ICatalog, DbWork, Task<IReadOnlyDictionary<string, long>>> ensure)
    {
        await using var work = await app.Services.GetRequiredService<Db>().Begin(Ct);
        var ids = await ensure(app.Services.GetRequiredService<ICatalog>(), work);
        await work.Commit();
        return ids;
    }

    private async Task<JsonArray> List(string route) =>
        (await Expect.Json(HttpStatusCode.OK, await admin.GetAsync($"/api/catalog/{route}", Ct))).AsArray();

    private Task<HttpResponseMessage> Post(string route, string descripcion) =>
        admin.PostAsJsonAsync($"/api/catalog/{route}", new { descripcion }, Ct);

    private Task<HttpResponseMessage> Patch(string route, long id, object change) =>
        admin.PatchAsJsonAsync($"/api/catalog/{route}/{id}", change, Ct);
}
