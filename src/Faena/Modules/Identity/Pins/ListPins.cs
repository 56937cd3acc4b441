using Faena.Kernel.Database;
using Faena.Modules.Identity.Stations;

namespace Faena.Modules.Identity.Pins;

/// <summary>Who may record on the floor, and whether they have a PIN for it; never the PIN.</summary>
public static class ListPins
{
    public sealed record Row
    {
        public long Id { get; init; }
        public string Username { get; init; } = "";
        public string DisplayName { get; init; } = "";
        public DateTimeOffset? SetAt { get; init; }
    }

    public static Task<IReadOnlyList<Row>> Read(Db db, CancellationToken ct) =>
        db.Query<Row>(PinsSql, new { record = StationRights.Record }, ct);

    private const string PinsSql = """
        SELECT u.id, u.username, u.display_name, p.set_at
        FROM identity.users u
        JOIN identity.v_user_access a ON a.user_id = u.id
        LEFT JOIN identity.pins p ON p.user_id = u.id
        WHERE u.disabled_at IS NULL AND @record::text = ANY (a.permissions)
        ORDER BY lower(u.display_name), u.username
        """;
}
