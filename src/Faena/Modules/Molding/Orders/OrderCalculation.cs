using System.Text.Json.Serialization;
using Faena.Kernel.Http;

namespace Faena.Modules.Molding.Orders;

/// <summary>
/// Every figure of a production order, unrounded: the one implementation behind the form, the contract, the sheet and the workbook.
/// </summary>
public static class OrderCalculation
{
    private const decimal GramsPerKilo = 1_000;
    private const decimal PiecesPerDozen = 12;
    private const decimal SecondsPerHour = 3_600;
    private const decimal DosedKilos = 12.5m;
    private const decimal FullExtraBelow = 0.05m;
    private const decimal HalfExtraUpTo = 0.10m;
    private const decimal ShortRun = 3;
    private const decimal LittleScrap = 0.03m;

    /// <param name="inputs">With at least one piece, and a shot that weighs no less than its pieces.</param>
    public static OrderFigures Of(OrderInputs inputs, PlantCalendar calendar)
    {
        var net = inputs.PesoNetoTiro;
        var shot = inputs.PesoTiro;
        var runner = shot - net;
        var scrap = runner / shot;
        var production = ProductionOf(inputs);
        var extraShare = ExtraShareOf(runner, shot);
        var extra = production * extraShare;
        var delivered = production + extra;

        // A dozen of a family mold counts its pieces as they come out of it, all together.
        var dozens =
            inputs.TipoOrden == Strategy.ByQuantity
                ? inputs.MetaDocenas
                : production * GramsPerKilo * inputs.Cavidades / (net * PiecesPerDozen);

        var byDelivered = TimeOf(delivered * GramsPerKilo, shot, inputs, calendar, production);
        var byNet =
            inputs.TipoOrden == Strategy.ByQuantity
                ? TimeOf(inputs.MetaDocenas * PiecesPerDozen, inputs.Cavidades, inputs, calendar, production)
                : TimeOf(production * GramsPerKilo, net, inputs, calendar, production);
        var time = inputs.BaseTiempo == TimeBasis.Net ? byNet : byDelivered;

        return new OrderFigures(
            PesoNetoTiro: net.Trimmed(),
            PesoColada: runner.Trimmed(),
            Merma: scrap.Trimmed(),
            ProduccionKg: production.Trimmed(),
            IncMermaKg: (production + production * runner / shot).Trimmed(),
            MermaNaturalKg: (production * runner / shot).Trimmed(),
            Docenas: dozens.Trimmed(),
            TotalDocenas: Shown.Round(dozens, 0).Trimmed(),
            Extra: extraShare.Trimmed(),
            ExtraKg: extra.Trimmed(),
            EntregarKg: delivered.Trimmed(),
            GolpesHora: (SecondsPerHour / inputs.TiempoCiclo).Trimmed(),
            Faltante: production == 0 ? 0 : (1 - delivered * net / (production * shot)).Trimmed(),
            Aviso: Shown.Settled(time.Dias) < ShortRun || Shown.Settled(scrap) < LittleScrap
                ? OrderFigures.HandOverExtraMaterial
                : OrderFigures.ScrapIsRecoverable,
            Entregado: byDelivered,
            Neto: byNet,
            Lotes: LotsOf(inputs, production, extra, time)
        );
    }

    private static decimal ProductionOf(OrderInputs inputs) =>
        inputs.TipoOrden switch
        {
            Strategy.ByWeight => inputs.MetaKg,
            Strategy.ByQuantity => inputs.MetaDocenas * PiecesPerDozen * inputs.PesoNetoTiro / (inputs.Cavidades * GramsPerKilo),
            _ => inputs.Lotes.Sum(l => l.StockKg),
        };

    // The thresholds look at the ratio itself, never at the two places that are shown of it.
    private static decimal ExtraShareOf(decimal runner, decimal shot)
    {
        var settled = Shown.Settled(runner / shot);
        return settled < FullExtraBelow ? runner / shot
            : settled <= HalfExtraUpTo ? runner / (2 * shot)
            : 0;
    }

