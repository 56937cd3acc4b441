using System.Text.Json;
using Faena.Kernel.Database;

namespace Faena.Modules.Contracts.WorkOrders.History;

/// <summary>Who changed an order, when, and each field from what to what.</summary>
public static class OrderHistory
{
    /// <param name="Action">CREATE, UPDATE or DELETE, or the name a slice gave what it did.</param>
    public sealed record Change(DateTimeOffset At, string User, string Action, IReadOnlyList<FieldChange> Fields);

    /// <summary>A column of the order, and its values as the log holds them.</summary>
    public sealed record FieldChange(string Column, string? Before, string? After);

    // What follows from other columns, and the count of changes itself, are no news.
    private static readonly HashSet<string> Derived = new(StringComparer.Ordinal)
    {
        "id",
        "id_tipo",
        "id_familia",
        "nivel_estatus",
        "tipo_principal",
        "version",
    };

    public static async Task<IReadOnlyList<Change>> Read(Db db, long id, CancellationToken ct) =>
        [
            .. (await db.Query<Entry>(EntriesSql, new { id }, ct)).Select(e => new Change(
                e.ChangedDate,
                e.ChangedBy,
                e.ActionType,
                Differences(e.Before, e.After)
            )),
        ];

    internal static IReadOnlyList<FieldChange> Differences(string? before, string? after)
    {
        var was = ValuesOf(before);
        var becomes = ValuesOf(after);
        return
        [
            .. was
                .Keys.Union(becomes.Keys, StringComparer.Ordinal)
                .Where(column => !Derived.Contains(column))
                .Select(column => new FieldChange(column, was.GetValueOrDefault(column), becomes.GetValueOrDefault(column)))
                .Where(field => field.Before != field.After),
        ];
    }

    // Nothing and an empty text are the same to people.
    private static Dictionary<string, string?> ValuesOf(string? row)
    {
        if (row is null)
        {
            return [];
        }
        using var json = JsonDocument.Parse(row);
        return json
            .RootElement.EnumerateObject()
            .ToDictionary(
                p => p.Name,
                p =>
                    p.Value.ValueKind switch
                    {
                        JsonValueKind.Null => null,
                        JsonValueKind.String when p.Value.GetString() is { Length: > 0 } text => text,
                        JsonValueKind.String => null,
                        _ => p.Value.GetRawText(),
                    },
                StringComparer.Ordinal
            );
    }

    private sealed record Entry(DateTimeOffset ChangedDate, string ChangedBy, string ActionType, string? Before, string? After);

    private const string EntriesSql = """
        SELECT changed_date, changed_by, action_type, before::text, after::text FROM audit.v_audit_log
        WHERE table_name = 'contracts.ot' AND record_id = @id::bigint::text
        ORDER BY audit_id DESC
        LIMIT 200
        """;
}
