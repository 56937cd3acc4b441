namespace Faena.Modules.Molding.Orders;

/// <summary>The body of a new order, of an edit and of a calculation, as OpenAPI describes it; <see cref="OrderBody"/> reads it.</summary>
public sealed record OrderRequest(
    string NumeroOp,
    DateTime FechaInicio,
    string Producto,
    string Molde,
    string Maquina,
    string TipoOrden,
    decimal TiempoCiclo,
    decimal PesoUnitario,
    int Cavidades,
    decimal PesoTiro,
    decimal HorasTurno,
    int? Ciclos,
    decimal? TipoCambio,
    decimal? MetaKg,
    decimal? MetaDocenas,
    string? Calendario,
    string? BaseTiempo,
    IReadOnlyList<Order.Piece>? Piezas,
    IReadOnlyList<OrderRequest.Lot>? Lotes,
    long? Version
)
{
    public sealed record Lot(
        string Color,
        decimal? StockKg,
        int? Personas,
        IReadOnlyList<Material>? Materiales,
        IReadOnlyList<Colorant>? Pigmentos
    );

    public sealed record Material(string Nombre, decimal? Fraccion, int? Partes);

    public sealed record Colorant(string Nombre, decimal DosisGr);
}
