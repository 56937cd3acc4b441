using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Contracts.WorkOrders;

/// <summary>What people do with work orders, in a few words. Folios are new each time, so that tests of one class share a database.</summary>
public sealed class OrderSteps(TestApp app)
{
    public const string Route = "/api/contracts/work-orders";

    public HttpClient Planner => app.SignedInAs("Planner");

    public static string NewFolio() => $"OT-{Guid.NewGuid():N}";

    public Task<HttpResponseMessage> Create(object order, HttpClient? by = null) => (by ?? Planner).PostAsJsonAsync(Route, order);

    public async Task<long> Given(object order) => (long)(await Expect.Json(HttpStatusCode.Created, await Create(order)))["id"]!;

    public Task<long> GivenAnInitialOrder(string? folio = null) => Given(new { orden_trabajo = folio ?? NewFolio(), tipo = "INICIAL" });

    public Task<long> GivenAReprogrammingOf(long initial) => Given(new { tipo = "REPROGRAMACION", ot_principal = initial });

    public async Task<JsonNode> Read(long id, HttpClient? by = null) =>
        await Expect.Json(HttpStatusCode.OK, await (by ?? Planner).GetAsync($"{Route}/{id}"));

    public Task<HttpResponseMessage> Edit(long id, object changes, HttpClient? by = null) =>
        (by ?? Planner).PutAsJsonAsync($"{Route}/{id}", changes);

    public Task<HttpResponseMessage> Act(long id, string action, HttpClient? by = null) =>
        (by ?? Planner).PostAsync($"{Route}/{id}/{action}", null);

    public Task<HttpResponseMessage> SetStatus(long id, object status) => Planner.PostAsJsonAsync($"{Route}/{id}/status", status);

    public async Task<JsonNode> List(string query, HttpClient? by = null) =>
        await Expect.Json(HttpStatusCode.OK, await (by ?? Planner).GetAsync($"{Route}?{query}"));

    public async Task<long> GivenASite(string front) =>
        (long)
            (
                await Expect.Json(
                    HttpStatusCode.OK,
                    await app.SignedInAs("Administrator")
                        .PostAsJsonAsync("/api/catalog/sites", new { descripcion = $"{front} {Guid.NewGuid():N}", frente = front })
                )
            )["id"]!;

    public Task<int> AuditRowsOf(long id) =>
        app.Scalar<int>(
            "SELECT count(*)::int FROM audit.audit_log WHERE table_name = 'contracts.ot' AND record_id = @id::text",
            new { id }
        );
}
