using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Contracts.ProductionGrid;
using Faena.Modules.Contracts.WorkOrders;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>An order's list of lines in use, with its money.</summary>
public sealed record LineList(
    long IdOt,
    string OrdenTrabajo,
    ListedImport? Importacion,
    IReadOnlyList<LineOfList> Partidas,
    IReadOnlyList<AnnexOfList> Anexos,
    TotalOfList Totales
)
{
    /// <summary>Adds up: an amount is rounded once, at its line, and sums are sums of what is shown.</summary>
    public static LineList Of(WorkOrder order, ListedImport? import, IReadOnlyList<RowOfList> rows)
    {
        var lines = rows.Select(ToLine).ToList();
        var money = lines.Select(l => new Money(l.ImporteMn, l.ImporteUsd)).Aggregate(default(Money), (sum, amount) => sum + amount);
        var rate = order.TipoCambio ?? 1;
        return new LineList(
            order.Id,
            order.OrdenTrabajo ?? "",
            import,
            lines,
            [
                .. lines
                    .GroupBy(l => l.Anexo, StringComparer.Ordinal)
                    .Select(annex => new AnnexOfList(
                        annex.Key,
                        annex.Count(),
                        annex.Sum(l => l.ImporteMn),
                        annex.Sum(l => l.ImporteUsd),
                        annex.Sum(l => l.VolumenProgramado)
                    )),
            ],
            new TotalOfList(money.Mxn, money.Usd, money.Homologated(rate), rate.Trimmed(), lines.Sum(l => l.VolumenProgramado))
        );
    }

    // Lines that share one quantity are worth it once, at the first of them.
    private static LineOfList ToLine(RowOfList row)
    {
        var worth = row.Cuenta
            ? new Money(row.VolumenProyectado * row.PrecioUnitarioMn, row.VolumenProyectado * row.PrecioUnitarioUsd)
            : default;
        var amount = worth.ToCents();
        return new LineOfList(
            row.IdPartidaImp,
            row.IdPartida,
            row.Anexo,
            row.DescripcionConcepto,
            row.Unidad,
            row.VolumenProyectado.Trimmed(),
            row.PrecioUnitarioMn.Trimmed(),
            row.PrecioUnitarioUsd.Trimmed(),
            amount.Mxn,
            amount.Usd,
            row.VolumenProgramado.Trimmed(),
            row.Compartida,
            row.Cuenta,
            row.Arrastrada
        );
    }
}

/// <summary>One import of a list, as its history shows it.</summary>
public sealed record ListedImport
{
    public required long Id { get; init; }
    public required DateTimeOffset FechaCarga { get; init; }
    public required string UsuarioCarga { get; init; }

    /// <summary>Empty when the list came as JSON or line by line.</summary>
    public required string NombreArchivo { get; init; }
    public required int TotalRegistros { get; init; }
    public required string ModoPool { get; init; }
    public required bool EsActivo { get; init; }
}

/// <summary>A line of the list as stored.</summary>
public sealed record RowOfList
{
    public required long IdPartidaImp { get; init; }
    public required string IdPartida { get; init; }
    public required string Anexo { get; init; }
    public required string DescripcionConcepto { get; init; }
    public required string Unidad { get; init; }
    public required decimal VolumenProyectado { get; init; }
    public required decimal PrecioUnitarioMn { get; init; }
    public required decimal PrecioUnitarioUsd { get; init; }
    public required decimal VolumenProgramado { get; init; }
    public required bool Compartida { get; init; }
    public required bool Cuenta { get; init; }
    public required bool Arrastrada { get; init; }
}

/// <param name="Cuenta">False for the further lines of a shared quantity: their amount is in the first of them.</param>
/// <param name="Arrastrada">Kept from the list before, since it had production.</param>
public sealed record LineOfList(
    long IdPartidaImp,
    string IdPartida,
    string Anexo,
    string DescripcionConcepto,
    string Unidad,
    decimal VolumenProyectado,
    decimal PrecioUnitarioMn,
    decimal PrecioUnitarioUsd,
    decimal ImporteMn,
    decimal ImporteUsd,
    decimal VolumenProgramado,
    bool Compartida,
    bool Cuenta,
    bool Arrastrada
);

public sealed record AnnexOfList(string Anexo, int Partidas, decimal ImporteMn, decimal ImporteUsd, decimal VolumenProgramado);

public sealed record TotalOfList(decimal Mn, decimal Usd, decimal Homologado, decimal TipoCambio, decimal VolumenProgramado);

/// <summary>Reads an order's list and its imports: three statements, however long they are.</summary>
internal static class ReadLineList
{
    public static async Task<LineList> Read(Db db, WorkOrder order, CancellationToken ct)
    {
        var import = await db.One<ListedImport>(ActiveSql, new { id = order.Id }, ct);
        var rows = import is null ? [] : await db.Query<RowOfList>(RowsSql, new { import = import.Id }, ct);
        // The grids show families, so the rate is the initial order's.
        var initial = order.Familia?.FirstOrDefault(o => o.IsInitial) ?? order;
        return LineList.Of(order with { TipoCambio = initial.TipoCambio }, import, rows);
    }

    /// <summary>The imports of the order, newest first.</summary>
    public static Task<IReadOnlyList<ListedImport>> History(Db db, long order, CancellationToken ct) =>
        db.Query<ListedImport>(HistorySql, new { id = order }, ct);

    private const string ActiveSql = """
        SELECT id, fecha_carga, usuario_carga, nombre_archivo, total_registros, modo_pool, es_activo
        FROM contracts.importacion_anexo WHERE id_ot = @id::bigint AND es_activo
        """;

    private const string HistorySql = """
        SELECT id, fecha_carga, usuario_carga, nombre_archivo, total_registros, modo_pool, es_activo
        FROM contracts.importacion_anexo WHERE id_ot = @id::bigint ORDER BY id DESC LIMIT 100
        """;

    private const string RowsSql = """
        SELECT l.id AS id_partida_imp, r.id_partida, l.clave_anexo AS anexo, r.descripcion_concepto, u.clave AS unidad, r.volumen_proyectado,
               r.precio_unitario_mn, r.precio_unitario_usd, coalesce(p.volumen, 0) AS volumen_programado, r.compartida, r.arrastrada,
               NOT r.compartida
                 OR row_number() OVER (PARTITION BY l.clave_anexo, l.clave_partida, r.compartida ORDER BY r.orden_fila) = 1 AS cuenta
        FROM contracts.partida_anexo_importada r
        JOIN contracts.line_item l ON l.id = r.id_line_item
        JOIN catalog.v_unidad_medida u ON u.id = r.id_unidad_medida
        LEFT JOIN (SELECT id_partida_anexo, sum(volumen_programado) AS volumen FROM contracts.partida_proyectada
                   WHERE id_importacion_anexo = @import::bigint GROUP BY 1) p ON p.id_partida_anexo = r.id
        WHERE r.id_importacion_anexo = @import::bigint
        ORDER BY l.posicion, r.orden_fila
        """;
}
