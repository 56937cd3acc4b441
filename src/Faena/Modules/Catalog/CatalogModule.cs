using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Ui;
using Faena.Modules.Catalog.Clients;
using Faena.Modules.Catalog.Facilities;
using Faena.Modules.Catalog.Lines;
using Faena.Modules.Catalog.ProjectLeads;
using Faena.Modules.Catalog.Shifts;
using Faena.Modules.Catalog.Sites;
using Faena.Modules.Catalog.Statuses;
using Faena.Modules.Catalog.Units;

namespace Faena.Modules.Catalog;

/// <summary>Places, units, people and statuses that every other module names.</summary>
public static class CatalogModule
{
    public static void AddCatalog(this IServiceCollection services)
    {
        services.AddSingleton<ICatalog, Writes>();
        services.AddMenu(
            new MenuEntry(MenuSection.Catalog, 1, "catalog.sites", "/catalog", "catalog.read"),
            new MenuEntry(MenuSection.Catalog, 2, "catalog.units", "/catalog/units", "catalog.read"),
            new MenuEntry(MenuSection.Catalog, 3, "catalog.clients", "/catalog/clients", "catalog.read"),
            new MenuEntry(MenuSection.Catalog, 4, "catalog.project_leads", "/catalog/project-leads", "catalog.read"),
            new MenuEntry(MenuSection.Catalog, 5, "catalog.facilities", "/catalog/facilities", "catalog.read"),
            new MenuEntry(MenuSection.Catalog, 6, "catalog.lines", "/catalog/lines", "catalog.read"),
            new MenuEntry(MenuSection.Catalog, 7, "catalog.shifts", "/catalog/shifts", "catalog.read"),
            new MenuEntry(MenuSection.Catalog, 9, "catalog.statuses", "/catalog/statuses", "catalog.read")
        );
        services.AddHistory(
            new HistoryKind("catalog.cliente", "catalog.manage", "descripcion") { Active = "activo" },
            new HistoryKind("catalog.facility", "catalog.manage", "code", "name", "time_zone", "stop_alert_minutes")
            {
                Scope = Scope.Facility("id"),
            },
            new HistoryKind("catalog.line", "catalog.manage", "code", "name", "crew") { Scope = Scope.Line("id") },
            new HistoryKind("catalog.responsable_proyecto", "catalog.manage", "descripcion") { Active = "activo" },
            new HistoryKind("catalog.shift", "catalog.manage", "code", "name_es", "name_en", "starts", "ends", "weekdays", "validity")
            {
                Scope = Scope.Shift("id"),
                Parts = ["catalog.shift_break"],
            },
            new HistoryKind("catalog.sitio", "catalog.manage", "descripcion", "id_frente", "numero")
            {
                Scope = Scope.Site("id"),
                Active = "activo",
                Names = new Dictionary<string, string>(StringComparer.Ordinal) { ["id_frente"] = SiteRules.FrontNamesSql },
            },
            new HistoryKind("catalog.unidad_medida", "catalog.manage", "clave", "descripcion") { Active = "activo" }
        );
    }

    public static void MapCatalog(this WebApplication app)
    {
        ShowClientsPage.Map(app);
        ShowFacilitiesPage.Map(app);
        ShowLinesPage.Map(app);
        ShowProjectLeadsPage.Map(app);
        ShowShiftsPage.Map(app);
        ShowSitesPage.Map(app);
        ShowStatusesPage.Map(app);
        ShowUnitsPage.Map(app);

        var api = app.MapGroup("/api/catalog").WithTags("Catalog");
        ChangeClient.Map(api);
        ChangeFacility.Map(api);
        ChangeLine.Map(api);
        ChangeProjectLead.Map(api);
        ChangeShift.Map(api);
        ChangeSite.Map(api);
        ChangeUnit.Map(api);
        ChangeUnitAliases.Map(api);
        CreateClient.Map(api);
        CreateFacility.Map(api);
        CreateLine.Map(api);
        CreateProjectLead.Map(api);
        CreateShift.Map(api);
        CreateSite.Map(api);
        CreateUnit.Map(api);
        DeleteClient.Map(api);
        DeleteProjectLead.Map(api);
        DeleteSite.Map(api);
        DeleteUnit.Map(api);
        ListClients.Map(api);
        ListFacilities.Map(api);
        ListLines.Map(api);
        ListProjectLeads.Map(api);
        ListShiftOccurrences.Map(api);
        ListShifts.Map(api);
        ListSites.Map(api);
        ListStatuses.Map(api);
        ListUnits.Map(api);
    }

    private sealed class Writes : ICatalog
    {
        public Task<IReadOnlyDictionary<string, long>> UnitIds(DbWork work, IReadOnlyCollection<string> spellings, bool createUnknown) =>
            ResolveUnits.Resolve(work, spellings, createUnknown);

        public Task<IReadOnlyDictionary<int, long>> EnsureSites(DbWork work, IReadOnlyCollection<(int Numero, string Frente)> sites) =>
            Sites.EnsureSites.Ensure(work, sites);

        public Task<IReadOnlyDictionary<string, long>> EnsureClients(DbWork work, IReadOnlyCollection<string> names) =>
            Clients.EnsureClients.Ensure(work, names);

        public Task<IReadOnlyDictionary<string, long>> EnsureLeads(DbWork work, IReadOnlyCollection<string> names) =>
            EnsureProjectLeads.Ensure(work, names);

        public Task<ShiftOccurrence?> ShiftAt(DbWork work, long facility, DateTimeOffset at) => Occurrences.At(work, facility, at);

        public Task EnsureShifts(DbWork work, long facility, DateOnly first, DateOnly last) =>
            Occurrences.Ensure(work, facility, first, last);
    }
}
