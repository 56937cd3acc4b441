namespace Faena.Modules.Molding.Orders;

/// <summary>What decides how much an order makes.</summary>
public static class Strategy
{
    public const string ByWeight = "POR_PESO";
    public const string ByQuantity = "POR_CANTIDAD";
    public const string Stock = "STOCK";
}

/// <summary>Which shots drive hours and days.</summary>
public static class TimeBasis
{
    /// <summary>The kilos delivered to the machine, by the weight of a whole shot.</summary>
    public const string Delivered = "ENTREGADO";

    /// <summary>The pieces asked for, by the weight of the pieces of a shot.</summary>
    public const string Net = "NETO";
}

/// <summary>All that an order's figures follow from.</summary>
public sealed record OrderInputs
{
    public required string TipoOrden { get; init; }

    /// <summary>Kilos to make, where the order is by weight.</summary>
    public decimal MetaKg { get; init; }

    /// <summary>Dozens to make, where the order is by quantity.</summary>
    public decimal MetaDocenas { get; init; }

    /// <summary>What one shot gives: one kind of piece, or the several of a family mold.</summary>
    public required IReadOnlyList<Piece> Piezas { get; init; }

    public required decimal PesoTiro { get; init; }
    public required decimal TiempoCiclo { get; init; }
    public required decimal HorasTurno { get; init; }
    public required DateTime FechaInicio { get; init; }
    public string BaseTiempo { get; init; } = TimeBasis.Delivered;
    public IReadOnlyList<Lot> Lotes { get; init; } = [];

    public decimal PesoNetoTiro => Piezas.Sum(p => p.Cavidades * p.PesoUnitario);
    public int Cavidades => Piezas.Sum(p => p.Cavidades);

    /// <param name="PesoUnitario">Grams of one clean piece.</param>
    public sealed record Piece(int Cavidades, decimal PesoUnitario);

    public sealed record Lot(decimal StockKg, int Personas, IReadOnlyList<Share> Materiales, IReadOnlyList<Dose> Pigmentos);

    /// <summary>A material's share as an exact quotient: 5 of 6, or 0.5 of 1.</summary>
    public sealed record Share(string Nombre, decimal Partes, decimal DeTodas)
    {
        public decimal Of(decimal kilos) => kilos * Partes / DeTodas;
    }

    /// <param name="DosisGr">Grams for every 12.5 kg of material.</param>
    public sealed record Dose(string Nombre, decimal DosisGr);
}
