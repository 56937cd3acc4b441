using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Ui.Entries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Units;

/// <summary>The units of measure with the spellings that mean them.</summary>
public static class ShowUnitsPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/catalog/units", Handle).Needs("catalog.read").Everywhere("the company has one list of units").ExcludeFromDescription();

    private static async Task<RazorComponentResult<UnitsPage>> Handle(HttpRequest request, Db db, CancellationToken ct)
    {
        var filter = EntryFilter.Of(request.Query);
        var units = (await ListUnits.Handle(db, ct)).Where(u => filter.Takes(u.Activo, [u.Clave, u.Descripcion, .. u.Alias]));
        return new(new { Units = filter.Cut(units), Filter = filter });
    }
}
