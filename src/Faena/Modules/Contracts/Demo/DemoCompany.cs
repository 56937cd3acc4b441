using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Demo;

namespace Faena.Modules.Contracts.Demo;

/// <summary>
/// An invented contractor at sea: three places, a price book, a dozen families of orders and two months of work up to today. The same
/// day always gives the same company.
/// </summary>
internal sealed class DemoCompany : IDemoData
{
    private const string Planner = "planner";

    public async Task<bool> HasRoom(DbWork work) => !await work.One<bool>(AnythingSql);

    public async Task Load(DemoStage stage, CancellationToken ct)
    {
        var sites = new Dictionary<DemoSite, long>();
        foreach (var site in DemoSite.All)
        {
            sites[site] = await Add(stage, Actor.System, "/api/catalog/sites", new { descripcion = site.Name, frente = site.Front }, ct);
        }
        var client = await AddNamed(stage, "/api/catalog/clients", "Energía del Litoral (demo)", ct);
        long[] leads =
        [
            await AddNamed(stage, "/api/catalog/project-leads", "Ana Robles (demo)", ct),
            await AddNamed(stage, "/api/catalog/project-leads", "Luis Ferrer (demo)", ct),
        ];
        await stage.PostFile(Planner, "/api/contracts/price-book", "archivo", "Anexo C (demo).xlsx", DemoPriceBook.ToWorkbook(), ct);

        var ids = new Dictionary<DemoOrder, long>();
        foreach (var order in DemoOrders.All)
        {
            ids[order] = await AddFamily(stage, order, sites, client, leads[order.Number % leads.Length], ct);
        }
        await new DemoMonths(stage, DemoOrders.All.ToDictionary(o => o.Folio, StringComparer.Ordinal)).Play(sites, ct);
        foreach (var finished in DemoOrders.All.Where(o => o.IsFinished))
        {
            var body = new { estatus = 10, fecha_entrega = stage.Today.AddDays(finished.Planned.To) };
            await stage.Post(Planner, $"/api/contracts/work-orders/{ids[finished]}/status", body, ct);
        }
        await stage.Do("supervisor", work => DemoEvidence.Write(work, stage.Today), ct);
    }

    private static async Task<long> AddFamily(
        DemoStage stage,
        DemoOrder order,
        Dictionary<DemoSite, long> sites,
        long client,
        long lead,
        CancellationToken ct
    )
    {
        var initial = await AddIssue(stage, order, order.Planned, 1, null, sites, client, lead, ct);
        foreach (var issue in order.Reprogrammings)
        {
            await AddIssue(stage, order, issue.Planned, issue.Factor, initial, sites, client, lead, ct);
        }
        if (order.IsCancelled)
        {
            await stage.Post(Planner, $"/api/contracts/work-orders/{initial}/cancel", null, ct);
        }
        return initial;
    }

    private static async Task<long> AddIssue(
        DemoStage stage,
        DemoOrder order,
        DemoPeriod planned,
        decimal factor,
        long? initial,
        Dictionary<DemoSite, long> sites,
        long client,
        long lead,
        CancellationToken ct
    )
    {
        var worth = DemoList.WorthOf(order, factor);
        var isInitial = initial is null;
        var id = await Add(
            stage,
            Planner,
            "/api/contracts/work-orders",
            new
            {
                tipo = isInitial ? "INICIAL" : "REPROGRAMACION",
                orden_trabajo = order.Folio,
                ot_principal = initial,
                descripcion_trabajo = order.Work,
                folio_pte = $"PTE-{order.Folio}",
                id_cliente = client,
                id_responsable_proyecto = lead,
                id_estatus_ot = order.Status,
                fecha_inicio_programado = stage.Today.AddDays(planned.From),
                fecha_termino_programado = stage.Today.AddDays(planned.To),
                fecha_inicio_real = isInitial && order.HasStarted ? stage.Today.AddDays(planned.From) : (DateOnly?)null,
                plazo_dias = planned.Days,
                monto_mxn = worth.Mxn,
                monto_usd = worth.Usd,
                id_embarcacion = SiteOf(order, DemoSite.Vessel, sites),
                id_plataforma = SiteOf(order, DemoSite.Platform, sites),
                id_patio = SiteOf(order, DemoSite.Yard, sites),
                requiere_patio = order.YardPhase is not null,
                fecha_inicio_patio = order.YardPhase is { } yard ? stage.Today.AddDays(yard.From) : (DateOnly?)null,
                fecha_fin_patio = order.YardPhase is { } phase ? stage.Today.AddDays(phase.To) : (DateOnly?)null,
            },
            ct
        );
        if (order.Lines > 0)
        {
            await stage.Post(Planner, $"/api/contracts/work-orders/{id}/line-items", DemoList.Body(order, factor, stage.Today), ct);
        }
        return id;
    }

    private static long? SiteOf(DemoOrder order, DemoSite site, Dictionary<DemoSite, long> sites) =>
        order.At(site) is { } here ? sites[here] : null;

    private static Task<long> AddNamed(DemoStage stage, string path, string name, CancellationToken ct) =>
        Add(stage, Actor.System, path, new { descripcion = name }, ct);

    private static async Task<long> Add(DemoStage stage, string who, string path, object body, CancellationToken ct) =>
        (long)(await stage.Post(who, path, body, ct))["id"]!;

    private const string AnythingSql = """
        SELECT EXISTS (SELECT FROM contracts.ot) OR EXISTS (SELECT FROM contracts.contrato_concepto_maestro)
        """;
}
