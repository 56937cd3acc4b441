using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Board.Pages;

/// <summary>The board on a facility's wall; the first facility the person may see where none is asked for.</summary>
public static class ShowBoardPage
{
    public const string Address = "/downtime/board";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Address, (Db db, CurrentUser user, CancellationToken ct) => Handle(null, db, user, ct))
            .Needs("downtime.read")
            .Everywhere("offers only the facilities within reach")
            .ExcludeFromDescription();
        app.MapGet($"{Address}/{{id:long}}", Handle).Needs("downtime.read").Of(Scope.Facility("id")).ExcludeFromDescription();
    }

    public static string AddressOf(long facility) => string.Create(CultureInfo.InvariantCulture, $"{Address}/{facility}");

    public sealed record Plant(long Id, string Name, string TimeZone);

    private static async Task<Results<RazorComponentResult<BoardPage>, ProblemHttpResult>> Handle(
        long? id,
        Db db,
        CurrentUser user,
        CancellationToken ct
    )
    {
        var facilities = await db.Query<Plant>(FacilitiesSql, new { facilities = user.FacilityLimit }, ct);
        var facility = facilities.FirstOrDefault(f => id is null || f.Id == id);
        if (id is not null && facility is null)
        {
            return Problem.NotFound("facility_unknown");
        }
        return new RazorComponentResult<BoardPage>(
            new
            {
                Facilities = facilities,
                Facility = facility,
                LineIds = await db.Query<long>(LinesSql, new { facility = facility?.Id }, ct),
            }
        );
    }

    private const string FacilitiesSql = """
        SELECT id, name, time_zone FROM catalog.v_facility
        WHERE active AND (@facilities::bigint[] IS NULL OR id = ANY (@facilities::bigint[])) ORDER BY lower(name)
        """;

    private const string LinesSql = "SELECT id FROM catalog.v_line WHERE facility_id = @facility::bigint AND active ORDER BY lower(code)";
}
