using System.Text.Json.Serialization;
using Faena.Kernel.Http;

namespace Faena.Modules.Molding.Orders;

/// <summary>
/// An order as <c>GET /api/ordenes/{op}</c> gives it: the members of the documented contract in its own spelling, figures rounded as
/// people see them, and <c>calculo</c> with all their places.
/// </summary>
public sealed record OrderDocument(
    OrderDocument.Header Cabecera,
    IReadOnlyList<OrderDocument.Lot> Lotes,
    OrderDocument.Totals TablaAuxiliar,
    OrderFigures Calculo,
    IReadOnlyList<OrderLog.Entry> Historial,
    long Version
)
{
    /// <summary>Date-times are the plant's wall clock.</summary>
    public sealed record Header(
        string NumeroOp,
        DateTime FechaCreacion,
        DateTime FechaInicio,
        string Producto,
        string Molde,
        string Maquina,
        string TipoMaquina,
        string TipoOrden,
        decimal TiempoCiclo,
        decimal PesoUnitario,
        int Cavidades,
        decimal PesoTiro,
        decimal HorasTurno,
        bool Activa,
        string Estado,
        int? Ciclos,
        decimal? TipoCambio,
        decimal? MetaKg,
        decimal? MetaDocenas,
        string Calendario,
        string BaseTiempo
    )
    {
        /// <summary>Only of a family mold: the pieces of one shot.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<Order.Piece>? Piezas { get; init; }
    }

    public sealed record Lot(
        string Colores,
        [property: JsonPropertyName("Por cantidad")] decimal? PorCantidad,
        [property: JsonPropertyName("Peso (Kg)")] decimal? Peso,
        [property: JsonPropertyName("Stock (Kg)")] decimal? Stock,
        [property: JsonPropertyName("Extra (kg)")] decimal Extra,
        [property: JsonPropertyName("TOTAL + EXTRA Kg")] decimal Total,
        IReadOnlyList<Material> Materiales,
        IReadOnlyList<Colorant> Pigmentos,
        Labour ManoObra,
        decimal? StockKg
    );

    /// <param name="Fraccion">As given; of parts the quotient to 12 places.</param>
    /// <param name="Partes">Where the recipe was given in parts.</param>
    public sealed record Material(string Nombre, string Tipo, decimal Fraccion, decimal PesoKg, int? Partes);

    /// <param name="DosisGr">Grams for every 12.5 kg.</param>
    /// <param name="Gramos">Grams for the lot.</param>
    public sealed record Colorant(string Nombre, decimal DosisGr, decimal Gramos);

    public sealed record Labour(int Personas, decimal HorasHombre);

    public sealed record Totals(
        [property: JsonPropertyName("F.Fin")] DateOnly? FechaFin,
        [property: JsonPropertyName("Dias")] decimal Dias,
        [property: JsonPropertyName("Horas")] decimal Horas,
        [property: JsonPropertyName("Peso(Kg) PRODUCCION")] decimal Produccion,
        [property: JsonPropertyName("Peso (Kg) Inc. Merma")] decimal IncMerma,
        [property: JsonPropertyName("%Merma")] decimal Merma,
        [property: JsonPropertyName("Merma Natural Kg")] decimal MermaNatural,
        [property: JsonPropertyName("Cantidad DOC")] decimal Docenas,
        [property: JsonPropertyName("% EXTRA")] decimal ExtraRatio,
        [property: JsonPropertyName("EXTRA")] decimal Extra,
        [property: JsonPropertyName("Total DOC")] decimal TotalDocenas,
        [property: JsonPropertyName("Peso Kg REAL PARA ENTREGAR A MAQUINA")] decimal Entregar
    );

    public static OrderDocument Of(Order order, PlantCalendar calendar, TimeZoneInfo zone, IReadOnlyList<OrderLog.Entry> log)
    {
        var figures = OrderCalculation.Of(order.Inputs, calendar);
        return new OrderDocument(HeaderOf(order, zone), LotsOf(order, figures), TotalsOf(order, figures), figures, log, order.Version);
    }

    public static Header HeaderOf(Order order, TimeZoneInfo zone) =>
        new(
            order.NumeroOp,
            WallClock.Of(order.FechaCreacion, zone),
            order.FechaInicio,
            order.Producto,
            order.Molde,
            order.Maquina,
            order.TipoMaquina,
            order.TipoOrden,
            order.TiempoCiclo.Trimmed(),
            order.PesoUnitario.Trimmed(),
            order.Cavidades,
            order.PesoTiro.Trimmed(),
            order.HorasTurno.Trimmed(),
            order.IsActive,
            order.Estado,
            order.Ciclos,
            order.TipoCambio?.Trimmed(),
            order.MetaKg?.Trimmed(),
            order.MetaDocenas?.Trimmed(),
            order.Calendario,
            order.BaseTiempo
        )
        {
            Piezas = order.Piezas.Count > 0 ? order.Piezas : null,
        };

    public static Totals TotalsOf(Order order, OrderFigures figures)
    {
        var time = order.BaseTiempo == TimeBasis.Net ? figures.Neto : figures.Entregado;
        return new Totals(
            time.FechaFin,
            Shown.Round(time.Dias),
            Shown.Round(time.Horas),
            Shown.Round(figures.ProduccionKg),
            Shown.Round(figures.IncMermaKg),
            Shown.Round(figures.Merma, Shown.Ratios),
            Shown.Round(figures.MermaNaturalKg),
            Shown.Round(figures.Docenas),
            Shown.Round(figures.Extra, Shown.Ratios),
            Shown.Round(figures.ExtraKg),
            figures.TotalDocenas,
            Shown.Round(figures.EntregarKg)
        );
    }

    public static IReadOnlyList<Lot> LotsOf(Order order, OrderFigures figures)
    {
        var bases = Shown.Parts([.. figures.Lotes.Select(l => l.BaseKg)], Shown.Round(figures.ProduccionKg));
        var extras = Shown.Parts([.. figures.Lotes.Select(l => l.ExtraKg)], Shown.Round(figures.ExtraKg));
        var totals = Shown.Parts([.. figures.Lotes.Select(l => l.TotalKg)], Shown.Round(figures.EntregarKg));
        return
        [
            .. order.Lotes.Select(
                (lot, i) =>
                    new Lot(
                        lot.Color,
                        order.TipoOrden == Strategy.ByQuantity ? bases[i] : null,
                        order.TipoOrden == Strategy.ByWeight ? bases[i] : null,
                        order.TipoOrden == Strategy.Stock ? bases[i] : null,
                        extras[i],
                        totals[i],
                        MaterialsOf(lot, figures.Lotes[i], totals[i]),
                        [
                            .. lot.Pigmentos.Select(
                                (p, j) => new Colorant(p.Nombre, p.DosisGr.Trimmed(), Shown.Round(figures.Lotes[i].Pigmentos[j].Gramos))
                            ),
                        ],
                        new Labour(lot.Personas, Shown.Round(figures.Lotes[i].HorasHombre)),
                        lot.StockKg?.Trimmed()
                    )
            ),
        ];
    }

    private static IReadOnlyList<Material> MaterialsOf(Order.Lot lot, OrderFigures.Lot figures, decimal shownTotal)
    {
        var kilos = figures.Materiales.Select(m => m.PesoKg).ToList();
        // A recipe still being typed is no whole that could be shared out.
        var shown = lot.IsComplete ? Shown.Parts(kilos, shownTotal) : [.. kilos.Select(k => Shown.Round(k))];
        return
        [
            .. lot
                .Materiales.Zip(lot.Shares)
                .Select(
                    (m, i) => new Material(m.First.Nombre, m.First.Tipo, Shown.Settled(m.Second.Of(1)).Trimmed(), shown[i], m.First.Partes)
                ),
        ];
    }
}
