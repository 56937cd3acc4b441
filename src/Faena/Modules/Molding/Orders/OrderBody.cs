using System.Runtime.CompilerServices;
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
    public static Order Read(OrderRequest given, IReadOnlyList<string> weeks, FieldErrors errors)
    {
        var fields = new Fields(errors);
        var number = fields.Name(given.NumeroOp, OrderNumber.LongestNumber);
        errors.Require(number.Length == 0 || OrderNumber.Key(number).Length > 0, "numero_op", "order_number_without_letters");
        return Figures(fields, given, weeks) with
        {
            NumeroOp = number,
            Producto = fields.Name(given.Producto, LongestName),
            Molde = fields.Name(given.Molde, LongestEntry),
            Maquina = fields.Name(given.Maquina, LongestEntry),
        };
    }

    /// <summary>Only what figures follow from: a form is calculated long before it has a number or a machine.</summary>
    public static Order ReadFigures(OrderRequest given, IReadOnlyList<string> weeks, FieldErrors errors) =>
        Figures(new Fields(errors), given, weeks);

    private static Order Figures(Fields fields, OrderRequest given, IReadOnlyList<string> weeks)
    {
        var strategy = fields.Word(given.TipoOrden, Strategies);
        // Whose target it is cannot be told before the strategy is.
        var isOpen = !Strategies.Contains(given.TipoOrden);
        var pieces = fields
            .Items(given.Piezas, MostOfARecipe)
            .Select(p => new Order.Piece(
                p.At.Name(p.Item.Nombre, LongestName, required: false),
                p.At.Whole(p.Item.Cavidades, 1, MostCavities, required: true) ?? 1,
                p.At.Number(p.Item.PesoUnitario, LargestWeight, required: true) ?? 0
            ))
            .ToList();
        var order = new Order
        {
            FechaInicio = fields.WallClock(given.FechaInicio) ?? default,
            TipoOrden = strategy,
            TiempoCiclo = fields.Number(given.TiempoCiclo, LargestWeight, required: true) ?? 0,
            PesoUnitario = fields.Number(given.PesoUnitario, LargestWeight, required: pieces.Count == 0) ?? 0,
            Cavidades = fields.Whole(given.Cavidades, 1, MostCavities, required: pieces.Count == 0) ?? 0,
            PesoTiro = fields.Number(given.PesoTiro, LargestWeight, required: true) ?? 0,
            HorasTurno = fields.Number(given.HorasTurno, HoursOfADay, required: true) ?? 0,
            Ciclos = fields.Whole(given.Ciclos, 0, int.MaxValue),
            TipoCambio = fields.Number(given.TipoCambio, LargestWeight),
            MetaKg = Target(fields, given.MetaKg, isOpen ? null : strategy == Strategy.ByWeight),
            MetaDocenas = Target(fields, given.MetaDocenas, isOpen ? null : strategy == Strategy.ByQuantity),
            Calendario = fields.Word(given.Calendario, weeks, required: false),
            BaseTiempo = fields.Word(given.BaseTiempo, Bases, required: false),
            Piezas = pieces,
            Lotes = [.. fields.Items(given.Lotes, MostLots).Select(l => LotOf(l.At, l.Item, strategy))],
        };
        order = WithMeanPiece(order);
        var net = order.Inputs.PesoNetoTiro;
        // The runner is what is left of the shot without its pieces.
        fields.Require(
            order.PesoTiro == 0 || order.PesoTiro >= net,
            nameof(given.PesoTiro),
            "shot_lighter_than_pieces",
            new { piezas = net }
        );
        return order;
    }

    private static decimal? Target(
        Fields fields,
        Written<decimal>? given,
        bool? wanted,
        [CallerArgumentExpression(nameof(given))] string member = ""
    )
    {
        if (wanted == false && given?.Text is not null)
        {
            fields.Fault(member, "target_of_another_strategy");
            return null;
        }
        return fields.Number(given, LargestTarget, required: wanted == true, member: member);
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
                        Fields.Decimals,
                        MidpointRounding.AwayFromZero
                    )
                    .Trimmed(),
            },
        };

    private static Order.Lot LotOf(Fields fields, OrderRequest.Lot given, string strategy)
    {
        if (strategy != Strategy.Stock && given.StockKg?.Text is not null)
        {
            fields.Fault(nameof(given.StockKg), "stock_of_another_strategy");
        }
        var lot = new Order.Lot
        {
            Color = fields.Name(given.Color, LongestEntry),
            StockKg = strategy == Strategy.Stock ? fields.Number(given.StockKg, LargestTarget, positive: false) ?? 0 : null,
            Personas = fields.Whole(given.Personas, 0, MostPeople) ?? 1,
            Materiales = [.. fields.Items(given.Materiales, MostOfARecipe).Select(m => MaterialOf(m.At, m.Item))],
            Pigmentos =
            [
                .. fields
                    .Items(given.Pigmentos, MostOfARecipe)
                    .Select(p => new Order.Colorant(
                        0,
                        p.At.Name(p.Item.Nombre, LongestEntry),
                        p.At.Number(p.Item.DosisGr, LargestWeight, required: true, positive: false) ?? 0
                    )),
            ],
        };
        var byParts = lot.Materiales.Count(m => m.Partes is not null);
        if (byParts > 0 && byParts < lot.Materiales.Count)
        {
            fields.Fault(nameof(given.Materiales), "parts_or_fractions");
        }
        else if (!lot.SharesAreWhole && lot.Materiales.Count > 0)
        {
            fields.Fault(nameof(given.Materiales), "fractions_not_whole", new { suma = lot.Materiales.Sum(m => m.Fraccion ?? 0) });
        }
        return lot;
    }

    private static Order.Material MaterialOf(Fields fields, OrderRequest.Material given)
    {
        var parts = fields.Whole(given.Partes, 1, MostParts);
        // Answers give both; the parts are what was meant.
        var fraction = parts is null ? fields.Number(given.Fraccion, 1, required: given.Partes?.Text is null) : null;
        return new Order.Material(0, fields.Name(given.Nombre, LongestEntry), "", fraction, parts);
    }
}
