using Faena.Kernel.Database;
using Faena.Kernel.Http;

namespace Faena.Kernel.Access;

/// <summary>Something people did that is no change of a watched row: the trigger of <c>audit.watch</c> writes those by itself.</summary>
/// <param name="Action">A word such as LOGIN or EXPORT.</param>
/// <param name="Entity">The table it is about, <c>schema.table</c>.</param>
/// <param name="Key">The row's id as text.</param>
public sealed record AuditEntry(string Action, string Entity, string Key)
{
    public object? Before { get; init; }
    public object? After { get; init; }

    /// <summary>Who did it, where that is not yet the caller of the request: someone about to sign in.</summary>
    public string? User { get; init; }
}

/// <summary>Writes into the audit log what has no row of its own: sign-ins, refused attempts, exports.</summary>
public sealed class AuditTrail(Db db, Actor actor)
{
    public Task Write(AuditEntry entry, CancellationToken ct) => db.Execute(WriteSql, ArgumentsOf(entry), ct);

    /// <summary>Writes the entry only if the transaction is committed.</summary>
    public Task Write(AuditEntry entry, DbWork work) => work.Execute(WriteSql, ArgumentsOf(entry));

    private object ArgumentsOf(AuditEntry entry) =>
        new
        {
            user = entry.User ?? actor.Name,
            entry.Action,
            entry.Entity,
            entry.Key,
            before = entry.Before is null ? null : Json.Of(entry.Before),
            after = entry.After is null ? null : Json.Of(entry.After),
            request = actor.RequestId,
            ip = actor.Ip,
            station = actor.Station,
        };

    private const string WriteSql = """
        INSERT INTO audit.audit_log (changed_by, action_type, table_name, record_id, before, after, request_id, user_ip, station)
        VALUES (@user, @Action, @Entity, @Key, @before::jsonb, @after::jsonb, @request, @ip, @station)
        """;
}
