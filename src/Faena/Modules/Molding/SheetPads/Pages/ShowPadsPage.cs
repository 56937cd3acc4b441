using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Modules.Molding.ShiftSheets.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.SheetPads.Pages;

/// <summary>The pads of numbered sheets, where new ones are registered and a device sets numbers aside.</summary>
public static class ShowPadsPage
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet(SheetLinks.Pads, Handle).Needs("molding.read").ExcludeFromDescription();

    private static async Task<RazorComponentResult<PadsPage>> Handle(Db db, CancellationToken ct) =>
        new(new { Pads = await CreatePad.List(db, ct) });
}
