using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Ui.Entries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Reasons.Pages;

/// <summary>The tree of reasons, to look at as a line sees it, and to keep.</summary>
public static class ShowReasonsPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/downtime/reasons", Handle)
            .Needs("downtime.read")
            .Everywhere("the company has one tree of reasons")
            .ExcludeFromDescription();

    public sealed record Line(long Id, string Code, string Name, string Facility, bool Active);

    private static async Task<RazorComponentResult<ReasonsPage>> Handle(HttpRequest request, Db db, CancellationToken ct)
    {
        var filter = EntryFilter.Of(request.Query);
        var lines = await db.Query<Line>(LinesSql, null, ct);
        long? asked = long.TryParse(request.Query["line"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        return new(
            new
            {
                Tree = new ReasonTree((await ListReasons.Handle(asked, db, ct)).Reasons, filter),
                Filter = filter,
                Lines = lines,
                Line = asked,
            }
        );
    }

    private const string LinesSql = """
        SELECT l.id, l.code, l.name, f.name AS facility, l.active
        FROM catalog.v_line l JOIN catalog.v_facility f ON f.id = l.facility_id
        ORDER BY lower(f.name), lower(l.code)
        """;
}
