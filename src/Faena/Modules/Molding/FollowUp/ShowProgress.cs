using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Modules.Molding.Orders;
using Faena.Modules.Molding.ShiftSheets;
using Faena.Modules.Molding.Weighing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.FollowUp;

/// <summary>
/// How far an order is and when it will be done at the rate it runs, what counter, hours and scale say of each other, and how it did
/// against its plan. The number of statements does not grow with sheets or bales.
/// </summary>
public static class ShowProgress
{
    public static void Map(IEndpointRouteBuilder orders) =>
        orders.MapGet("/{op}/avance", Handle).Needs("molding.read").Refuses(404, "ORDER_NOT_FOUND");

    public sealed record Response(
        string NumeroOp,
        string Producto,
        string Estado,
        OrderProgress.Planned Plan,
        OrderProgress.Done Real,
        decimal? Avance,
        IReadOnlyList<OrderProgress.Colour> Colores,
        IReadOnlyList<OrderProgress.Day> Dias,
        OrderProgress.Forecast? Pronostico,
        Balance Balance,
        OrderProgress.Closing Cierre,
        IReadOnlyList<PreparedMaterial.Document> Preparado
    );

    /// <summary>The witnesses side by side, and in words what would explain them.</summary>
    public sealed record Balance(
        long Contador,
        long Horas,
        decimal ContadoKgNeto,
        decimal ContadoKgBruto,
        decimal PesadoKg,
        decimal MermaKg,
        decimal DiferenciaKg,
        decimal ToleranciaKg,
        IReadOnlyList<Finding> Hallazgos
    );

    public sealed record Finding(string Codigo, string Detalle, MaterialBalance.Facts Datos);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string op,
        HttpContext http,
        Db db,
        TimeProvider clock,
        Installation installation,
        TextCatalog catalog,
        CancellationToken ct
    ) =>
        await OrderTable.Read(db, op, ct) is { } order
            ? TypedResults.Ok(
                await Of(db, order, await Plant.CalendarOf(db, order.Calendario, ct), catalog.For(http), clock, installation, ct)
            )
            : Problem.NotFound(OneOrder.NotFound);

    internal static async Task<Response> Of(
        Db db,
        Order order,
        PlantCalendar calendar,
        Texts texts,
        TimeProvider clock,
        Installation installation,
        CancellationToken ct
    )
    {
        var settings = await PlantSettings.Read(db, ct);
        var shifts = await ReadShifts.Of(db, order, ct);
        var notes = await PreparedMaterial.OfOrder(db, order.Id, ct);
        var counted = notes.Where(n => !n.Anulado).ToList();
        var progress = OrderProgress.Of(
            order,
            OrderCalculation.Of(order.Inputs, calendar),
            shifts,
            counted.Count == 0 ? null : counted.Sum(n => n.PesoKg).Trimmed(),
            calendar,
            SheetDraft.Today(clock, installation.TimeZone)
        );
        var balance = MaterialBalance.Of(shifts, new WeightCheck.Tolerance(settings.ToleranciaKg, settings.ToleranciaPct));
        return new Response(
            order.NumeroOp,
            order.Producto,
            order.Estado,
            progress.Plan,
            progress.Real,
            progress.Avance,
            progress.Colores,
            progress.Dias,
            progress.Pronostico,
            new Balance(
                balance.Contador,
                balance.Horas,
                balance.ContadoKgNeto,
                balance.ContadoKgBruto,
                balance.PesadoKg,
                balance.MermaKg,
                balance.DiferenciaKg,
                balance.ToleranciaKg,
                [.. balance.Hallazgos.Select(f => new Finding(f.Codigo, texts[$"molding.finding.{f.Codigo}", f.Datos], f.Datos))]
            ),
            progress.Cierre,
            [.. notes.Select(n => n.In(installation.TimeZone))]
        );
    }
}
