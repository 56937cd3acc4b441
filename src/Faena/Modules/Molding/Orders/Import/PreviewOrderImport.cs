using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders.Import;

/// <summary>
/// What a plant's workbook would make of an order: what of it cannot be taken, which names no catalog knows, and its figures beside
/// ours. Nothing is stored.
/// </summary>
public static class PreviewOrderImport
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/importar/preview", Handle)
            .Needs("molding.manage_orders")
            .TakesFile("archivo", ImportForm.Limits.FileBytes, ImportForm.Fields)
            .Refuses(422)
            .Refuses(413, "body_too_large");

    /// <param name="PuedeCrear">Whether nothing keeps it from becoming a draft as it stands.</param>
    /// <param name="Hoja">The order as it would be created, but for the figures.</param>
    public sealed record Response(
        bool PuedeCrear,
        Head Hoja,
        IReadOnlyList<SaidRemark> Observaciones,
        IReadOnlyList<MissingName> PorAgregar,
        IReadOnlyList<FigureCheck> Comparacion,
        IReadOnlyList<OrderDocument.Lot>? Lotes,
        OrderDocument.Totals? TablaAuxiliar,
        OrderFigures? Calculo
    );

    public sealed record Head(
        string NumeroOp,
        DateTime? FechaInicio,
        string Producto,
        string Molde,
        string Maquina,
        string TipoOrden,
        decimal TiempoCiclo,
        decimal PesoUnitario,
        int Cavidades,
        decimal PesoTiro,
        decimal HorasTurno,
        decimal? TipoCambio,
        decimal? MetaKg,
        decimal? MetaDocenas,
        string Calendario,
        string BaseTiempo
    );

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        HttpContext http,
        Db db,
        TextCatalog catalog,
        CancellationToken ct
    )
    {
        var form = await ImportForm.Read(http.Request, ct);
        if (form.Fault is { } fault)
        {
            return fault;
        }
        var weeks = await Plant.Weeks(db, ct);
        // Only read from, and never committed.
        await using var work = await db.Begin(ct);
        var draft = await SheetDraft.Of(work, form);
        var errors = new FieldErrors();
        var order = OrderBody.Read(draft.Body(), weeks, errors);
        draft.CheckNames(errors);
        if (order.NumeroOp.Length > 0 && await work.One<bool>(TakenSql, new { key = OrderNumber.Key(order.NumeroOp) }))
        {
            errors.Add("numero_op", "order_number_taken");
        }
        draft.Cells.Judge(errors);

        var texts = catalog.For(http);
        var (checks, figures) = await Calculate(work, form.Sheet, draft, weeks, texts);
        return TypedResults.Ok(
            new Response(
                !errors.Any,
                HeadOf(order),
                draft.Remarks(texts),
                draft.ToAdd,
                checks,
                figures is null ? null : OrderDocument.LotsOf(order, figures),
                figures is null ? null : OrderDocument.TotalsOf(order, figures),
                figures
            )
        );
    }

    private static async Task<(IReadOnlyList<FigureCheck> Checks, OrderFigures? Figures)> Calculate(
        DbWork work,
        PlantSheet sheet,
        SheetDraft draft,
        IReadOnlyList<string> weeks,
        Texts texts
    )
    {
        var errors = new FieldErrors();
        var order = OrderBody.ReadFigures(draft.Body(), weeks, errors);
        if (errors.Any)
        {
            return ([], null);
        }
        var calendar = await Plant.CalendarOf(work, order.Calendario);
        var figures = OrderCalculation.Of(order.Inputs, calendar);
        return (SheetFigures.Compare(sheet, order, figures, calendar, texts), figures);
    }

    private static Head HeadOf(Order order) =>
        new(
            order.NumeroOp,
            order.FechaInicio == default ? null : order.FechaInicio,
            order.Producto,
            order.Molde,
            order.Maquina,
            order.TipoOrden,
            order.TiempoCiclo,
            order.PesoUnitario,
            order.Cavidades,
            order.PesoTiro,
            order.HorasTurno,
            order.TipoCambio,
            order.MetaKg,
            order.MetaDocenas,
            order.Calendario,
            order.BaseTiempo
        );

    private const string TakenSql = "SELECT EXISTS (SELECT FROM molding.orden_produccion WHERE clave_op = @key::text)";
}
