using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;

namespace Faena.Modules.Molding.Orders;

/// <summary>
/// The figures of an order that is being typed: nothing is stored, no name is looked up. What is still missing or wrong is said field
/// by field beside the figures that can be told already.
/// </summary>
public static class PreviewOrder
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/preview", Handle).Needs("molding.read");

    /// <param name="Errores">What keeps the order from being saved as it is, by its path.</param>
    public sealed record Response(
        IReadOnlyDictionary<string, string[]> Errores,
        IReadOnlyList<OrderDocument.Lot>? Lotes,
        OrderDocument.Totals? TablaAuxiliar,
        OrderFigures? Calculo
    );

    private static async Task<Response> Handle(OrderRequest body, HttpContext http, Db db, TextCatalog catalog, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var order = OrderBody.ReadFigures(body, await Plant.Weeks(db, ct), errors);
        var texts = catalog.For(http);
        var said = errors
            .Found.GroupBy(e => e.Path, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(e => texts.Error(e.Code, e.Data)).ToArray(), StringComparer.Ordinal);
        // A lot without its name or an unfinished recipe stops no figure; a shot without weight stops them all.
        if (errors.Found.Any(e => !e.Path.StartsWith("lotes[", StringComparison.Ordinal)))
        {
            return new Response(said, null, null, null);
        }
        var figures = OrderCalculation.Of(order.Inputs, await Plant.CalendarOf(db, order.Calendario, ct));
        return new Response(said, OrderDocument.LotsOf(order, figures), OrderDocument.TotalsOf(order, figures), figures);
    }
}
