using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Modules.Molding.Catalogs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders.Pages;

/// <summary>The form of a new order and of one being edited; it calculates while one types.</summary>
public static class ShowOrderForm
{
    private const int StartOfDay = 7;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/molding/orders/new", New).Needs("molding.manage_orders").ExcludeFromDescription();
        app.MapGet("/molding/orders/{op}/edit", Edit).Needs("molding.manage_orders").ExcludeFromDescription();
    }

    /// <summary>The names that the form offers, and what the molds usually do.</summary>
    public sealed record Choices(
        IReadOnlyList<string> Productos,
        IReadOnlyList<string> Maquinas,
        IReadOnlyList<string> Colores,
        IReadOnlyList<string> Materiales,
        IReadOnlyList<string> Pigmentos,
        IReadOnlyList<JsonObject> Moldes
    );

    private static async Task<RazorComponentResult<OrderFormPage>> New(
        Db db,
        TimeProvider clock,
        Installation installation,
        CancellationToken ct
    )
    {
        var today = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), installation.TimeZone).Date;
        var order = new Order
        {
            FechaInicio = today.AddHours(StartOfDay),
            TipoOrden = Strategy.ByWeight,
            HorasTurno = (await db.One<decimal>(HoursSql, null, ct)).Trimmed(),
            Calendario = (await Plant.Weeks(db, ct))[0],
        };
        return new(new { Order = order, Choices = await Read(db, ct) });
    }

    private static async Task<Results<RazorComponentResult<OrderFormPage>, ProblemHttpResult>> Edit(
        string op,
        Db db,
        CancellationToken ct
    ) =>
        await OrderTable.Read(db, op, ct) is { } order
            ? new RazorComponentResult<OrderFormPage>(new { Order = order, Choices = await Read(db, ct) })
            : Problem.NotFound(OneOrder.NotFound);

    private static async Task<Choices> Read(Db db, CancellationToken ct)
    {
        async Task<IReadOnlyList<string>> Names(CatalogKind kind, string name) =>
            [.. (await Active(kind)).Select(e => (string)e[name]!).Distinct(StringComparer.OrdinalIgnoreCase)];

        async Task<IEnumerable<JsonObject>> Active(CatalogKind kind) =>
            (await CatalogEntries.List(db, kind, ct)).Where(e => (bool)e["activo"]!);

        return new Choices(
            await Names(ProductCatalog.Kind, "nombre"),
            await Names(MachineCatalog.Kind, "nombre"),
            await Names(ColourCatalog.Kind, "nombre"),
            await Names(MaterialCatalog.Kind, "nombre"),
            await Names(ColorantCatalog.Kind, "nombre"),
            [.. await Active(MoldCatalog.Kind)]
        );
    }

    private const string HoursSql = "SELECT horas_turno FROM molding.planta";
}
