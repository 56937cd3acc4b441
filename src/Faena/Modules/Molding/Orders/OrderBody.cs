using System.Text.Json;
using Faena.Kernel.Http;

namespace Faena.Modules.Molding.Orders;

/// <summary>An order as a body gives it, with every rule that can be told without the database. The ids of its names are still open.</summary>
public static class OrderBody
{
    private const decimal LargestTarget = 1_000_000_000;
    private const decimal LargestWeight = 1_000_000;
    private const decimal HoursOfADay = 24;
    private const int LongestName = 150;
    private const int LongestEntry = 100;
    private const int MostCavities = 10_000;
    private const int MostPeople = 1_000;
    private const int MostParts = 1_000_000;
    private const int MostLots = 200;
    private const int MostOfARecipe = 50;

    private static readonly string[] Strategies = [Strategy.ByWeight, Strategy.ByQuantity, Strategy.Stock];
    private static readonly string[] Bases = [TimeBasis.Delivered, TimeBasis.Net];

    /// <param name="weeks">The calendars there are, the plant's own first.</param>
    public static Order Read(JsonElement body, IReadOnlyList<string> weeks, FieldErrors errors)
    {
        var given = GivenObject.Of(body, errors);
        var number = given.Name("numero_op", OrderNumber.LongestNumber);
        errors.Require(number.Length == 0 || OrderNumber.Key(number).Length > 0, "numero_op", "order_number_without_letters");
        return Figures(given, weeks) with
        {
            NumeroOp = number,
            Producto = given.Name("producto", LongestName),
            Molde = given.Name("molde", LongestEntry),
            Maquina = given.Name("maquina", LongestEntry),
        };
    }

    /// <summary>Only what figures follow from: a form is calculated long before it has a number or a machine.</summary>
    public static Order ReadFigures(JsonElement body, IReadOnlyList<string> weeks, FieldErrors errors) =>
        Figures(GivenObject.Of(body, errors), weeks);

    private static Order Figures(GivenObject given, IReadOnlyList<string> weeks)
    {
        var strategy = given.Word("tipo_orden", Strategies);
        // Whose target it is cannot be told before the strategy is.
        var isOpen = !Strategies.Contains(given.Text("tipo_orden"));
        var pieces = given
            .Items("piezas", MostOfARecipe)
            .Select(p => new Order.Piece(
                p.Name("nombre", LongestName, required: false),
                p.Whole("cavidades", 1, MostCavities, required: true) ?? 1,
                p.Number("peso_unitario", LargestWeight, required: true) ?? 0
            ))
            .ToList();
        var order = new Order
        {
            FechaInicio = given.WallClock("fecha_inicio") ?? default,
            TipoOrden = strategy,
            TiempoCiclo = given.Number("tiempo_ciclo", LargestWeight, required: true) ?? 0,
            PesoUnitario = given.Number("peso_unitario", LargestWeight, required: pieces.Count == 0) ?? 0,
            Cavidades = given.Whole("cavidades", 1, MostCavities, required: pieces.Count == 0) ?? 0,
            PesoTiro = given.Number("peso_tiro", LargestWeight, required: true) ?? 0,
            HorasTurno = given.Number("horas_turno", HoursOfADay, required: true) ?? 0,
            Ciclos = given.Whole("ciclos", 0, int.MaxValue),
            TipoCambio = given.Number("tipo_cambio", LargestWeight),
            MetaKg = Target(given, "meta_kg", isOpen ? null : strategy == Strategy.ByWeight),
            MetaDocenas = Target(given, "meta_docenas", isOpen ? null : strategy == Strategy.ByQuantity),
            Calendario = given.Word("calendario", weeks, required: false),
            BaseTiempo = given.Word("base_tiempo", Bases, required: false),
            Piezas = pieces,
            Lotes = [.. given.Items("lotes", MostLots).Select(l => LotOf(l, strategy))],
        };
        order = WithMeanPiece(order);
        var net = order.Inputs.PesoNetoTiro;
        // The runner is what is left of the shot without its pieces.
        given.Errors.Require(
            order.PesoTiro == 0 || order.PesoTiro >= net,
            given.PathOf("peso_tiro"),
            "shot_lighter_than_pieces",
            new { piezas = net }
        );
        return order;
    }

    private static decimal? Target(GivenObject given, string name, bool? wanted)
    {
        if (wanted == false && given.Has(name))
        {
            given.Fault(name, "target_of_another_strategy");
            return null;
        }
        return given.Number(name, LargestTarget, required: wanted == true);
    }

    // One piece given as a list is no family.
    private static Order WithMeanPiece(Order order) =>
        order.Piezas switch
        {
            [] => order,
            [var only] => order with { Cavidades = only.Cavidades, PesoUnitario = only.PesoUnitario, Piezas = [] },
            var several => order with
            {
                Cavidades = several.Sum(p => p.Cavidades),
                PesoUnitario = Math.Round(
                        several.Sum(p => p.Cavidades * p.PesoUnitario) / several.Sum(p => p.Cavidades),
                        GivenObject.Decimals,
                        MidpointRounding.AwayFromZero
                    )
                    .Trimmed(),
            },
        };

    private static Order.Lot LotOf(GivenObject given, string strategy)
    {
        if (strategy != Strategy.Stock && given.Has("stock_kg"))
        {
            given.Fault("stock_kg", "stock_of_another_strategy");
        }
        var lot = new Order.Lot
        {
            Color = given.Name("color", LongestEntry),
            StockKg = strategy == Strategy.Stock ? given.Number("stock_kg", LargestTarget, positive: false) ?? 0 : null,
            Personas = given.Whole("personas", 0, MostPeople) ?? 1,
            Materiales = [.. given.Items("materiales", MostOfARecipe).Select(MaterialOf)],
            Pigmentos =
            [
                .. given
                    .Items("pigmentos", MostOfARecipe)
                    .Select(p => new Order.Colorant(
                        0,
                        p.Name("nombre", LongestEntry),
                        p.Number("dosis_gr", LargestWeight, required: true, positive: false) ?? 0
                    )),
            ],
        };
        var byParts = lot.Materiales.Count(m => m.Partes is not null);
        if (byParts > 0 && byParts < lot.Materiales.Count)
        {
            given.Fault("materiales", "parts_or_fractions");
        }
        else if (!lot.SharesAreWhole && lot.Materiales.Count > 0)
        {
            given.Fault("materiales", "fractions_not_whole", new { suma = lot.Materiales.Sum(m => m.Fraccion ?? 0) });
        }
        return lot;
    }

    private static Order.Material MaterialOf(GivenObject given)
    {
        var parts = given.Whole("partes", 1, MostParts);
        // Answers give both; the parts are what was meant.
        var fraction = parts is null ? given.Number("fraccion", 1, required: !given.Has("partes")) : null;
        return new Order.Material(0, given.Name("nombre", LongestEntry), "", fraction, parts);
    }
}
