using Faena.Kernel.Database;

namespace Faena.Modules.Molding.ShiftSheets.Pages;

/// <summary>A sheet as a line of a list: what was made and what of it was weighed.</summary>
public sealed record SheetRow
{
    public long Id { get; init; }
    public string NumeroOp { get; init; } = "";
    public string Producto { get; init; } = "";
    public DateOnly Fecha { get; init; }
    public string Turno { get; init; } = "";
    public string Maquina { get; init; } = "";
    public string? Hoja { get; init; }
    public long TotalColadas { get; init; }
    public decimal KgNeto { get; init; }
    public decimal Pesado { get; init; }
    public int Advertencias { get; init; }

    /// <summary>The sheets in which all these words stand, the latest first.</summary>
    public static async Task<(IReadOnlyList<SheetRow> Rows, int Total)> Find(
        Db db,
        IReadOnlyList<string> words,
        int page,
        int size,
        CancellationToken ct
    )
    {
        var args = new
        {
            words = words.ToArray(),
            size,
            skip = (page - 1L) * size,
        };
        return (await db.Query<SheetRow>(PageSql, args, ct), await db.One<int>(CountSql, args, ct));
    }

    /// <summary>All sheets of an order, the latest first.</summary>
    public static Task<IReadOnlyList<SheetRow>> OfOrder(Db db, string number, CancellationToken ct) =>
        db.Query<SheetRow>(OfOrderSql, new { number }, ct);

    private const string Columns = """
        SELECT r.id, o.numero_op, o.producto, r.fecha, r.turno, r.maquina, r.hoja, r.total_coladas,
          r.total_coladas * r.snapshot_peso_neto_tiro_gr / 1000 AS kg_neto, jsonb_array_length(r.advertencias) AS advertencias,
          (SELECT coalesce(sum(p.peso_kg), 0) FROM molding.control_peso p WHERE p.id_registro = r.id AND NOT p.anulado) AS pesado
        FROM molding.registro_diario_produccion r JOIN molding.orden_produccion o ON o.id = r.id_orden
        """;

    private const string Fitting = """
        WHERE NOT r.anulado AND NOT EXISTS (
          SELECT FROM unnest(@words::text[]) word
          WHERE strpos(lower(concat_ws(' ', o.numero_op, o.clave_op, o.producto, r.maquina, r.molde, r.hoja, r.turno)), lower(word)) = 0)
        """;

    private const string LatestFirst = "ORDER BY r.inicio DESC, r.id DESC";

    private const string PageSql = $"{Columns} {Fitting} {LatestFirst} LIMIT @size::int OFFSET @skip::bigint";

    private const string CountSql = $"""
        SELECT count(*)::int
        FROM molding.registro_diario_produccion r JOIN molding.orden_produccion o ON o.id = r.id_orden {Fitting}
        """;

    private const string OfOrderSql = $"{Columns} WHERE NOT r.anulado AND o.numero_op = @number::text {LatestFirst}";
}
