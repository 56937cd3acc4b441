using System.Globalization;
using System.Text.Json;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Audit.History;

/// <summary>The audit log, newest first, a page at a time.</summary>
internal static class ListEntries
{
    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder audit) =>
        audit.MapGet("", Handle).Needs("audit.read").Everywhere("a limited person reads what they did themselves").Refuses(422);

    public sealed record Response(IEnumerable<Entry> Entries, long Total, int Page);

    public sealed record Entry(
        long Id,
        DateTimeOffset At,
        string User,
        string Action,
        string Entity,
        string Key,
        JsonElement? Before,
        JsonElement? After,
        string RequestId,
        string Ip,
        string Station
    );

    /// <param name="entity">The table, <c>schema.table</c>.</param>
    /// <param name="key">The row's id as text.</param>
    /// <param name="user">Who did it.</param>
    /// <param name="from">A date of the installation's calendar, or an instant.</param>
    /// <param name="to">The same, inclusive.</param>
    /// <param name="action">CREATE, UPDATE, DELETE, LOGIN…</param>
    /// <param name="page">From 1.</param>
    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Db db,
        Installation installation,
        CurrentUser reader,
        CancellationToken ct,
        string? entity = null,
        string? key = null,
        string? user = null,
        string? from = null,
        string? to = null,
        string? action = null,
        string? page = null
    )
    {
        var errors = new FieldErrors();
        var since = Moment(from, "from", 0, installation.TimeZone, errors);
        var until = Moment(to, "to", 1, installation.TimeZone, errors);
        var number = 1;
        errors.Require(
            page is null
                || (int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= 1_000_000),
            "page",
            "page_number"
        );
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }

        var filter = new
        {
            entity,
            key,
            user,
            action,
            // The log speaks of every place, and its rows do not say of which.
            own = reader.IsLimited ? reader.Name : null,
            since,
            until,
            limit = PageSize,
            offset = (number - 1) * PageSize,
        };
        var rows = await db.Query<Row>(EntriesSql, filter, ct);
        return TypedResults.Ok(new Response(rows.Select(r => r.ToEntry()), await db.One<long>(TotalSql, filter, ct), number));
    }

    /// <summary>A date stands for its first moment, or for the first one after it (<paramref name="days"/> = 1).</summary>
    private static DateTimeOffset? Moment(string? text, string path, int days, TimeZoneInfo zone, FieldErrors errors)
    {
        if (text is null)
        {
            return null;
        }
        if (
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date < DateOnly.MaxValue
        )
        {
            var midnight = date.AddDays(days).ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
        }
        // A plus sign that was not escaped arrives as a blank.
        if (
            DateTimeOffset.TryParse(
                text.Replace(' ', '+'),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var instant
            )
        )
        {
            return instant.AddMicroseconds(days);
        }
        errors.Add(path, "not_a_date");
        return null;
    }

    private sealed record Row
    {
        public long AuditId { get; init; }
        public DateTimeOffset ChangedDate { get; init; }
        public string ChangedBy { get; init; } = "";
        public string ActionType { get; init; } = "";
        public string TableName { get; init; } = "";
        public string RecordId { get; init; } = "";
        public string? Before { get; init; }
        public string? After { get; init; }
        public string RequestId { get; init; } = "";
        public string UserIp { get; init; } = "";
        public string Station { get; init; } = "";

        public Entry ToEntry() =>
            new(AuditId, ChangedDate, ChangedBy, ActionType, TableName, RecordId, Parse(Before), Parse(After), RequestId, UserIp, Station);

        private static JsonElement? Parse(string? json) => json is null ? null : JsonElement.Parse(json);
    }

    private const string Matching = """
        FROM audit.audit_log
        WHERE (@entity::text IS NULL OR table_name = @entity) AND (@key::text IS NULL OR record_id = @key)
          AND (@user::text IS NULL OR changed_by = @user) AND (@action::text IS NULL OR action_type = @action)
          AND (@own::text IS NULL OR changed_by = @own)
          AND (@since::timestamptz IS NULL OR changed_date >= @since) AND (@until::timestamptz IS NULL OR changed_date < @until)
        """;

    private const string EntriesSql = $"""
        SELECT audit_id, changed_date, changed_by, action_type, table_name, record_id, before::text, after::text, request_id, user_ip, station
        {Matching}
        ORDER BY audit_id DESC
        LIMIT @limit::int OFFSET @offset::int
        """;

    private const string TotalSql = $"SELECT count(*) {Matching}";
}