    private static OrderFigures.Time TimeOf(decimal made, decimal perShot, OrderInputs inputs, PlantCalendar calendar, decimal production)
    {
        var days = made * inputs.TiempoCiclo / (perShot * SecondsPerHour * inputs.HorasTurno);
        return new OrderFigures.Time(
            Golpes: (made / perShot).Trimmed(),
            Horas: (made * inputs.TiempoCiclo / (perShot * SecondsPerHour)).Trimmed(),
            Dias: days.Trimmed(),
            FechaFin: production == 0 ? null : calendar.EndOf(DateOnly.FromDateTime(inputs.FechaInicio), Shown.Settled(days))
        );
    }

    private static IReadOnlyList<OrderFigures.Lot> LotsOf(OrderInputs inputs, decimal production, decimal extra, OrderFigures.Time time)
    {
        var count = inputs.Lotes.Count;
        return
        [
            .. inputs.Lotes.Select(lot =>
            {
                // Extra is shared equally even among lots of unequal stock: the plant's rule.
                var (baseKg, extraKg) = (inputs.TipoOrden == Strategy.Stock ? lot.StockKg : production / count, extra / count);
                var total = inputs.TipoOrden == Strategy.Stock ? baseKg + extraKg : (production + extra) / count;
                return new OrderFigures.Lot(
                    BaseKg: baseKg.Trimmed(),
                    ExtraKg: extraKg.Trimmed(),
                    TotalKg: total.Trimmed(),
                    HorasHombre: (time.Horas * lot.Personas / count).Trimmed(),
                    Golpes: (
                        inputs.BaseTiempo == TimeBasis.Net
                            ? baseKg * GramsPerKilo / inputs.PesoNetoTiro
                            : total * GramsPerKilo / inputs.PesoTiro
                    ).Trimmed(),
                    RecuperarKg: (total * (inputs.PesoTiro - inputs.PesoNetoTiro) / inputs.PesoTiro).Trimmed(),
                    Materiales: [.. lot.Materiales.Select(m => new OrderFigures.Material(m.Nombre, m.Of(total).Trimmed()))],
                    Pigmentos:
                    [
                        .. lot.Pigmentos.Select(p => new OrderFigures.Colorant(p.Nombre, (total * p.DosisGr / DosedKilos).Trimmed())),
                    ]
                );
            }),
        ];
    }
}

/// <summary>The figures of an order to their last place, as the contract gives them under <c>calculo</c>: decimals as text.</summary>
[JsonNumberHandling(JsonNumberHandling.WriteAsString)]
public sealed record OrderFigures(
    decimal PesoNetoTiro,
    decimal PesoColada,
    decimal Merma,
    decimal ProduccionKg,
    decimal IncMermaKg,
    decimal MermaNaturalKg,
    decimal Docenas,
    decimal TotalDocenas,
    decimal Extra,
    decimal ExtraKg,
    decimal EntregarKg,
    decimal GolpesHora,
    decimal Faltante,
    string Aviso,
    OrderFigures.Time Entregado,
    OrderFigures.Time Neto,
    IReadOnlyList<OrderFigures.Lot> Lotes
)
{
    public const string HandOverExtraMaterial = "ENTREGAR_MATERIAL_EXTRA";
    public const string ScrapIsRecoverable = "MERMA_RECUPERABLE";

    /// <summary>How long it takes by one time basis.</summary>
    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public sealed record Time(decimal Golpes, decimal Horas, decimal Dias, DateOnly? FechaFin);

    /// <param name="Golpes">The lot's share of the shots, by the order's time basis.</param>
    /// <param name="RecuperarKg">What of its material comes back as runners.</param>
    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public sealed record Lot(
        decimal BaseKg,
        decimal ExtraKg,
        decimal TotalKg,
        decimal HorasHombre,
        decimal Golpes,
        decimal RecuperarKg,
        IReadOnlyList<Material> Materiales,
        IReadOnlyList<Colorant> Pigmentos
    );

    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public sealed record Material(string Nombre, decimal PesoKg);

    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public sealed record Colorant(string Nombre, decimal Gramos);
}
