using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Statuses;

/// <summary>The statuses of every scope, to look up.</summary>
public static class ShowStatusesPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/catalog/statuses", Handle)
            .Needs("catalog.read")
            .Everywhere("the company has one list of statuses")
            .ExcludeFromDescription();

    private static async Task<RazorComponentResult<StatusesPage>> Handle(Db db, CancellationToken ct) =>
        new(new { Statuses = await ListStatuses.Handle(db, ct) });
}
