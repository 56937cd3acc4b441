using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Modules.Downtime.QuickNotes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Floor.Pages;

/// <summary>
/// The page of a tablet at a line. It carries all lines and reasons the person may choose from, so that one copy of it on the device
/// serves any line without network.
/// </summary>
public static class ShowFloorPage
{
    public const string Address = "/downtime";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(Address, Handle).Needs("downtime.read").Everywhere("offers only the lines within reach").ExcludeFromDescription();

    public sealed record Facility(string Name, IReadOnlyList<Line> Lines);

    /// <param name="StopAlertMinutes">A stop that still runs after so long is worth an alert; 0: none is.</param>
    public sealed record Line(long Id, string Code, string Name, int Crew, string TimeZone, int StopAlertMinutes);

    public sealed record Reason
    {
        public long Id { get; init; }
        public string Code { get; init; } = "";
        public long? ParentId { get; init; }
        public string Name { get; init; } = "";
        public string Color { get; init; } = "";
        public string Icon { get; init; } = "";
        public bool RequiresNote { get; init; }

        /// <summary>The lines it is for; empty for all.</summary>
        public long[] LineIds { get; init; } = [];
    }

    private static async Task<RazorComponentResult<FloorPage>> Handle(Db db, CurrentUser user, CancellationToken ct)
    {
        var language = new { language = CultureInfo.CurrentCulture.TwoLetterISOLanguageName };
        var lines = await db.Query<LineRow>(LinesSql, new { facilities = user.FacilityLimit }, ct);
        return new(
            new
            {
                Facilities = lines
                    .GroupBy(l => (l.FacilityId, l.Facility))
                    .Select(f => new Facility(
                        f.Key.Facility,
                        [.. f.Select(l => new Line(l.Id, l.Code, l.Name, l.Crew, l.TimeZone, l.StopAlertMinutes))]
                    ))
                    .ToList(),
                Reasons = await db.Query<Reason>(ReasonsSql, language, ct),
                Notes = await ListQuickNotes.InUse(db, ct),
            }
        );
    }

    private sealed record LineRow
    {
        public long FacilityId { get; init; }
        public string Facility { get; init; } = "";
        public long Id { get; init; }
        public string Code { get; init; } = "";
        public string Name { get; init; } = "";
        public int Crew { get; init; }
        public string TimeZone { get; init; } = "";
        public int StopAlertMinutes { get; init; }
    }

    private const string LinesSql = """
        SELECT f.id AS facility_id, f.name AS facility, l.id, l.code, l.name, l.crew::int, l.time_zone, f.stop_alert_minutes::int
        FROM catalog.v_line l JOIN catalog.v_facility f ON f.id = l.facility_id
        WHERE l.active AND (@facilities::bigint[] IS NULL OR f.id = ANY (@facilities::bigint[]))
        ORDER BY lower(f.name), lower(l.code)
        """;

    internal const string ReasonsSql = """
        SELECT r.id, r.code, r.parent_id, CASE WHEN @language::text = 'en' THEN r.name_en ELSE r.name_es END AS name, r.color, r.icon,
          r.requires_note,
          coalesce((SELECT array_agg(rl.line_id ORDER BY rl.line_id) FROM downtime.reason_line rl WHERE rl.reason_id = r.id), '{}') AS line_ids
        FROM downtime.reason r WHERE r.active ORDER BY r.depth, r.sort_order, r.code
        """;
}
