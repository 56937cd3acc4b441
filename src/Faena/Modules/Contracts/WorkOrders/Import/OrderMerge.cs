using System.Globalization;

namespace Faena.Modules.Contracts.WorkOrders.Import;

/// <summary>
/// Brings an order up to what a workbook says. What the workbook says as it did last time changes nothing, so nobody's correction is
/// undone by importing the same list again. What it says differently is taken, with a warning where it replaces a correction. Of an
/// order made by hand only the empty fields are filled.
/// </summary>
public static class OrderMerge
{
    private static readonly Dictionary<string, Field> Fields = new(StringComparer.Ordinal)
    {
        ["descripcion_trabajo"] = new(o => o.DescripcionTrabajo, (o, text) => o with { DescripcionTrabajo = text }),
        ["responsable_cliente"] = new(o => o.ResponsableCliente, (o, text) => o with { ResponsableCliente = text }),
        ["oficio_ot"] = new(o => o.OficioOt, (o, text) => o with { OficioOt = text }),
        ["folio_pte"] = new(o => o.FolioPte, (o, text) => o with { FolioPte = text }),
        ["comentario"] = new(o => o.Comentario, (o, text) => o with { Comentario = text }),
        ["fecha_inicio_programado"] = new(
            o => OrderRow.Spell(o.FechaInicioProgramado),
            (o, text) => o with { FechaInicioProgramado = Day(text) }
        ),
        ["fecha_termino_programado"] = new(
            o => OrderRow.Spell(o.FechaTerminoProgramado),
            (o, text) => o with { FechaTerminoProgramado = Day(text) }
        ),
        ["fecha_inicio_real"] = new(o => OrderRow.Spell(o.FechaInicioReal), (o, text) => o with { FechaInicioReal = Day(text) }),
        ["fecha_termino_real"] = new(o => OrderRow.Spell(o.FechaTerminoReal), (o, text) => o with { FechaTerminoReal = Day(text) }),
        ["monto_mxn"] = new(o => OrderRow.Spell(o.MontoMxn), (o, text) => o with { MontoMxn = Amount(text) }),
        ["monto_usd"] = new(o => OrderRow.Spell(o.MontoUsd), (o, text) => o with { MontoUsd = Amount(text) }),
        ["plazo_dias"] = new(o => OrderRow.Spell(o.PlazoDias), (o, text) => o with { PlazoDias = (int?)Number(text) }),
        ["id_estatus_ot"] = new(o => OrderRow.Spell(o.IdEstatusOt), (o, text) => o with { IdEstatusOt = (int?)Number(text) }),
        ["estatus"] = new(o => o.Activa ? "1" : "0", (o, text) => o with { Activa = text == "1", Estatus = text == "1" ? 1 : 0 }),
        ["id_cliente"] = new(o => OrderRow.Spell(o.IdCliente), (o, text) => o with { IdCliente = Number(text) }),
        ["id_responsable_proyecto"] = new(
            o => OrderRow.Spell(o.IdResponsableProyecto),
            (o, text) => o with { IdResponsableProyecto = Number(text) }
        ),
        ["id_embarcacion"] = new(o => OrderRow.Spell(o.IdEmbarcacion), (o, text) => o with { IdEmbarcacion = Number(text) }),
        ["id_plataforma"] = new(o => OrderRow.Spell(o.IdPlataforma), (o, text) => o with { IdPlataforma = Number(text) }),
        ["id_patio"] = new(o => OrderRow.Spell(o.IdPatio), (o, text) => o with { IdPatio = Number(text) }),
        ["id_intercom"] = new(o => OrderRow.Spell(o.IdIntercom), (o, text) => o with { IdIntercom = Number(text) }),
        ["id_frente"] = new(o => OrderRow.Spell(o.IdFrente), (o, text) => o with { IdFrente = Number(text) }),
    };

    private static readonly (string Start, string End)[] Pairs =
    [
        ("fecha_inicio_programado", "fecha_termino_programado"),
        ("fecha_inicio_real", "fecha_termino_real"),
    ];

    /// <summary>The order as a row says it, with nothing there before.</summary>
    public static WorkOrder Make(OrderRow row, Func<string, string?, string?> idOf)
    {
        var order = new WorkOrder
        {
            Tipo = row.Number is null ? WorkOrderKind.Initial : WorkOrderKind.Reprogrammed,
            OrdenTrabajo = row.Folio,
            NumReprogramacion = row.Number,
        };
        foreach (var (name, value) in row.Values)
        {
            order = Fields[name].Set(order, idOf(name, value));
        }
        return WorkOrderTable.Complete(order);
    }

    /// <param name="order">As it is kept now.</param>
    /// <param name="row">What the workbook says.</param>
    /// <param name="last">What the last workbook said of it; null when none did.</param>
    /// <param name="idOf">The id, here, of a site, client or lead that the workbook names; other values as they are.</param>
    /// <param name="warnings">Told what was kept or replaced against another's will.</param>
    public static WorkOrder Bring(
        WorkOrder order,
        OrderRow row,
        IReadOnlyDictionary<string, string?>? last,
        Func<string, string?, string?> idOf,
        ICollection<OrderWarning> warnings
    )
    {
        var merged = order;
        foreach (var (name, value) in row.Values)
        {
            string? before = null;
            var saidBefore = last?.TryGetValue(name, out before) == true;
            var now = Blank(Fields[name].Get(order));
            var wanted = idOf(name, value);
            if ((saidBefore && before == value) || now == wanted)
            {
                continue;
            }
            if (!saidBefore && now is not null)
            {
                if (wanted is not null)
                {
                    warnings.Add(new OrderWarning(row.Row, row.Folio, name, value ?? "", "order_row_kept_ours", new { actual = now }));
                }
                continue;
            }
            if (saidBefore && now != idOf(name, before))
            {
                warnings.Add(
                    new OrderWarning(row.Row, row.Folio, name, value ?? "", "order_row_replaced_ours", new { anterior = now ?? "—" })
                );
            }
            merged = Fields[name].Set(merged, wanted);
        }
        return WorkOrderTable.Complete(WithDatesInOrder(order, merged, row, warnings));
    }

    // Half from the workbook and half from a correction, a pair can contradict itself; the order's own pair stays then.
    private static WorkOrder WithDatesInOrder(WorkOrder order, WorkOrder merged, OrderRow row, ICollection<OrderWarning> warnings)
    {
        foreach (var (start, end) in Pairs)
        {
            if (string.CompareOrdinal(Fields[start].Get(merged) ?? "", Fields[end].Get(merged) ?? "9") <= 0)
            {
                continue;
            }
            foreach (var name in new[] { start, end })
            {
                var ours = Fields[name].Get(order);
                warnings.Add(
                    new OrderWarning(
                        row.Row,
                        row.Folio,
                        name,
                        row.Values.GetValueOrDefault(name) ?? "",
                        "order_row_kept_ours",
                        new { actual = ours ?? "—" }
                    )
                );
                merged = Fields[name].Set(merged, ours);
            }
        }
        return merged;
    }

    private static string? Blank(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);

    private static decimal? Amount(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static long? Number(string? text) => text is null ? null : long.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Field(Func<WorkOrder, string?> Get, Func<WorkOrder, string?, WorkOrder> Set);
}
