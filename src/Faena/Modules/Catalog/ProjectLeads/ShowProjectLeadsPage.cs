using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Ui.Entries;
using Faena.Modules.Catalog.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.ProjectLeads;

/// <summary>The people who answer for orders.</summary>
public static class ShowProjectLeadsPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/catalog/project-leads", Handle)
            .Needs("catalog.read")
            .Everywhere("the company has one list of project leads")
            .ExcludeFromDescription();

    private static async Task<RazorComponentResult<ProjectLeadsPage>> Handle(HttpRequest request, Db db, CancellationToken ct)
    {
        var filter = EntryFilter.Of(request.Query);
        var leads = (await ListProjectLeads.Handle(db, ct))
            .Where(l => filter.Takes(l.Activo, l.Descripcion))
            .Select(l => new NamesTable.Name(l.Id, l.Descripcion, l.Activo, l.Version));
        return new(new { Leads = filter.Cut(leads), Filter = filter });
    }
}
