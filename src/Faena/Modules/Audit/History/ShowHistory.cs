using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Languages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Audit.History;

/// <summary>The history of one entry and its parts in the reader's words, newest first; for each kind of entry that has one.</summary>
internal static class ShowHistory
{
    private const int PageSize = 20;

    public static void Map(IEndpointRouteBuilder audit)
    {
        foreach (var kind in audit.ServiceProvider.GetServices<HistoryKind>())
        {
            var route = audit
                .MapGet(
                    $"/history/{kind.Table}/{{id:long}}",
                    (
                        long id,
                        string? before,
                        HttpContext http,
                        Db db,
                        TextCatalog texts,
                        Installation installation,
                        CancellationToken ct
                    ) => Handle(kind, id, before, http, db, texts, installation, ct)
                )
                .Needs(kind.Permission);
            _ = kind.Scope is { } scope ? route.Of(scope) : route.Everywhere("the whole company has one of it");
        }
    }

    /// <param name="Older">What <c>before</c> is to be for the changes that came earlier; null where there are none.</param>
    /// <param name="Zone">Where the clock hangs by which <see cref="Change.When"/> is told.</param>
    public sealed record Response(IReadOnlyList<Change> Changes, string? Older, string Zone);

    /// <param name="When">The moment as the reader writes it.</param>
    /// <param name="What">Added, changed, taken out of use…</param>
    public sealed record Change(DateTimeOffset At, string When, string Who, string What, IReadOnlyList<FieldChange> Fields);

    public sealed record FieldChange(string Field, string? Before, string? After);

    private static async Task<Ok<Response>> Handle(
        HistoryKind kind,
        long id,
        string? before,
        HttpContext http,
        Db db,
        TextCatalog texts,
        Installation installation,
        CancellationToken ct
    )
    {
        var rows = await db.Query<LoggedRow>(
            RowsSql,
            new
            {
                table = kind.Table,
                parts = kind.Parts.ToArray(),
                key = Invariant(id),
                before = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : (long?)null,
                // One more tells whether there are older ones.
                most = PageSize + 1,
            },
            ct
        );
        var changes = rows.GroupBy(r => r.Change).ToList();
        var page = changes.Take(PageSize).ToList();
        var words = new ChangeWords(kind, texts.For(http), RequestLanguage.CultureOf(http), await NamesOf(kind, page, db, ct));
        return TypedResults.Ok(
            new Response(
                [.. page.Select(c => words.Of([.. c], installation.TimeZone)).OfType<Change>()],
                changes.Count > PageSize ? Invariant(page[^1].Key) : null,
                installation.TimeZone.Id
            )
        );
    }

    /// <summary>The names of what the rows hold the ids of, by column and id.</summary>
    private static async Task<IReadOnlyDictionary<(string Column, long Id), string>> NamesOf(
        HistoryKind kind,
        IEnumerable<IEnumerable<LoggedRow>> changes,
        Db db,
        CancellationToken ct
    )
    {
        var rows = changes.SelectMany(c => c).ToList();
        var names = new Dictionary<(string, long), string>();
        foreach (var (column, sql) in kind.Names)
        {
            var ids = rows.SelectMany(r => r.IdsIn(column)).Distinct().ToArray();
            foreach (var named in ids.Length == 0 ? [] : await db.Query<Named>(sql, new { ids }, ct))
            {
                names[(column, named.Id)] = named.Name;
            }
        }
        return names;
    }

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Named(long Id, string Name);

    // What one transaction did to the entry and its parts is one change, known by the last number it has in the log. '0' follows '/':
    // between them are all keys that begin with the entry's.
    private const string RowsSql = """
        WITH mine AS (
          SELECT audit_id, changed_date, changed_by, action_type, table_name, before, after,
            max(audit_id) OVER (PARTITION BY changed_date, changed_by, request_id) AS change
          FROM audit.audit_log
          WHERE (table_name = @table::text AND record_id = @key::text)
             OR (table_name = ANY (@parts::text[]) AND record_id > @key::text || '/' AND record_id < @key::text || '0')),
        ranked AS (
          SELECT *, dense_rank() OVER (ORDER BY change DESC) AS place FROM mine WHERE @before::bigint IS NULL OR change < @before::bigint)
        SELECT change, changed_date, changed_by, action_type, table_name, before::text, after::text FROM ranked
        WHERE place <= @most::int
        ORDER BY change DESC, audit_id
        """;
}
