using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Modules.Molding.ShiftSheets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Reports.Pages;

/// <summary>The month report with its charts; its address holds the month.</summary>
public static class ShowReportPage
{
    public const string Address = "/molding/report";

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(Address, Handle).Needs("molding.read").ExcludeFromDescription();

    private static async Task<RazorComponentResult<ReportPage>> Handle(
        string? month,
        Db db,
        TimeProvider clock,
        Installation installation,
        CancellationToken ct
    )
    {
        var today = SheetDraft.Today(clock, installation.TimeZone);
        // What an address gets wrong is left out: a page is no place to refuse a word.
        var first = ShowMonthReport.MonthOf(month) ?? new DateOnly(today.Year, today.Month, 1);
        return new(new { Report = await MonthReport.Read(db, first, ct), First = first });
    }
}
