using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Modules.Contracts.DailyStatus;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>The month sheet: the days and the volumes of a site's orders in a month. Its address holds every choice.</summary>
public static class ShowMonthPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/contracts", Handle).Needs("contracts.read").Everywhere("offers only the sites within reach").ExcludeFromDescription();

    private static async Task<RazorComponentResult<MonthPage>> Handle(
        HttpRequest request,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        Installation installation,
        CancellationToken ct
    )
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), installation.TimeZone).DateTime);
        var month = MonthOf(request.Query) ?? new Month(today.Year, today.Month);
        var sites = await ListSites.ReadAround(db, user, month, clock, ct);
        return new RazorComponentResult<MonthPage>(
            new
            {
                Sites = sites,
                SiteId = SiteOf(request.Query, sites),
                Month = month,
                Today = today,
            }
        );
    }

    // What an address gets wrong is left out: a page is no place to refuse a number.
    private static Month? MonthOf(IQueryCollection query) =>
        Number(query, "anio") is { } year && Number(query, "mes") is { } number && Month.IsValid(year, number)
            ? new Month(year, number)
            : null;

    private static long SiteOf(IQueryCollection query, IReadOnlyList<ListSites.Site> sites) =>
        Number(query, "id_sitio") is { } asked && sites.Any(s => s.Id == asked) ? asked
        : sites.Count > 0 ? sites[0].Id
        : 0;

    private static int? Number(IQueryCollection query, string name) =>
        int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
