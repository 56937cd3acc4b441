using Faena.Kernel.Http;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>A sheet as a body gives it, with every rule that can be told without the order and the other sheets.</summary>
internal static class SheetBody
{
    public const int MostRows = 48;
    private const int LongestEntry = 100;
    private const int LongestSheetNumber = 40;
    private const int LongestNote = 1_000;
    private const int LongestRowNote = 500;
    private const int LongestReason = 300;
    private const int MostDigits = 12;
    private const int MostCavities = 10_000;
    private const long LargestCounter = 999_999_999_999;
    private const long MostShots = 1_000_000_000;
    private const decimal LargestWeight = 1_000_000;

    // What people write for "the same as above".
    private static readonly string[] Dittos = ["\"", "''", "″", "〃", "”", "“", "ídem", "idem"];

    /// <param name="Cavidades">Null for as many as the order has.</param>
    public sealed record Given(Sheet Sheet, Guid? IdCliente, int? Cavidades, long? Version);

    public static Given Read(SheetRequest given, FieldErrors errors)
    {
        var fields = new Fields(errors);
        var date = fields.Date(given.Fecha);
        var shift = fields.Word(given.Turno, Shift.All);
        var start = TimeOf(fields, given);
        var sheet = new Sheet
        {
            Maquina = fields.Name(given.Maquina, LongestEntry),
            Fecha = date,
            Turno = shift,
            HoraInicio = start,
            Inicio = Shift.StartOf(shift, date, start),
            ColadaInicial = fields.Count(given.ColadaInicial, LargestCounter),
            ColadaFinal = fields.Count(given.ColadaFinal, LargestCounter),
            DigitosContador = fields.Whole(given.DigitosContador, 1, MostDigits),
            VueltaContador = given.VueltaContador ?? false,
            TiempoCiclo = fields.Number(given.TiempoCiclo, LargestWeight),
            TiempoEnfriamiento = fields.Number(given.TiempoEnfriamiento, LargestWeight, positive: false),
            Hoja = fields.Name(given.Hoja, LongestSheetNumber, required: false) is { Length: > 0 } number ? number : null,
            MotivoCavidades = fields.Name(given.MotivoCavidades, LongestReason, required: false),
            Observacion = fields.Name(given.Observacion, LongestNote, required: false),
            Detalles = RowsOf(fields, given, shift, date, start),
        };
        sheet = WithShots(sheet, fields, given);
        return new Given(sheet, fields.Id(given.IdCliente), fields.Whole(given.Cavidades, 1, MostCavities), given.Version);
    }

    private static Sheet WithShots(Sheet sheet, Fields fields, SheetRequest given)
    {
        var (hasStart, hasEnd) = (given.ColadaInicial?.Text is not null, given.ColadaFinal?.Text is not null);
        var hours = sheet.Detalles.Sum(r => r.Coladas);
        if (sheet.VueltaContador && sheet.DigitosContador is null && given.DigitosContador?.Text is null)
        {
            fields.Fault(nameof(given.DigitosContador), "rollover_needs_digits");
        }
        if (sheet.DigitosContador is { } digits)
        {
            var numbers = SheetCalculation.PowerOfTen(digits);
            fields
                .Require(sheet.ColadaInicial is null || sheet.ColadaInicial < numbers, nameof(given.ColadaInicial), "counter_digits")
                .Require(sheet.ColadaFinal is null || sheet.ColadaFinal < numbers, nameof(given.ColadaFinal), "counter_digits");
        }
        if (hasStart != hasEnd)
        {
            fields.Fault(hasStart ? nameof(given.ColadaFinal) : nameof(given.ColadaInicial), "counters_together");
            return sheet;
        }
        if (!hasStart)
        {
            fields.Require(sheet.Detalles.Count > 0, nameof(given.ColadaFinal), "counters_or_hours");
            return sheet with { TotalColadas = hours, OrigenColadas = ShotSource.Hours };
        }
        if (sheet.ColadaInicial is not { } start || sheet.ColadaFinal is not { } end)
        {
            return sheet;
        }
        if (SheetCalculation.Counted(start, end, sheet.DigitosContador, sheet.VueltaContador) is { } shots)
        {
            return sheet with { TotalColadas = shots };
        }
        if (!sheet.VueltaContador)
        {
            fields.Fault(
                nameof(given.ColadaFinal),
                SheetWarning.CounterEndBeforeStart,
                new SheetWarning.Facts { Inicial = start, Final = end }
            );
        }
        return sheet;
    }

    private static IReadOnlyList<Sheet.Hour> RowsOf(Fields fields, SheetRequest given, string shift, DateOnly date, TimeOnly start)
    {
        var rows = new List<Sheet.Hour>();
        foreach (var (at, row) in fields.Items(given.Detalles, MostRows))
        {
            // A line of the paper that nobody filled in.
            if (row.Coladas is { IsGiven: true, Value: null } && row.MermaKg is null && row.Observacion is null)
            {
                continue;
            }
            var above = rows.LastOrDefault();
            var text = row.Hora;
            var slot = text is null ? null : Slot.Parse(text);
            at.Require(slot is not null, nameof(row.Hora), text is null ? "required" : "not_a_slot");
            var hour = new Sheet.Hour(
                Shift.At(shift, date, start, slot?.From ?? default),
                slot?.Minutes ?? 0,
                Carried(at.Name(row.Maquinista, LongestEntry, required: false), above?.Maquinista),
                null,
                Carried(at.Name(row.Color, LongestEntry, required: false), above?.Color),
                at.Count(row.Coladas.Value, MostShots, required: true, nameof(row.Coladas)) ?? 0,
                at.Name(row.Observacion, LongestRowNote, required: false),
                at.Number(row.MermaKg, LargestWeight, positive: false) ?? 0,
                at.Name(row.ColorMerma, LongestEntry, required: false),
                at.Name(row.MotivoMerma, LongestReason, required: false)
            );
            // Within a sheet the same hour twice is somebody's slip; the first one stands.
            if (slot is not null && rows.Exists(r => r.Minutos > 0 && Shift.Overlap(r.Span, hour.Span)))
            {
                at.Fault(nameof(row.Hora), SheetWarning.ShiftOverlap, new SheetWarning.Facts { Franja = hour.Text });
            }
            rows.Add(hour);
        }
        return rows;
    }

    private static string Carried(string written, string? above) =>
        written.Length == 0 || Dittos.Contains(written, StringComparer.OrdinalIgnoreCase) ? above ?? "" : written;

    private static TimeOnly TimeOf(Fields fields, SheetRequest given)
    {
        var text = given.HoraInicio;
        var time = text is null ? null : Slot.TimeOf(text.Trim());
        fields.Require(time is not null, nameof(given.HoraInicio), text is null ? "required" : "not_a_time");
        return time ?? default;
    }
}
