using System.Text.Json.Serialization;
using Faena.Kernel.Http;

namespace Faena.Modules.Molding.Orders;

/// <summary>The steps of an order's life.</summary>
public static class OrderState
{
    public const string Draft = "BORRADOR";
    public const string Released = "LIBERADA";
    public const string Closed = "CERRADA";
}

/// <summary>An order as it is stored. Its names and figures are copies: what changes in the catalog changes no order.</summary>
public sealed record Order
{
    public long Id { get; init; }
    public string NumeroOp { get; init; } = "";
    public DateTimeOffset FechaCreacion { get; init; }
    public DateTime FechaInicio { get; init; }
    public long? IdProducto { get; init; }
    public string Producto { get; init; } = "";
    public long IdMolde { get; init; }
    public string Molde { get; init; } = "";
    public long IdMaquina { get; init; }
    public string Maquina { get; init; } = "";
    public string TipoMaquina { get; init; } = "";
    public string TipoOrden { get; init; } = "";
    public decimal TiempoCiclo { get; init; }

    /// <summary>Of a family mold the mean of its pieces, for people to read; <see cref="Piezas"/> decides.</summary>
    public decimal PesoUnitario { get; init; }

    public int Cavidades { get; init; }
    public decimal PesoTiro { get; init; }
    public decimal HorasTurno { get; init; }
    public int? Ciclos { get; init; }
    public decimal? TipoCambio { get; init; }
    public decimal? MetaKg { get; init; }
    public decimal? MetaDocenas { get; init; }
    public string Calendario { get; init; } = PlantCalendar.MondayToSaturday;
    public string BaseTiempo { get; init; } = TimeBasis.Delivered;
    public string Estado { get; init; } = OrderState.Draft;
    public long Version { get; init; }

    /// <summary>The pieces of a family mold; empty for a mold of one piece.</summary>
    public IReadOnlyList<Piece> Piezas { get; init; } = [];

    public IReadOnlyList<Lot> Lotes { get; init; } = [];

    [JsonIgnore]
    public bool IsActive => Estado != OrderState.Closed;

    [JsonIgnore]
    public Tag Tag => new(Version);

    [JsonIgnore]
    public OrderInputs Inputs =>
        new()
        {
            TipoOrden = TipoOrden,
            MetaKg = MetaKg ?? 0,
            MetaDocenas = MetaDocenas ?? 0,
            Piezas =
                Piezas.Count > 0
                    ? [.. Piezas.Select(p => new OrderInputs.Piece(p.Cavidades, p.PesoUnitario))]
                    : [new OrderInputs.Piece(Cavidades, PesoUnitario)],
            PesoTiro = PesoTiro,
            TiempoCiclo = TiempoCiclo,
            HorasTurno = HorasTurno,
            FechaInicio = FechaInicio,
            BaseTiempo = BaseTiempo,
            Lotes =
            [
                .. Lotes.Select(l => new OrderInputs.Lot(
                    l.StockKg ?? 0,
                    l.Personas,
                    l.Shares,
                    [.. l.Pigmentos.Select(p => new OrderInputs.Dose(p.Nombre, p.DosisGr))]
                )),
            ],
        };

    public sealed record Piece(string Nombre, int Cavidades, decimal PesoUnitario);

    public sealed record Lot
    {
        public long IdColor { get; init; }
        public string Color { get; init; } = "";
        public decimal? StockKg { get; init; }
        public int Personas { get; init; } = 1;
        public IReadOnlyList<Material> Materiales { get; init; } = [];
        public IReadOnlyList<Colorant> Pigmentos { get; init; } = [];

        /// <summary>Whether the recipe is there and its shares are the whole.</summary>
        [JsonIgnore]
        public bool IsComplete => Materiales.Count > 0 && SharesAreWhole;

        [JsonIgnore]
        public bool SharesAreWhole => Materiales.All(m => m.Partes is not null) || Materiales.Sum(m => m.Fraccion ?? 0) == 1;

        [JsonIgnore]
        public IReadOnlyList<OrderInputs.Share> Shares
        {
            get
            {
                decimal all = Materiales.Sum(m => m.Partes ?? 0);
                return
                [
                    .. Materiales.Select(m =>
                        m.Partes is { } parts
                            ? new OrderInputs.Share(m.Nombre, parts, all)
                            : new OrderInputs.Share(m.Nombre, m.Fraccion ?? 0, 1)
                    ),
                ];
            }
        }
    }

    public sealed record Material(long IdMaterial, string Nombre, string Tipo, decimal? Fraccion, int? Partes);

    public sealed record Colorant(long IdPigmento, string Nombre, decimal DosisGr);
}
