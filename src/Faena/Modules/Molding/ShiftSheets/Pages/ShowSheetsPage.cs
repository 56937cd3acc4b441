using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.ShiftSheets.Pages;

/// <summary>The sheets of all orders or of one, the latest first, and the orders that take one more.</summary>
public static class ShowSheetsPage
{
    private const int MostOpen = 100;
    internal const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(SheetLinks.List, Handle).Needs("molding.read").ExcludeFromDescription();

    public sealed record Row
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
    }

    public sealed record OpenOrder(string NumeroOp, string Producto);

    private static async Task<RazorComponentResult<SheetsPage>> Handle(HttpRequest request, Db db, CancellationToken ct)
    {
        var words = request.Query["q"].ToString();
        var page = int.TryParse(request.Query["page"], out var asked) && asked > 0 ? asked : 1;
        var args = new
        {
            words = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            size = PageSize,
            skip = (page - 1L) * PageSize,
        };
        return new(
            new
            {
                Words = words,
                Page = page,
                Total = await db.One<int>(CountSql, args, ct),
                Rows = await db.Query<Row>(PageSql, args, ct),
                Open = await db.Query<OpenOrder>(OpenSql, new { most = MostOpen }, ct),
            }
        );
    }

    private const string Fitting = """
        FROM molding.registro_diario_produccion r JOIN molding.orden_produccion o ON o.id = r.id_orden
        WHERE NOT r.anulado AND NOT EXISTS (
          SELECT FROM unnest(@words::text[]) word
          WHERE strpos(lower(concat_ws(' ', o.numero_op, o.clave_op, o.producto, r.maquina, r.molde, r.hoja, r.turno)), lower(word)) = 0)
        """;

    private const string CountSql = $"SELECT count(*)::int {Fitting}";

    private const string PageSql = $"""
        SELECT r.id, o.numero_op, o.producto, r.fecha, r.turno, r.maquina, r.hoja, r.total_coladas,
          r.total_coladas * r.snapshot_peso_neto_tiro_gr / 1000 AS kg_neto, jsonb_array_length(r.advertencias) AS advertencias,
          (SELECT coalesce(sum(p.peso_kg), 0) FROM molding.control_peso p WHERE p.id_registro = r.id AND NOT p.anulado) AS pesado
        {Fitting}
        ORDER BY r.inicio DESC, r.id DESC LIMIT @size::int OFFSET @skip::bigint
        """;

    private const string OpenSql = """
        SELECT numero_op, producto FROM molding.orden_produccion WHERE estado = 'LIBERADA' ORDER BY fecha_inicio DESC, id DESC LIMIT @most::int
        """;
}
