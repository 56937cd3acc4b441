using Faena.Kernel.Database;

namespace Faena.Modules.Molding.Orders;

/// <summary>The steps of an order's life, each with who took it and why.</summary>
public static class OrderLog
{
    public const int LongestReason = 500;

    /// <param name="De">Null where the order was created.</param>
    public sealed record Entry(string? De, string A, DateTime Fecha, string Usuario, string Motivo);

    internal static Task<int> Write(DbWork work, string number, string? from, string to, string user, DateTimeOffset now, string reason) =>
        work.Execute(
            WriteSql,
            new
            {
                key = OrderNumber.Key(number),
                from,
                to,
                user,
                now,
                reason,
            }
        );

    internal static async Task<IReadOnlyList<Entry>> Read(DbWork work, long order, TimeZoneInfo zone) =>
        [.. (await work.Query<Row>(ReadSql, new { order })).Select(r => r.In(zone))];

    internal static async Task<IReadOnlyList<Entry>> Read(Db db, long order, TimeZoneInfo zone, CancellationToken ct) =>
        [.. (await db.Query<Row>(ReadSql, new { order }, ct)).Select(r => r.In(zone))];

    private sealed record Row
    {
        public string? De { get; init; }
        public string A { get; init; } = "";
        public DateTimeOffset Fecha { get; init; }
        public string Usuario { get; init; } = "";
        public string Motivo { get; init; } = "";

        public Entry In(TimeZoneInfo zone) => new(De, A, WallClock.Of(Fecha, zone), Usuario, Motivo);
    }

    private const string WriteSql = """
        INSERT INTO molding.orden_historial (id_orden, de, a, fecha, usuario, motivo)
        SELECT id, @from::text, @to::text, @now::timestamptz, @user::text, @reason::text
        FROM molding.orden_produccion WHERE clave_op = @key::text
        """;

    private const string ReadSql = """
        SELECT de, a, fecha, usuario, motivo FROM molding.orden_historial WHERE id_orden = @order::bigint ORDER BY id
        """;
}
