using Faena.Kernel.Http;
using Faena.Modules.Molding.Orders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>What can be believed of a sheet: what cannot is refused, what can hardly be is said.</summary>
internal static class SheetRules
{
    private const int UnknownMinutes = Shift.MostMinutes;

    /// <summary>The counter readings on either side of the sheet, on the same machine with the same mold.</summary>
    public sealed record Neighbours(long? AnteriorFinal, long? SiguienteInicial);

    public sealed record Context(Order Order, PlantSettings Settings, Neighbours Neighbours, DateOnly Today);

    public static IReadOnlyList<SheetWarning> Check(Sheet sheet, Context context, FieldErrors errors)
    {
        var warnings = new List<SheetWarning>();
        Period(sheet, context, warnings, errors);
        Slots(sheet, warnings);
        Counter(sheet, context, warnings, errors);
        Rate(sheet, warnings, errors);
        Colours(sheet, context.Order, warnings);
        return warnings;
    }

    /// <summary>What is wrong with a sheet; where it is one of the rules above, the answer has that rule's code.</summary>
    public static ProblemHttpResult Refusal(FieldErrors errors) =>
        errors.Found.All(e => char.IsUpper(e.Code[0]))
            ? Problem.With(StatusCodes.Status422UnprocessableEntity, errors.Found[0].Code, errors.Found[0].Data, errors)
            : Problem.Invalid(errors);

    private static void Period(Sheet sheet, Context context, List<SheetWarning> warnings, FieldErrors errors)
    {
        var first = DateOnly.FromDateTime(context.Order.FechaInicio);
        var last = context.Today.AddDays(1);
        var facts = new SheetWarning.Facts { Desde = first, Hasta = last };
        if (sheet.Fecha > last)
        {
            errors.Add("fecha", SheetWarning.PeriodClosed, facts);
        }
        else if (sheet.Fecha < first)
        {
            warnings.Add(new SheetWarning(SheetWarning.PeriodClosed, facts));
        }
    }

    private static void Slots(Sheet sheet, List<SheetWarning> warnings)
    {
        var outside = sheet.Detalles.Where(r => !Shift.Holds(sheet.Turno, sheet.Fecha, r.Desde, r.Minutos)).Select(r => r.Text).ToList();
        if (outside.Count > 0)
        {
            warnings.Add(new SheetWarning(SheetWarning.SlotOutsideShift, new SheetWarning.Facts { Franja = string.Join(", ", outside) }));
        }
        var minutes = sheet.Detalles.Sum(r => r.Minutos);
        if (minutes > Shift.MostMinutes)
        {
            warnings.Add(new SheetWarning(SheetWarning.ShiftTooLong, new SheetWarning.Facts { Limite = minutes / 60m }));
        }
    }

    private static void Counter(Sheet sheet, Context context, List<SheetWarning> warnings, FieldErrors errors)
    {
        if (sheet.ColadaInicial is not { } start || sheet.ColadaFinal is not { } end)
        {
            return;
        }
        var shots = sheet.TotalColadas;
        if (shots == 0)
        {
            warnings.Add(new SheetWarning(SheetWarning.CounterUnchanged, new SheetWarning.Facts { Inicial = start }));
        }
        if (context.Neighbours.AnteriorFinal is { } before && before != start)
        {
            warnings.Add(new SheetWarning(SheetWarning.CounterGap, Gap(before, start)));
        }
        if (context.Neighbours.SiguienteInicial is { } after && after != end)
        {
            warnings.Add(new SheetWarning(SheetWarning.CounterGap, Gap(end, after)));
        }
        var hours = sheet.Detalles.Sum(r => r.Coladas);
        if (sheet.Detalles.Count == 0 || hours == shots)
        {
            return;
        }
        var tolerance = context.Settings.DesvioHorasPct.Trimmed();
        var facts = new SheetWarning.Facts
        {
            Horas = hours,
            Contador = shots,
            Diferencia = hours - shots,
            Tolerancia = tolerance,
        };
        if (SheetCalculation.ExceedsCounter(hours, shots, tolerance))
        {
            errors.Add("detalles", SheetWarning.HoursCounterMismatch, facts);
        }
        else
        {
            warnings.Add(new SheetWarning(SheetWarning.HoursCounterMismatch, facts));
        }
    }

    private static SheetWarning.Facts Gap(long end, long start) =>
        new()
        {
            Final = end,
            Inicial = start,
            Diferencia = start - end,
        };

    private static void Rate(Sheet sheet, List<SheetWarning> warnings, FieldErrors errors)
    {
        var minutes = sheet.Detalles.Count > 0 ? sheet.Detalles.Sum(r => r.Minutos) : UnknownMinutes;
        var facts = new SheetWarning.Facts
        {
            Coladas = sheet.TotalColadas,
            Limite = Shown.Round(SheetCalculation.MostShots(minutes, sheet.SnapshotTiempoCiclo), 0),
        };
        if (SheetCalculation.IsUnbelievable(sheet.TotalColadas, minutes, sheet.SnapshotTiempoCiclo))
        {
            errors.Add(sheet.ColadaFinal is null ? "detalles" : "colada_final", SheetWarning.RateImplausible, facts);
        }
        else if (SheetCalculation.IsTooFast(sheet.TotalColadas, minutes, sheet.SnapshotTiempoCiclo))
        {
            warnings.Add(new SheetWarning(SheetWarning.RateImplausible, facts));
        }
    }

    private static void Colours(Sheet sheet, Order order, List<SheetWarning> warnings)
    {
        var others = sheet
            .Detalles.Select(r => r.Color)
            .Where(c => c.Length > 0 && SheetNames.LotOf(order, c) is null)
            .Distinct(StringComparer.OrdinalIgnoreCase);
        warnings.AddRange(others.Select(c => new SheetWarning(SheetWarning.ColourNotInOrder, new SheetWarning.Facts { Color = c })));
    }
}
