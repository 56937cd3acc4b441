using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Ui.Entries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Sites;

/// <summary>The sites, to look at and to keep.</summary>
public static class ShowSitesPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/catalog", Handle).Needs("catalog.read").Everywhere("the names of places are no secret").ExcludeFromDescription();

    private static async Task<RazorComponentResult<SitesPage>> Handle(HttpRequest request, Db db, CancellationToken ct)
    {
        var filter = EntryFilter.Of(request.Query);
        var front = SiteRules.Fronts.FirstOrDefault(f => f == request.Query["front"].ToString(), "");
        var sites = (await ListSites.Handle(db, ct))
            .Where(s => front.Length == 0 || s.Frente == front)
            .Where(s => filter.Takes(s.Activo, s.Descripcion, $"{s.Numero}"));
        return new(
            new
            {
                Sites = filter.Cut(sites),
                Filter = filter,
                Front = front,
            }
        );
    }
}
