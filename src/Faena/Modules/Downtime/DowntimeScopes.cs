using Faena.Kernel.Access;

namespace Faena.Modules.Downtime;

/// <summary>How a stop leads to the facility of its line; one that was taken away does too.</summary>
public static class DowntimeScopes
{
    private static readonly ScopeKind Stops = new("stop", StopWithinSql, "event_not_found", ScopeKind.BeyondFacilities);

    extension(Scope)
    {
        public static Scope Stop(string at) => new(Stops, at);
    }

    private const string StopWithinSql = """
        SELECT e.id, @facilities::bigint[] IS NULL OR l.facility_id = ANY (@facilities::bigint[]) AS within
        FROM downtime.event e JOIN catalog.v_line l ON l.id = e.line_id WHERE e.id = ANY (@ids::bigint[])
        """;
}
