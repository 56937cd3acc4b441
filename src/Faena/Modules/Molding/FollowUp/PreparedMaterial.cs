using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Molding.Orders;

namespace Faena.Modules.Molding.FollowUp;

/// <summary>Material that was weighed out for the machine, in kg.</summary>
public sealed record PreparedMaterial
{
    public long Id { get; init; }
    public DateOnly Fecha { get; init; }
    public string Turno { get; init; } = "";
    public string Color { get; init; } = "";
    public decimal PesoKg { get; init; }
    public string Nota { get; init; } = "";
    public string CreadoPor { get; init; } = "";
    public DateTimeOffset FechaCreacion { get; init; }
    public bool Anulado { get; init; }
    public string MotivoAnulacion { get; init; } = "";

    internal Document In(TimeZoneInfo zone) =>
        new(
            Id,
            Fecha,
            Turno,
            Color,
            PesoKg.Trimmed(),
            Nota,
            CreadoPor,
            WallClock.Of(FechaCreacion, zone),
            Anulado,
            Anulado ? MotivoAnulacion : null
        );

    /// <summary>As an answer carries it.</summary>
    public sealed record Document(
        long Id,
        DateOnly Fecha,
        string Turno,
        string Color,
        decimal PesoKg,
        string Nota,
        string CreadoPor,
        DateTime FechaCreacion,
        bool Anulado,
        string? MotivoAnulacion
    );

    internal static Task<IReadOnlyList<PreparedMaterial>> OfOrder(Db db, long order, CancellationToken ct) =>
        db.Query<PreparedMaterial>($"{ReadSql} WHERE id_orden = @order::bigint ORDER BY fecha, id", new { order }, ct);

    internal static Task<PreparedMaterial?> FindSent(DbWork work, Guid client) =>
        work.One<PreparedMaterial>($"{ReadSql} WHERE id_cliente = @client::uuid", new { client });

    /// <summary>The note, and nobody else voids it until the transaction ends.</summary>
    internal static Task<PreparedMaterial?> Hold(DbWork work, long order, long id) =>
        work.One<PreparedMaterial>($"{ReadSql} WHERE id = @id::bigint AND id_orden = @order::bigint FOR UPDATE", new { order, id });

    private const string ReadSql = """
        SELECT id, fecha, turno, color, peso_kg, nota, creado_por, fecha_creacion, anulado, motivo_anulacion
        FROM molding.material_preparado
        """;
}
