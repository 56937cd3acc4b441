using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Molding.Orders;
using Faena.Modules.Molding.ShiftSheets;

namespace Faena.Modules.Molding.FollowUp;

/// <summary>All sheets of an order with what the scale says of them: two statements, however many they are.</summary>
internal static class ReadShifts
{
    public static async Task<IReadOnlyList<ShiftFacts>> Of(Db db, Order order, CancellationToken ct)
    {
        var sheets = await SheetTable.OfOrder(db, order.Id, withVoided: false, ct);
        var weighed = (await db.Query<Row>(WeighedSql, new { order = order.Id }, ct)).ToLookup(
            r => r.IdRegistro,
            r => new ShiftFacts.Weighed(r.Color, r.Kg.Trimmed(), r.Bultos)
        );
        return [.. sheets.Select(s => new ShiftFacts(s, [.. weighed[s.Id]]))];
    }

    private sealed record Row(long IdRegistro, string Color, decimal Kg, int Bultos);

    private const string WeighedSql = """
        SELECT p.id_registro, p.color, sum(p.peso_kg) AS kg, count(*)::int AS bultos
        FROM molding.control_peso p JOIN molding.registro_diario_produccion r ON r.id = p.id_registro
        WHERE r.id_orden = @order::bigint AND NOT p.anulado AND NOT r.anulado
        GROUP BY p.id_registro, p.color ORDER BY p.id_registro, p.color
        """;
}
