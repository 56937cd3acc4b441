using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Events;

/// <summary>Answers with one stop, and checks the tag by which it is changed.</summary>
internal static class OneEvent
{
    public const string NotFound = "event_not_found";

    public static async Task<Ok<DowntimeEvent>> Saved(DbWork work, ReadEvents events, HttpContext http, long id)
    {
        var saved = await events.One(work, id);
        await work.Commit();
        return Ok(http, saved);
    }

    public static Ok<DowntimeEvent> Ok(HttpContext http, DowntimeEvent stop)
    {
        http.Response.Headers.ETag = stop.Etag;
        return TypedResults.Ok(stop);
    }

    /// <summary>428 without a tag, 412 with the stop as it is now and who changed it last where the tag is another's.</summary>
    public static async Task<ProblemHttpResult?> Stale(HttpRequest request, DbWork work, ReadEvents events, StoredEvent now)
    {
        if (!Tag.IsSent(request))
        {
            return Problem.With(StatusCodes.Status428PreconditionRequired, "if_match_required");
        }
        return now.Tag.StaleStatus(request) is { } status
            ? Problem.With(
                status,
                "event_changed",
                more: new { actual = await events.One(work, now.Id), changed = await work.One<LastChange>(LastChangeSql, new { now.Id }) }
            )
            : null;
    }

    private sealed record LastChange(string By, DateTimeOffset At);

    private const string LastChangeSql = """
        SELECT coalesce((SELECT who.display_name FROM identity.v_actors who WHERE who.name = a.changed_by LIMIT 1), a.changed_by) AS by,
          a.changed_date AS at
        FROM audit.v_audit_log a WHERE a.table_name = 'downtime.event' AND a.record_id = (@Id::bigint)::text
        ORDER BY a.audit_id DESC LIMIT 1
        """;
}
