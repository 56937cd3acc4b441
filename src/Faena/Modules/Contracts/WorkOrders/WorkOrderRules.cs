using Faena.Kernel.Http;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>What can be said of an order by looking at it alone.</summary>
public static class WorkOrderRules
{
    private const decimal LargestAmount = 999_999_999_999_999.99m;
    private const int LongestTerm = 36_500;
    private const int SmallestStatus = 5;
    private static readonly DateOnly FirstDay = new(2000, 1, 1);
    private static readonly DateOnly LastDay = new(2100, 12, 31);

    public static void Check(WorkOrderFields order, FieldErrors errors)
    {
        CheckKind(order, errors);
        CheckTexts(order, errors);
        CheckDates(order, errors);
        CheckFigures(order, errors);
    }

    private static void CheckKind(WorkOrderFields order, FieldErrors errors)
    {
        switch (order.Tipo)
        {
            case WorkOrderKind.Initial:
                errors
                    .Require(!string.IsNullOrEmpty(order.OrdenTrabajo), "orden_trabajo", "required")
                    .Require(order.OtPrincipal is null, "ot_principal", "order_initial_has_no_principal")
                    .Require(order.NumReprogramacion is null, "num_reprogramacion", "order_initial_has_no_number");
                break;
            case WorkOrderKind.Reprogrammed:
                errors
                    .Require(order.OtPrincipal is not null, "ot_principal", "required")
                    .Require(order.NumReprogramacion is null or (>= 1 and <= 9_999), "num_reprogramacion", "order_number_from_one");
                break;
            default:
                errors.Add("tipo", "order_kind_unknown");
                break;
        }
    }

    private static void CheckTexts(WorkOrderFields order, FieldErrors errors)
    {
        foreach (
            var (field, text, longest) in new[]
            {
                ("orden_trabajo", order.OrdenTrabajo, 100),
                ("descripcion_trabajo", order.DescripcionTrabajo, 10_000),
                ("responsable_cliente", order.ResponsableCliente, 200),
                ("oficio_ot", order.OficioOt, 100),
                ("folio_pte", order.FolioPte, 100),
                ("comentario", order.Comentario, 10_000),
            }
        )
        {
            errors.Require((text?.Length ?? 0) <= longest, field, "too_long", new { max = longest });
        }
    }

    private static void CheckDates(WorkOrderFields order, FieldErrors errors)
    {
        foreach (
            var (field, date) in new[]
            {
                ("fecha_inicio_programado", order.FechaInicioProgramado),
                ("fecha_termino_programado", order.FechaTerminoProgramado),
                ("fecha_inicio_real", order.FechaInicioReal),
                ("fecha_termino_real", order.FechaTerminoReal),
                ("fecha_inicio_patio", order.FechaInicioPatio),
                ("fecha_fin_patio", order.FechaFinPatio),
            }
        )
        {
            errors.Require(date is null || IsPlausible(date.Value), field, "order_date_implausible");
        }
        errors
            .Require(
                !(order.FechaInicioProgramado > order.FechaTerminoProgramado),
                "fecha_termino_programado",
                "order_ends_before_start",
                new { inicio = order.FechaInicioProgramado }
            )
            .Require(
                !(order.FechaInicioReal > order.FechaTerminoReal),
                "fecha_termino_real",
                "order_ends_before_start",
                new { inicio = order.FechaInicioReal }
            )
            .Require(
                !(order.FechaInicioPatio > order.FechaFinPatio),
                "fecha_fin_patio",
                "order_ends_before_start",
                new { inicio = order.FechaInicioPatio }
            );
        if (order.RequierePatio != true)
        {
            errors
                .Require(order.FechaInicioPatio is null, "fecha_inicio_patio", "order_yard_not_required")
                .Require(order.FechaFinPatio is null, "fecha_fin_patio", "order_yard_not_required");
        }
    }

    private static void CheckFigures(WorkOrderFields order, FieldErrors errors)
    {
        foreach (var (field, amount) in new[] { ("monto_mxn", order.MontoMxn), ("monto_usd", order.MontoUsd) })
        {
            errors.Require(amount is null or (>= 0 and <= LargestAmount), field, "order_amount_out_of_range");
            errors.Require(amount is null || decimal.Round(amount.Value, 2) == amount, field, "too_many_decimals", new { decimales = 2 });
        }
        errors
            .Require(order.TipoCambio is null or (> 0 and < 1_000_000), "tipo_cambio", "order_rate_out_of_range")
            .Require(
                order.TipoCambio is null || decimal.Round(order.TipoCambio.Value, 6) == order.TipoCambio,
                "tipo_cambio",
                "too_many_decimals",
                new { decimales = 6 }
            )
            .Require(order.PlazoDias is null or (>= 0 and <= LongestTerm), "plazo_dias", "order_term_out_of_range")
            .Require(order.IdEstatusOt is null or >= SmallestStatus, "id_estatus_ot", "order_status_unknown")
            .Require(order.IdFrente is null or (>= 1 and <= 7), "id_frente", "order_front_unknown");
    }

    /// <summary>No work of this contract lies outside these years; a date there is a slip of the hand.</summary>
    public static bool IsPlausible(DateOnly date) => date >= FirstDay && date <= LastDay;

    /// <summary>The kind of front the order's work is done at: its vessel, else its platform, its yard, its intercom.</summary>
    public static long? FrontOf(WorkOrderFields order) =>
        order.IdFrente
        ?? (
            order.IdEmbarcacion is not null ? 2
            : order.IdPlataforma is not null ? 4
            : order.IdPatio is not null ? 1
            : order.IdIntercom is not null ? 5
            : null
        );
}
