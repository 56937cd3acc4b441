using Faena.Kernel.Http;

namespace Faena.Modules.Molding.Orders;

/// <summary>The body of a new order, of an edit and of a calculation, read by <see cref="OrderBody"/>.</summary>
public sealed record OrderRequest(
    string NumeroOp,
    Written<DateTime> FechaInicio,
    string Producto,
    string Molde,
    string Maquina,
    string TipoOrden,
    Written<decimal> TiempoCiclo,
    Written<decimal> PesoUnitario,
    Written<int> Cavidades,
    Written<decimal> PesoTiro,
    Written<decimal> HorasTurno,
    Written<int>? Ciclos,
    Written<decimal>? TipoCambio,
    Written<decimal>? MetaKg,
    Written<decimal>? MetaDocenas,
    string? Calendario,
    string? BaseTiempo,
    IReadOnlyList<OrderRequest.Piece>? Piezas,
    IReadOnlyList<OrderRequest.Lot>? Lotes,
    long? Version
)
{
    public sealed record Lot(
        string Color,
        Written<decimal>? StockKg,
        Written<int>? Personas,
        IReadOnlyList<Material>? Materiales,
        IReadOnlyList<Colorant>? Pigmentos
    );

    public sealed record Piece(string? Nombre, Written<int> Cavidades, Written<decimal> PesoUnitario);

    public sealed record Material(string Nombre, Written<decimal>? Fraccion, Written<int>? Partes);

    public sealed record Colorant(string Nombre, Written<decimal> DosisGr);
}
