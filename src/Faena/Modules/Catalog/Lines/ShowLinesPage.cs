using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Ui.Entries;
using Faena.Modules.Catalog.Facilities;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Lines;

/// <summary>The production lines of one facility, or of all.</summary>
public static class ShowLinesPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/catalog/lines", Handle).Needs("catalog.read").Everywhere("lists only the lines within reach").ExcludeFromDescription();

    public sealed record Row(ListLines.Line Line, ListFacilities.Facility Facility);

    private static async Task<RazorComponentResult<LinesPage>> Handle(HttpRequest request, Db db, CurrentUser user, CancellationToken ct)
    {
        var filter = EntryFilter.Of(request.Query);
        long? chosen = long.TryParse(request.Query["facility"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        var facilities = (await ListFacilities.Handle(db, ct)).Where(f => user.MayFacility(f.Id)).ToDictionary(f => f.Id);
        var rows = (await ListLines.Handle(chosen, db, user, ct))
            .Where(l => filter.Takes(l.Active, l.Code, l.Name))
            .Select(l => new Row(l, facilities[l.FacilityId]))
            .OrderBy(r => r.Facility.Code, StringComparer.OrdinalIgnoreCase);
        return new(
            new
            {
                Lines = filter.Cut(rows),
                Filter = filter,
                Facilities = facilities.Values.ToList(),
                Chosen = chosen,
            }
        );
    }
}
